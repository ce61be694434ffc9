using Duroxide.Core;

namespace Duroxide.Sqlite.Tests;

/// <summary>Who waits hears what another process writes to the same file, though it never writes itself.</summary>
public sealed class ForeignWritesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly Orchestration<string, string> Greet = new(
        "greet",
        async (context, name) =>
        {
            context.SetValue("waits", true);
            await context.ScheduleWait<string>("go");
            context.SetCustomStatus("gone");
            context.SetValue("greeted", name);
            await context.ScheduleWait<string>("end");
            return $"hello, {name}";
        }
    );

    private readonly TemporaryFile file = new();
    private readonly SqliteProvider theirs;
    private readonly SqliteProvider ours;
    private DuroxideRuntime? runtime;

    public ForeignWritesTests()
    {
        theirs = new SqliteProvider(file.Path);
        ours = new SqliteProvider(file.Path);
    }

    private DuroxideClient Reader => new(ours);

    public async ValueTask InitializeAsync()
    {
        runtime = await DuroxideRuntime.StartAsync(theirs, new RegistryBuilder().Add(Greet).Build());
        await runtime.Client.StartOrchestrationAsync(Greet, "one", "you");
        // An event counts from the moment on at which it is waited for.
        await runtime.Client.WaitForValueAsync<bool>("one", "waits", Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await runtime!.DisposeAsync();
        await ours.DisposeAsync();
        await theirs.DisposeAsync();
        file.Dispose();
    }

    [Fact]
    public async Task A_wait_for_the_result() =>
        Assert.Equal("hello, you", await Reader.HearsAsync(EndAsync, Completion));

    [Fact]
    public async Task A_wait_for_the_end() =>
        Assert.IsType<OrchestrationStatus.Completed>(
            await Reader.HearsAsync(EndAsync, client => client.WaitForEndAsync("one", Patience))
        );

    [Fact]
    public async Task A_wait_for_a_newer_status() =>
        Assert.IsType<OrchestrationStatus.Running>(
            await Reader.HearsAsync(GoAsync, client => client.WaitForCustomStatusAsync("one", seen: 0, Patience))
        );

    [Fact]
    public async Task A_wait_for_a_value() =>
        Assert.Equal(
            "you",
            await Reader.HearsAsync(GoAsync, client => client.WaitForValueAsync<string>("one", "greeted", Patience))
        );

    [Fact]
    public async Task A_wait_of_a_node_that_runs_nothing()
    {
        var idle = new RuntimeOptions { OrchestrationConcurrency = 0, WorkerConcurrency = 0 };
        await using var node = await DuroxideRuntime.StartAsync(ours, new RegistryBuilder().Build(), idle);

        Assert.Equal("hello, you", await node.Client.HearsAsync(EndAsync, Completion));
    }

    [Fact]
    public async Task A_wait_of_one_who_may_only_read()
    {
        var options = new SqliteOptions(file.Path) { OpenMode = SqliteOpenMode.ReadOnly };
        await using var reading = new SqliteProvider(options);

        Assert.Equal("hello, you", await new DuroxideClient(reading).HearsAsync(EndAsync, Completion));
    }

    private static Task<string> Completion(DuroxideClient client) =>
        client.WaitForCompletionAsync<string>("one", Patience);

    private async Task GoAsync() => await runtime!.Client.RaiseEventAsync("one", "go", "");

    private async Task EndAsync()
    {
        await GoAsync();
        await runtime!.Client.WaitForValueAsync<string>("one", "greeted", Patience);
        await runtime.Client.RaiseEventAsync("one", "end", "");
    }
}

/// <summary>Waits of a client for what somebody else does.</summary>
internal static class Hearing
{
    /// <summary>Begins to wait, and lets the others act once it has looked and found nothing.</summary>
    public static async Task<T> HearsAsync<T>(
        this DuroxideClient client,
        Func<Task> act,
        Func<DuroxideClient, Task<T>> wait
    )
    {
        var waiting = wait(client);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.False(waiting.IsCompleted);
        await act();
        return await waiting.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
    }
}
