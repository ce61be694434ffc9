using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>A runtime deletes by itself what need not be kept, and nothing else.</summary>
public abstract class RetentionScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Orchestration<Unit, string> Short = new("short", (_, _) => Task.FromResult("done"));

    private static readonly Orchestration<Unit, string> Other = new("other", (_, _) => Task.FromResult("done"));

    private static readonly Orchestration<Unit, string> Waiting = new(
        "waiting",
        async (context, _) => await context.ReceiveMessage<string>("q")
    );

    private static readonly Orchestration<int, int> Eternal = new(
        "eternal",
        async (context, round) =>
        {
            await context.ScheduleTimer(Hour);
            return await context.ContinueAsNew(round + 1);
        }
    );

    [Fact]
    public async Task What_ended_long_ago_goes_and_what_runs_or_ended_of_late_stays()
    {
        using var book = new MeterBook();
        Code.Add(Short).Add(Waiting);
        var runtime = await KeepAsync(new() { KeepFor = Hour * 5 });
        await StartAsync(Short, "old", Unit.Value);
        await StartAsync(Waiting, "running", Unit.Value);
        await EndOfAsync("old");
        await PassAsync(Hour * 4);
        await StartAsync(Short, "late", Unit.Value);
        await EndOfAsync("late");
        Assert.Equal(3, await CountAsync());

        await PassAsync(Hour * 2);

        Assert.Equal(["late", "running"], (await ListAsync()).Order());
        Assert.Equal((1L, 1L), (runtime.Retention.Instances, runtime.Retention.Executions));
        Assert.Contains(
            Log.Lines,
            line => line.Message.Contains("Retention removed 1 instances", StringComparison.Ordinal)
        );
        Assert.Contains(book.Of("duroxide.retention.deletions", "duroxide.deleted", "instance"), one => one.Value == 1);
        Assert.NotEmpty(book.Of("duroxide.retention.sweep.duration", "duroxide.outcome", "completed"));
        book.Read();
        Assert.NotEmpty(book.Of("duroxide.retention.sweep.age"));
    }

    [Fact]
    public async Task The_youngest_of_what_ended_are_kept()
    {
        Code.Add(Short).Add(Waiting);
        await StartAsync(Waiting, "running", Unit.Value);
        await KeepAsync(new() { KeepAtMost = 3 });
        foreach (var number in Enumerable.Range(1, 8))
        {
            await StartAsync(Short, $"short {number}", Unit.Value);
            await EndOfAsync($"short {number}");
        }

        await PassAsync(Hour);

        Assert.Equal(["running", "short 6", "short 7", "short 8"], (await ListAsync()).Order());
    }

    [Fact]
    public async Task An_orchestration_may_have_a_policy_of_its_own()
    {
        Code.Add(Short).Add(Other);
        await RunAsync(options =>
            options with
            {
                Retention = new()
                {
                    Default = new() { KeepFor = TimeSpan.Zero },
                    Orchestrations = new Dictionary<string, RetentionPolicy> { ["other"] = new() { KeepAtMost = 1 } },
                },
            }
        );
        foreach (var id in new[] { "one", "two" })
        {
            await StartAsync(Other, $"other {id}", Unit.Value);
            await StartAsync(Short, $"short {id}", Unit.Value);
            await EndOfAsync($"other {id}");
        }

        await PassAsync(Hour);

        Assert.Equal(["other two"], await ListAsync());
    }

    [Fact]
    public async Task More_than_a_page_goes_in_one_sweep()
    {
        Code.Add(Short);
        var starts = Enumerable.Range(1, 250).Select(number => new InstanceStart<Unit>($"short {number}", Unit.Value));
        await Client.StartOrchestrationsAsync(Short, starts, cancellationToken: Cancellation);
        var first = await RunAsync();
        await UntilAsync(async () => (await Client.Management.GetMetricsAsync(Cancellation)).Running == 0);
        await StopAsync(first);

        var runtime = await KeepAsync(new() { KeepAtMost = 20 });
        await UntilAsync(() => runtime.Retention.Sweeps > 0);

        Assert.Equal(20, await CountAsync());
    }

    [Fact]
    public async Task Executions_of_what_never_ends_are_pruned()
    {
        Code.Add(Eternal);
        await KeepAsync(new() { KeepExecutions = 3, KeepExecutionsFor = TimeSpan.FromDays(30) });
        await StartAsync(Eternal, "eternal", 1);

        await PassAsync(Hour * 20);

        var executions = await Client.Management.ListExecutionsAsync("eternal", Cancellation);
        Assert.InRange(executions.Count, 3, 4);
        Assert.InRange(executions[^1].Execution.Value, 19, 21);
    }

    [Fact]
    public async Task A_tree_with_a_live_child_stays_whole()
    {
        Code.Add(Short).Add(Waiting);
        await Provider.CreateInstancesAsync([Child("child", "root")], Cancellation);
        await KeepAsync(new() { KeepFor = TimeSpan.Zero });
        await StartAsync(Short, "root", Unit.Value);
        await EndOfAsync("root");
        await PassAsync(Hour);
        Assert.Equal(2, await CountAsync());

        await Client.SendMessageAsync("child", "q", "enough", Cancellation);
        await EndOfAsync("child");
        await PassAsync(Hour);

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task One_node_at_a_time_sweeps_and_another_takes_over()
    {
        Code.Add(Short);
        var one = await KeepAsync(new() { KeepFor = TimeSpan.Zero });
        await UntilAsync(() => one.Retention.Sweeps > 0);
        var other = await KeepAsync(new() { KeepFor = TimeSpan.Zero }, await OpenNodeAsync());
        await PassAsync(Hour * 2);
        Assert.True(one.Retention.Sweeps > 5, $"{one.Retention}");
        Assert.Equal(0, other.Retention.Sweeps);

        await StopAsync(one);
        await UntilAsync(() => other.Retention.Sweeps > 0);
    }

    [Fact]
    public async Task What_a_node_that_dies_between_two_batches_leaves_is_whole_and_goes_with_the_next_node()
    {
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, input) => await context.ScheduleSubOrchestration(Short, input)
        );
        Code.Add(Short).Add(parent);
        var first = await RunAsync();
        var starts = Enumerable.Range(1, 60).Select(number => new InstanceStart<Unit>($"parent {number}", Unit.Value));
        await Client.StartOrchestrationsAsync(parent, starts, cancellationToken: Cancellation);
        await UntilAsync(async () => (await Client.Management.GetMetricsAsync(Cancellation)) is { Completed: 120 });
        await StopAsync(first);
        var mortal = await OpenNodeAsync();
        mortal.BeforeManagement = DieAt(nameof(IManagement.DeleteInstancesAsync), time: 3);
        var dead = await KeepAsync(new() { KeepFor = TimeSpan.Zero }, mortal);
        await UntilAsync(() => Log.Holds("Retention broke off"));
        await StopAsync(dead);

        var left = await Client.Management.GetMetricsAsync(Cancellation);
        Assert.InRange(left.Instances, 1, 119);
        Assert.Equal(left.Instances, left.Executions);
        Assert.Equal(left.Instances / 2, (await ListRootsAsync()).Count);
        var next = await KeepAsync(new() { KeepFor = TimeSpan.Zero }, await OpenNodeAsync());
        await UntilAsync(() => next.Retention.Sweeps > 0);

        Assert.Equal(left.Instances, next.Retention.Instances);
        Assert.True(
            await Client.Management.GetMetricsAsync(Cancellation) is { Instances: 0, Executions: 0, Events: 0 }
        );
    }

    private static Action<string> DieAt(string call, int time)
    {
        var calls = 0;
        return method =>
        {
            if (calls >= time || (method == call && ++calls == time))
            {
                throw new ProviderException(method, "It is dead.", isRetryable: true);
            }
        };
    }

    private async Task<IReadOnlyList<InstanceInfo>> ListRootsAsync() =>
        [.. await Client.Management.ListInstancesAsync(new() { RootsOnly = true }, Cancellation)];

    private Task<DuroxideRuntime> KeepAsync(RetentionPolicy policy, ObservedProvider? node = null) =>
        RunAsync(options => options with { Retention = new() { Default = policy } }, node);

    private static NewInstance Child(InstanceId instance, InstanceId parent)
    {
        var header = new Header(instance, ExecutionId.First, "waiting", null, "null", Nonce.From(instance.Value));
        return new(instance, "waiting", Runtime.WireCodec.EncodeHeader(header)) { Parent = parent };
    }

    private async Task<IReadOnlyList<string>> ListAsync() =>
        [.. (await Client.Management.ListInstancesAsync(null, Cancellation)).Select(info => info.Instance.Value)];

    private async Task<int> CountAsync() => (await ListAsync()).Count;
}
