using Duroxide.Runtime;
using Duroxide.Sqlite;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>What docs/management.md shows does what it says.</summary>
public sealed class ManagingTests : IAsyncLifetime
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(1);

    static readonly Activity<string, string> Charge = new("orders/charge", (_, order) => Task.FromResult(order));

    readonly InMemoryProvider store = new();
    DuroxideRuntime runtime = null!;
    bool isRepaired;

    DuroxideClient Client => runtime.Client;

    Registry Code => new RegistryBuilder().Add(Charge).Add(Fulfil).Add(Fulfil, new SemanticVersion(1, 1, 0)).Build();

    Orchestration<string, string> Fulfil =>
        new(
            "orders/fulfil",
            async (ctx, order) =>
            {
                var charged = await ctx.ScheduleActivity(Charge, order);
                var place = await ctx.ReceiveMessage<string>("place");
                return isRepaired
                    ? $"{charged} to {place} by {ctx.Version}"
                    : throw new InvalidOperationException("It does not work.");
            }
        );

    public async ValueTask InitializeAsync()
    {
        runtime = await DuroxideRuntime.StartAsync(store, Code, Managing.Keeping);
        await Client.StartOrchestrationAsync(Fulfil, "order-17", "tea", new() { Version = new(1, 0, 0) });
    }

    public async ValueTask DisposeAsync()
    {
        await runtime.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task What_was_suspended_and_resumed_goes_on()
    {
        await Managing.PauseAsync(Client.Management);

        await FailAsync();
    }

    [Fact]
    public async Task What_has_failed_is_restarted_and_then_cancelled_with_all_others()
    {
        await FailAsync();

        Assert.Equal(2, (await Managing.RestartAsync(Client.Management)).Value);
        Assert.Equal(1, await Managing.CancelAllAsync(Client.Management, progress: null));
        await Client.WaitForEndAsync("order-17", Generous);
    }

    [Fact]
    public async Task What_has_failed_is_forked_first_offline_and_then_in_the_store()
    {
        await FailAsync();
        isRepaired = true;

        Assert.Equal("\"tea to Rome by 1.0.0\"", (await Managing.ForkOfflineAsync(Client, Code)).Output);
        await Managing.ForkAsync(Client.Management);
        await Client.SendMessageAsync("order-17-repaired", "place", "Oslo");

        Assert.Equal("tea to Rome by 1.0.0", await EndAsync("order-17-again"));
        Assert.Equal("tea to Oslo by 1.1.0", await EndAsync("order-17-repaired"));
    }

    [Fact]
    public async Task A_file_is_looked_through_copied_and_tidied()
    {
        using var folder = new TestFolder();
        await using var file = new SqliteProvider(Path.Combine(folder.Path, "orders.db"));
        await file.InitializeAsync(CancellationToken.None);

        Assert.Equal(
            "0 bytes less, log moved: True",
            await Managing.TidyAsync(file, Path.Combine(folder.Path, "orders-backup.db"))
        );
    }

    async Task FailAsync()
    {
        await Client.SendMessageAsync("order-17", "place", "Rome");
        Assert.IsType<OrchestrationStatus.Failed>(await Client.WaitForEndAsync("order-17", Generous));
    }

    Task<string> EndAsync(InstanceId instance) => Client.WaitForCompletionAsync(Fulfil, instance, Generous);
}
