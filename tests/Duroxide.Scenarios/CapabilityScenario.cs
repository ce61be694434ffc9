using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Executions are pinned to the framework that began them, and nodes take only what they can replay.</summary>
public abstract class CapabilityScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Orchestration<Unit, string> Waiting = new(
        "waiting",
        async (context, _) => await context.ReceiveMessage<string>("q")
    );

    [Fact]
    public async Task A_node_leaves_alone_what_a_newer_framework_began()
    {
        Code.Add(Waiting);
        await BeginInFutureAsync("from the future");
        await RunAsync();

        await Client.SendMessageAsync("from the future", "q", "a", Cancellation);
        await StartAsync(Waiting, "of today", Unit.Value);
        await Client.SendMessageAsync("of today", "q", "b", Cancellation);

        Assert.Equal("b", await OutputOfAsync<string>("of today"));
        await PassAsync(TimeSpan.FromMinutes(5));
        Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("from the future", Cancellation));
    }

    [Fact]
    public async Task Two_nodes_share_the_work_by_their_ranges()
    {
        Code.Add(Waiting);
        await BeginInFutureAsync("from the future");
        await RunAsync(Only("0.0.0", "1.0.0"));
        await Client.SendMessageAsync("from the future", "q", "a", Cancellation);
        await StartAsync(Waiting, "of today", Unit.Value);
        await Client.SendMessageAsync("of today", "q", "b", Cancellation);
        Assert.Equal("b", await OutputOfAsync<string>("of today"));

        await RunAsync(Only("8.0.0", "9.9.9"), await OpenNodeAsync());

        Assert.Equal("a", await OutputOfAsync<string>("from the future"));
    }

    [Fact]
    public async Task What_has_not_begun_may_be_taken_by_any_node()
    {
        Code.Add(Waiting);
        await RunAsync(Only("8.0.0", "9.9.9"));

        await StartAsync(Waiting, "new", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("new");

        Assert.Single(await FactsOfAsync("new"), fact => fact is Fact.Started);
    }

    [Fact]
    public async Task A_node_with_a_wide_range_parks_what_it_cannot_read_after_all()
    {
        Code.Add(Waiting);
        await BeginInFutureAsync("from the future", [0xff, 0x00, 0x01]);
        await RunAsync(options =>
            options with
            {
                ReplayVersions = new(SemanticVersion.Parse("0.0.0"), SemanticVersion.Parse("99.0.0")),
                MaxAttempts = 2,
            }
        );

        await Client.SendMessageAsync("from the future", "q", "a", Cancellation);

        await UntilAsync(async () =>
            (await Client.Management.ListParkedAsync(cancellationToken: Cancellation)).Count == 1
        );
    }

    [Fact]
    public async Task A_prerelease_counts_as_its_release_for_provider_and_runtime_alike()
    {
        Code.Add(Waiting);
        await BeginInFutureAsync("of a later preview", pin: "9.0.0-rc.2");
        await RunAsync(Only("0.0.0", "9.0.0-rc.1"));

        await Client.SendMessageAsync("of a later preview", "q", "a", Cancellation);

        Assert.Equal("a", await OutputOfAsync<string>("of a later preview"));
        Assert.False(Log.Holds("does not replay"));
    }

    [Fact]
    public async Task What_a_provider_gives_in_spite_of_the_range_is_put_aside_for_a_second_and_never_run()
    {
        Code.Add(Waiting);
        await BeginInFutureAsync("from the future");
        var blind = await OpenNodeAsync();
        blind.IgnoresCapabilities = true;
        var runtime = await RunAsync(options => options with { MaxAttempts = 1 }, blind);
        await Client.SendMessageAsync("from the future", "q", "a", Cancellation);
        await UntilAsync(() => Log.Holds("which this node does not replay"));
        var before = Log.Lines.Count(line => line.Message.Contains("does not replay", StringComparison.Ordinal));

        await PassAsync(TimeSpan.FromSeconds(10));
        var times = Log.Lines.Count(line => line.Message.Contains("does not replay", StringComparison.Ordinal));
        await StopAsync(runtime);
        await RunAsync(Only("8.0.0", "9.9.9"), await OpenNodeAsync());

        Assert.InRange(times - before, 8, 12);
        Assert.Equal("a", await OutputOfAsync<string>("from the future"));
    }

    [Fact]
    public async Task A_child_is_pinned_by_the_node_that_begins_it_and_not_by_its_parent()
    {
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
                await context.ScheduleSubOrchestration(Waiting, Unit.Value, new() { Instance = "child" })
        );
        Code.Add(Waiting).Add(parent);
        await BeginInFutureAsync("parent", name: "parent");
        await RunAsync(Only("0.0.0", "1.0.0"));

        await Client.SendMessageAsync("child", "q", "a", Cancellation);

        Assert.Equal("a", await OutputOfAsync<string>("child"));
        Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("parent", Cancellation));
        await RunAsync(Only("8.0.0", "9.9.9"), await OpenNodeAsync());
        Assert.Equal("a", await OutputOfAsync<string>("parent"));
    }

    private static Func<RuntimeOptions, RuntimeOptions> Only(string min, string max) =>
        options => options with { ReplayVersions = new(SemanticVersion.Parse(min), SemanticVersion.Parse(max)) };

    // The first turn as a newer build would have committed it, its events like ours unless they are given.
    private async Task BeginInFutureAsync(
        InstanceId instance,
        byte[]? events = null,
        string pin = "9.0.0",
        string name = "waiting"
    )
    {
        var writer = await OpenNodeAsync();
        TurnCommit? written = null;
        writer.Before = call =>
        {
            written = call is { Method: nameof(IProvider.CommitTurnsAsync), Items: IReadOnlyList<TurnCommit> turns }
                ? turns[0]
                : written;
            return written is null ? Task.CompletedTask : throw new ProviderException("commit", "seen", true);
        };
        var runtime = await RunAsync(node: writer);
        await Client.StartOrchestrationAsync(name, instance, Unit.Value, cancellationToken: Cancellation);
        await UntilAsync(() => written is not null);
        writer.Kill();
        await StopAsync(runtime);
        var fetch = new TurnFetch(1, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));
        var turn = Assert.Single(await PassUntilAsync(Provider.FetchTurnsAsync(fetch, Cancellation)));
        var commit = written! with
        {
            Right = turn.Lease,
            Events = events is null ? written.Events : written.Events! with { Payload = events },
            Pin = SemanticVersion.Parse(pin),
        };
        Assert.Equal([true], await Provider.StoreAsync(commit));
    }
}
