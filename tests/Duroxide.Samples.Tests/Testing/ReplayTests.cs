using Duroxide.Providers;
using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Testing;

public sealed class ReplayTests : IDisposable
{
    readonly string folder = Path.Combine(Path.GetTempPath(), $"duroxide-histories-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_ran_once_runs_with_the_code_in_hand()
    {
        await using var provider = new InMemoryProvider();
        await RunAsync(provider);

        await StoredRecordings.ExportAsync(provider, folder);

        Verification.VerifyFolder(folder, Orders.Registry).EnsureHolds();
        var report = await Verification.VerifyStoreAsync(provider, Orders.Registry);
        Assert.Equal(1, report.EnsureHolds().Same);

        var kept = new VerificationOptions { IncludeEnded = true, AtLeast = 1 };
        Verification.VerifyFolder(folder, Orders.Registry, kept).EnsureHolds();
    }

    static async Task RunAsync(IProvider provider)
    {
        await using var runtime = await DuroxideRuntime.StartAsync(provider, Orders.Registry);
        await runtime.Client.StartOrchestrationAsync(Orders.Fulfil, "order-1", "teapot");
        await Assert.ThrowsAsync<InstanceFailedException>(() =>
            runtime.Client.WaitForCompletionAsync(Orders.Fulfil, "order-1", TimeSpan.FromMinutes(1))
        );
    }
}
