namespace Duroxide.Runtime.Tests;

public class DisposedProviderTests
{
    [Fact]
    public async Task A_runtime_whose_provider_was_disposed_of_stops_its_loops_instead_of_spinning()
    {
        var provider = new InMemoryProvider();
        await using var runtime = await DuroxideRuntime.StartAsync(provider, new RegistryBuilder().Build());
        Assert.Empty(runtime.StoppedLoops);

        await provider.DisposeAsync();

        await UntilAsync(() => runtime.StoppedLoops.Contains("turns") && runtime.StoppedLoops.Contains("activities"));
    }

    static async Task UntilAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(1));
            await Task.Yield();
        }
    }
}
