using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Sqlite.Tests.Frozen;

/// <summary>
/// A file of each schema that ever was is opened by this build, and what lives in it goes on to its end. UPDATE_SCHEMAS=1 writes
/// the file of a new schema; those that are there are never written again.
/// </summary>
public sealed class FrozenSchemaTests : IDisposable
{
    private const string Update = "UPDATE_SCHEMAS";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] Waiting = ["timer", "event", "parent", "child", "work", "again"];

    private readonly TemporaryFile file = new();

    public static TheoryData<int> Numbers => [.. SchemaFile.Numbers];

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task There_is_a_file_of_each_schema()
    {
        var newest = Schema.Scripts.Count;
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 } && !SchemaFile.Numbers.Contains(newest))
        {
            await LiveAsync();
            SchemaFile.Write(newest, file.Path);
        }

        Assert.True(
            SchemaFile.Numbers.SequenceEqual(Enumerable.Range(1, newest)),
            $"Run this test with {Update}=1 to keep a file of schema {newest}."
        );
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task What_lives_in_an_older_file_goes_on_to_its_end(int number)
    {
        SchemaFile.Restore(number, file.Path);
        await using var store = await Stores.OpenAsync(new SqliteOptions(file.Path));
        var client = new DuroxideClient(store);

        Assert.Empty(await store.CheckAsync(CancellationToken.None));
        await AssertReadableAsync(client);
        var everywhere = new RuntimeOptions { Tags = new TagFilter.Any() };
        await using var runtime = await DuroxideRuntime.StartAsync(store, FrozenCode.Registry, everywhere);
        await client.RaiseEventAsync("event", FrozenCode.Go, "gone");
        await client.RaiseEventAsync("child", FrozenCode.Go, "done");
        await client.SendMessageAsync("again", FrozenCode.More, "more");

        Assert.Equal("rang", await EndAsync(client, "timer"));
        Assert.Equal("gone", await EndAsync(client, "event"));
        Assert.Equal("done as told", await EndAsync(client, "parent"));
        Assert.Equal("a page on paper", await EndAsync(client, "work"));
        Assert.Equal("more in 2", await EndAsync(client, "again"));
        Assert.Equal(8, (await client.Management.GetMetricsAsync()).Instances);
    }

    private static async Task AssertReadableAsync(DuroxideClient client)
    {
        foreach (var id in Waiting)
        {
            Assert.IsType<OrchestrationStatus.Running>(await client.GetStatusAsync(id));
            Assert.Single(await client.Management.GetWaitsAsync(id));
        }
        var done = Assert.IsType<OrchestrationStatus.Completed>(await client.GetStatusAsync("done"));
        Assert.Equal("a book on paper", client.Decode<string>(done.Output));
        Assert.Equal("printed", done.Info.CustomStatus);
        Assert.Equal(12, await client.GetValueAsync<int>("done", "copies"));
        var failed = Assert.IsType<OrchestrationStatus.Failed>(await client.GetStatusAsync("failed"));
        Assert.Contains("out of paper", failed.Failure.Display, StringComparison.Ordinal);
        Assert.Equal(3, (await client.Management.ListExecutionsAsync("again")).Count);
        foreach (var row in await client.Management.ListInstancesAsync())
        {
            foreach (var execution in await client.Management.ListExecutionsAsync(row.Instance))
            {
                var history = await client.ReadHistoryAsync(row.Instance, execution.Execution);
                Assert.IsType<Fact.Started>(history!.Events[0].Fact);
            }
        }
        var parked = Assert.Single(await client.Management.ListParkedAsync());
        Assert.Equal("event", parked.Instance.Value);
        Assert.Equal(1, (await client.Management.DiscardParkedAsync(new() { Instance = "event" })).Done);
    }

    private static Task<string> EndAsync(DuroxideClient client, InstanceId instance) =>
        client.WaitForCompletionAsync<string>(instance, Patience);

    // Its clock stands still, long ago, so that the timer waits while it is written and is due when it is read.
    private async Task LiveAsync()
    {
        var time = new VirtualTimeProvider();
        await using var store = await Stores.OpenAsync(new SqliteOptions(file.Path) { Time = time });
        var client = new DuroxideClient(store);
        var options = new RuntimeOptions { Time = time, Tags = new TagFilter.DefaultOnly() };
        await using var runtime = await DuroxideRuntime.StartAsync(store, FrozenCode.Registry, options);
        await client.StartOrchestrationAsync(FrozenCode.Timer, "timer", Unit.Value);
        await client.StartOrchestrationAsync(FrozenCode.Event, "event", Unit.Value);
        await client.StartOrchestrationAsync(FrozenCode.Parent, "parent", Unit.Value);
        await client.StartOrchestrationAsync(FrozenCode.Work, "work", Unit.Value);
        await client.StartOrchestrationAsync(FrozenCode.Again, "again", 0);
        await client.StartOrchestrationAsync(FrozenCode.Done, "done", Unit.Value);
        await client.StartOrchestrationAsync(FrozenCode.Failed, "failed", Unit.Value);
        await client.WaitForEndAsync("done", Patience);
        await client.WaitForEndAsync("failed", Patience);
        await store.EnqueueAsync([new("event", "no message"u8.ToArray())], CancellationToken.None);
        using var limit = new CancellationTokenSource(Patience);
        while (!await IsSettledAsync(client))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private static async Task<bool> IsSettledAsync(DuroxideClient client)
    {
        foreach (var id in Waiting)
        {
            if (
                (await client.GetStatusAsync(id)) is OrchestrationStatus.NotFound
                || (await client.Management.GetWaitsAsync(id)).Count != 1
            )
            {
                return false;
            }
        }
        return (await client.Management.ListParkedAsync()).Count == 1;
    }
}
