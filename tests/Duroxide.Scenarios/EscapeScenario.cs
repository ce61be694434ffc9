using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Code that leaves the durable world ends its instance, also when nothing else would wake it.</summary>
public abstract class EscapeScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_foreign_await_with_nothing_open_ends_the_instance()
    {
        var source = new TaskCompletionSource();
        await RunAsync(code: new RegistryBuilder().Add(Escaping(source, opens: false)));

        await Client.StartOrchestrationAsync("escaping", "stuck", Unit.Value, cancellationToken: Cancellation);

        AssertNotDurable(await FailureOfAsync("stuck"));
    }

    [Fact]
    public async Task An_escape_noticed_while_the_instance_is_idle_ends_it()
    {
        var source = new TaskCompletionSource();
        await RunAsync(code: new RegistryBuilder().Add(Escaping(source, opens: true)));
        await Client.StartOrchestrationAsync("escaping", "idle", Unit.Value, cancellationToken: Cancellation);
        await UntilFactAsync<Fact.Scheduled>("idle");

        await Task.Run(source.SetResult, Cancellation);

        AssertNotDurable(await FailureOfAsync("idle"));
        Assert.Contains(await FactsOfAsync("idle"), fact => fact is Fact.Interrupted);
    }

    [Fact]
    public async Task The_parent_of_an_escaped_child_ends_with_the_same_failure()
    {
        var source = new TaskCompletionSource();
        var child = Escaping(source, opens: false);
        var parent = new Orchestration<Unit, int>(
            "parent",
            async (context, _) => await context.ScheduleSubOrchestration(child, Unit.Value)
        );
        Code.Add(child).Add(parent);
        await RunAsync();

        await StartAsync(parent, "family", Unit.Value);

        AssertNotDurable(await FailureOfAsync("family"));
    }

    [Fact]
    public async Task An_escape_from_an_execution_that_another_node_has_ended_does_not_end_the_next_one()
    {
        var (source, goOn, late) = await LeaveBehindAsync("moved on");
        await RunAsync(code: Repaired());
        await Client.RaiseEventAsync("moved on", "Go", 1, Cancellation);
        await UntilAsync(async () =>
            await Client.GetStatusAsync("moved on", Cancellation)
                is OrchestrationStatus.Running { Info.Execution.Value: 2 }
        );
        await UntilFactAsync<Fact.Scheduled>("moved on");

        await AssertHarmlessAsync(source, late, "moved on");
        goOn.SetResult();
    }

    [Fact]
    public async Task An_escape_from_a_deleted_instance_does_not_end_the_next_one_of_its_id()
    {
        var (source, goOn, late) = await LeaveBehindAsync("again");
        await Client.Management.DeleteInstanceAsync("again", force: true, Cancellation);
        await PassAsync(TimeSpan.FromSeconds(1));
        await RunAsync(code: Repaired());
        await Client.StartOrchestrationAsync("escaping", "again", Unit.Value, cancellationToken: Cancellation);
        await UntilFactAsync<Fact.Scheduled>("again");

        await AssertHarmlessAsync(source, late, "again");
        goOn.SetResult();
    }

    // A node that keeps a program in memory which awaits what is not durable, and fetches nothing more.
    private async Task<(
        TaskCompletionSource Source,
        TaskCompletionSource GoOn,
        ObservedProvider Node
    )> LeaveBehindAsync(InstanceId instance)
    {
        var (source, goOn, held) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var late = await OpenNodeAsync();
        await RunAsync(
            options => options with { LongPoll = TimeSpan.FromSeconds(1) },
            late,
            new RegistryBuilder().Add(Escaping(source, opens: true))
        );
        await Client.StartOrchestrationAsync("escaping", instance, Unit.Value, cancellationToken: Cancellation);
        await UntilFactAsync<Fact.Scheduled>(instance);
        late.Before = async call =>
        {
            if (call.Method == nameof(IProvider.FetchTurnsAsync))
            {
                held.TrySetResult();
                await goOn.Task;
            }
        };
        await UntilAsync(() => held.Task.IsCompleted);
        return (source, goOn, late);
    }

    private async Task AssertHarmlessAsync(TaskCompletionSource source, ObservedProvider late, InstanceId instance)
    {
        var sent = new TaskCompletionSource();
        late.After = call =>
        {
            if (call.Method == nameof(IProvider.EnqueueAsync))
            {
                sent.TrySetResult();
            }
            return Task.CompletedTask;
        };
        await Task.Run(source.SetResult, Cancellation);
        await SoonAsync(sent.Task);
        await Client.RaiseEventAsync(instance, "Go", 7, Cancellation);

        Assert.Equal(7, await OutputOfAsync<int>(instance));
        Assert.True(Log.Holds("it means another one"));
    }

    private static RegistryBuilder Repaired() =>
        new RegistryBuilder().Add(
            new Orchestration<Unit, int>(
                "escaping",
                async (context, _) =>
                    await context.ScheduleWait<int>("Go") is 7 ? 7 : await context.ContinueAsNew(Unit.Value)
            )
        );

    private static void AssertNotDurable(Failure failure)
    {
        var configuration = Assert.IsType<Failure.Configuration>(failure);
        Assert.Equal(ConfigurationKind.NotDurable, configuration.Kind);
        Assert.StartsWith("not durable: ", configuration.Display, StringComparison.Ordinal);
    }

    private static Orchestration<Unit, int> Escaping(TaskCompletionSource source, bool opens) =>
        new(
            "escaping",
            async (context, input) =>
            {
                if (opens)
                {
                    _ = context.ScheduleWait<int>("Go");
                }
                await source.Task;
                return 1;
            }
        );
}
