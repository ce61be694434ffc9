namespace Duroxide.Testing.Conformance;

/// <summary>An instance that has ended for good begins again under its id, once.</summary>
public abstract class RestartConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Theory]
    [InlineData(ExecutionStatus.Completed)]
    [InlineData(ExecutionStatus.Failed)]
    public async Task An_ended_instance_waits_for_the_first_turn_of_the_next_execution(ExecutionStatus status)
    {
        await Provider.CreateAsync("again");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("again")).Ending(status));
        await PassAsync(Second);

        Assert.Equal(InstanceChange.Changed, await RestartAsync("again"));

        var turn = await Provider.TakeTurnAsync("again");
        Assert.Equal((new ExecutionId(2), EventId.None, 1), (turn.Execution, turn.LastEvent, turn.Attempt));
        Assert.Equal(("header 2", Now), (Text(turn.Start!.Header), turn.Start.Time));
        Assert.Empty(turn.Messages);
        Assert.Null(turn.Pin);
        await Provider.CommitAsync(turn.Running());
        Assert.Equal(["event 1"], await Provider.HistoryAsync("again"));
    }

    [Fact]
    public async Task Its_row_runs_and_earlier_executions_stay_readable()
    {
        await Provider.EndAsync("again");
        var before = (await Provider.ReadAsync("again"))!;
        await PassAsync(Second);

        await RestartAsync("again");

        var row = (await Provider.ReadAsync("again"))!;
        Assert.Equal(("test/again", ExecutionStatus.Running), (row.Name, row.Status));
        Assert.Equal((new ExecutionId(2), null, null), (row.Execution, row.Version, Text(row.Output)));
        Assert.Equal((before.Created, Now, true), (row.Created, row.Updated, row.Revision > before.Revision));
        Assert.Equal(["event 1"], await Provider.HistoryAsync("again", 1));
        Assert.Equal([], await Provider.HistoryAsync("again"));
        var executions = await Management.ListExecutionsAsync("again", Cancellation);
        Assert.Equal(
            [ExecutionStatus.Completed, ExecutionStatus.Running],
            executions.Select(execution => execution.Status)
        );
        Assert.Equal("done", Text(executions[0].Output));
        Assert.Equal(1, (await Management.GetMetricsAsync(Cancellation)).Running);
    }

    [Fact]
    public async Task It_takes_messages_timers_and_activities_as_any_other()
    {
        await Provider.EndAsync("again");
        Assert.Equal([false], await Provider.TrySendAsync("again", "early"));
        await RestartAsync("again");
        await Provider.SendAsync("again", "hello");

        var turn = await Provider.TakeTurnAsync("again");
        Assert.Equal(["hello"], Texts(turn));
        var timer = new NewTimer(new EventId(1), Now.Plus(Second), Bytes("tick"));
        await Provider.CommitAsync(turn.Running() with { Timers = [timer], Activities = [Work.Activity(1)] });
        await PassAsync(Second);
        await Provider.CompleteAsync(await Provider.TakeWorkAsync());

        turn = await Provider.TakeTurnAsync("again");
        Assert.Equal(["tick", "answer"], Texts(turn));
        await Provider.CommitAsync(turn.Ending());
        Assert.Equal(ExecutionStatus.Completed, (await Provider.ReadAsync("again"))!.Status);
    }

    [Fact]
    public async Task Values_status_and_tags_are_those_that_are_given()
    {
        await Provider.CreateAsync("again");
        await Provider.CommitAsync(
            (await Provider.TakeTurnAsync("again")).Ending() with
            {
                CustomStatus = new StatusChange("late"),
                Values = [Set("old", "1"), Set("both", "1")],
                Tags = [new TagChange("old", "1"), new TagChange("both", "1")],
            }
        );
        var values = ValueMap<string, StoredValue>.Empty.Set("both", new("2", new(5))).Set("new", new("2", new(6)));
        var tags = ValueMap<string, string>.Empty.Set("both", "2").Set("new", "2");

        await Management.RestartInstanceAsync(
            Again("again", 1) with
            {
                CustomStatus = "early",
                Values = values,
                Tags = tags,
            },
            Cancellation
        );

        Assert.Equal(values, await Provider.ReadValuesAsync("again", null, Cancellation));
        var row = (await Provider.ReadAsync("again"))!;
        Assert.Equal(("early", 2L), (row.CustomStatus, row.CustomStatusVersion));
        Assert.Equal(tags, row.Tags);
    }

    [Fact]
    public async Task Without_values_status_and_tags_none_are_left()
    {
        await Provider.EndAsync("bare");
        await Provider.CreateAsync("again");
        await Provider.CommitAsync(
            (await Provider.TakeTurnAsync("again")).Ending() with
            {
                CustomStatus = new StatusChange("late"),
                Values = [Set("old", "1")],
                Tags = [new TagChange("old", "1")],
            }
        );

        await RestartAsync("again");
        await RestartAsync("bare");

        Assert.Empty(await Provider.ReadValuesAsync("again", null, Cancellation));
        var row = (await Provider.ReadAsync("again"))!;
        Assert.Equal((null, 2L), (row.CustomStatus, row.CustomStatusVersion));
        Assert.Empty(row.Tags);
        Assert.Equal(0, (await Provider.ReadAsync("bare"))!.CustomStatusVersion);
    }

    [Fact]
    public async Task What_runs_is_unknown_or_ended_elsewhere_stays_as_it_is()
    {
        await Provider.BeginAsync("running");
        await Provider.CreateAsync("continued");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("continued")).Continuing());
        await Provider.CommitAsync((await Provider.TakeTurnAsync("continued")).Ending());
        var before = (await Provider.ReadAsync("continued"))!;

        Assert.Equal(InstanceChange.Unchanged, await RestartAsync("running"));
        Assert.Equal(InstanceChange.NotFound, await RestartAsync("nobody"));
        Assert.Equal(InstanceChange.Unchanged, await RestartAsync("continued"));

        var after = (await Provider.ReadAsync("continued"))!;
        Assert.Equal((before.Execution, before.Revision), (after.Execution, after.Revision));
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Equal(InstanceChange.Changed, await RestartAsync("continued", 2));
        Assert.Equal(new ExecutionId(3), (await Provider.TakeTurnAsync("continued")).Execution);
    }

    [Fact]
    public async Task Who_asks_again_is_answered_as_the_first_time()
    {
        await Provider.EndAsync("again");
        await RestartAsync("again");

        Assert.Equal(InstanceChange.Changed, await RestartAsync("again"));
        Assert.Equal(
            InstanceChange.Unchanged,
            await Management.RestartInstanceAsync(Again("again", 1) with { Header = Bytes("other") }, Cancellation)
        );

        await Provider.CommitAsync((await Provider.TakeTurnAsync("again")).Running());
        Assert.Equal(2, (await Management.ListExecutionsAsync("again", Cancellation)).Count);
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task Of_two_nodes_that_restart_one_at_once_one_does()
    {
        var other = await OpenNodeAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = $"raced-{round}";
            await Provider.EndAsync(id);

            var changes = await Task.WhenAll(
                Task.Run(() => Provider.Management!.RestartInstanceAsync(Named(id, "one"), Cancellation)),
                Task.Run(() => other.Management!.RestartInstanceAsync(Named(id, "two"), Cancellation))
            );

            Assert.Equal([InstanceChange.Changed, InstanceChange.Unchanged], changes.Order());
            // What another node wrote is heard within a second.
            await PassAsync(Second);
            var turn = await Provider.TakeTurnAsync(id);
            Assert.Equal(changes[0] == InstanceChange.Changed ? "one" : "two", Text(turn.Start!.Header));
        }
    }

    [Fact]
    public async Task Whichever_comes_first_a_restart_racing_a_deletion_leaves_nothing_half_done()
    {
        var other = await OpenNodeAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = $"raced-{round}";
            await Provider.EndAsync(id);

            var restarting = Task.Run(() => other.Management!.RestartInstanceAsync(Again(id, 1), Cancellation));
            await Management.DeleteInstancesAsync([id], DeletionForce.Trees, Cancellation);
            await restarting;

            Assert.Null(await Provider.ReadAsync(id));
            Assert.Empty(await Provider.FetchTurnsAsync());
        }
        Assert.Equal(0, (await Management.GetMetricsAsync(Cancellation)).Executions);
    }

    [Fact]
    public async Task A_restart_wakes_who_waits_for_a_turn_and_who_watches_the_row()
    {
        await Provider.EndAsync("again");
        var seen = (await Provider.ReadAsync("again"))!.Revision;
        var other = await OpenNodeAsync();
        var watching = other.ReadInstanceAsync("again", seen, TimeSpan.FromMinutes(10), Cancellation);
        var waiting = other.FetchTurnsAsync(new TurnFetch(1, Lease, TimeSpan.FromMinutes(10)), Cancellation);

        await RestartAsync("again");

        Assert.Single(await PassUntilAsync(waiting));
        var row = await PassUntilAsync(watching);
        Assert.Equal(ExecutionStatus.Running, row!.Status);
    }

    [Fact]
    public async Task What_still_ran_for_the_execution_before_answers_nobody()
    {
        await Provider.ScheduleAsync("again", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();
        await Provider.SendAsync("again", "enough");
        var turn = await Provider.TakeTurnAsync("again");
        await Provider.CommitAsync(turn.Ending() with { CancelledActivities = [new EventId(1)] });
        await RestartAsync("again");

        Assert.False(await Provider.CompleteAsync(item));

        Assert.False(await Provider.TryCommitAsync(turn.Running() with { Events = turn.Events("late") }));
        Assert.Empty((await Provider.TakeTurnAsync("again")).Messages);
    }

    private static ValueChange Set(string key, string data) => new(key, new StoredValue(data, new Timestamp(4)));

    private static Restart Again(string instance, long after) =>
        new(instance, new ExecutionId(after), "test/again", Bytes($"header {after + 1}"));

    private static Restart Named(string instance, string header) => Again(instance, 1) with { Header = Bytes(header) };

    private Task<InstanceChange> RestartAsync(string instance, long after = 1) =>
        Management.RestartInstanceAsync(Again(instance, after), Cancellation);
}
