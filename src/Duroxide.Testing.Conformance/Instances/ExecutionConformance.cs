using Duroxide.Runtime;

namespace Duroxide.Testing.Conformance;

/// <summary>Histories, executions, and the step from one to the next.</summary>
public abstract class ExecutionConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_history_is_read_batch_by_batch_in_order()
    {
        await Provider.BeginAsync("chatty");
        for (var index = 0; index < 12; index++)
        {
            await Provider.SendAsync("chatty", "hello");
            await Provider.CommitAsync((await Provider.TakeTurnAsync("chatty")).Running());
        }

        var expected = Enumerable.Range(1, 13).Select(number => $"event {number}");
        Assert.Equal(expected, await Provider.HistoryAsync("chatty"));
    }

    [Fact]
    public async Task A_commit_without_events_adds_no_batch()
    {
        await Provider.BeginAsync("silent");
        await Provider.SendAsync("silent", "nonsense");
        var turn = await Provider.TakeTurnAsync("silent");

        await Provider.CommitAsync(turn.Running() with { Events = null });

        Assert.Equal(["event 1"], await Provider.HistoryAsync("silent"));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task Leased_executions_are_loaded_in_the_order_asked_for()
    {
        await Provider.BeginAsync("one", "two", "three");
        foreach (var id in new[] { "one", "two", "three" })
        {
            await Provider.SendAsync(id, "hello");
        }
        var leases = (await Provider.FetchTurnsAsync()).OrderByDescending(turn => turn.Instance).ToList();

        var loaded = await Provider.LoadAsync([.. leases.Select(turn => turn.Lease)], Cancellation);

        Assert.Equal(["two", "three", "one"], loaded.Select(stored => stored.Instance.Value));
        Assert.Equal(["two", "three", "one"], loaded.Select(stored => Text(stored.Start.Header)));
        Assert.All(loaded, stored => Assert.Equal(ExecutionId.First, stored.Execution));
        Assert.All(loaded, stored => Assert.Equal("event 1", Text(Assert.Single(stored.Batches))));
    }

    [Fact]
    public async Task A_load_leaves_out_lost_leases()
    {
        await Provider.CreateAsync("one", "two");
        var turns = await Provider.FetchTurnsAsync();
        await Provider.ReleaseAsync(turns[0]);

        var loaded = await Provider.LoadAsync([.. turns.Select(turn => turn.Lease)], Cancellation);

        Assert.Equal(turns[1].Instance, Assert.Single(loaded).Instance);
    }

    [Fact]
    public async Task What_does_not_exist_reads_as_nothing()
    {
        await Provider.BeginAsync("known");

        Assert.Null(await Provider.ReadAsync("unknown"));
        Assert.Null(await Provider.HistoryAsync("unknown"));
        Assert.Null(await Provider.HistoryAsync("known", 2));
        Assert.Empty(await Provider.ReadValuesAsync("unknown", null, Cancellation));
    }

    [Fact]
    public async Task An_instance_that_has_not_begun_has_an_empty_history()
    {
        await Provider.CreateAsync("new");

        Assert.Equal([], await Provider.HistoryAsync("new"));
    }

    [Fact]
    public async Task An_ending_is_read_from_the_row()
    {
        await Provider.CreateAsync("ended");
        var turn = await Provider.TakeTurnAsync("ended");
        await PassAsync(Second);

        await Provider.CommitAsync(turn.Ending(ExecutionStatus.Failed, "it broke"));

        var row = (await Provider.ReadAsync("ended"))!;
        Assert.Equal((ExecutionStatus.Failed, "it broke", Now), (row.Status, Text(row.Output), row.Updated));
    }

    [Fact]
    public async Task An_execution_that_goes_on_has_no_output_and_no_end()
    {
        await Provider.BeginAsync("going");

        Assert.Null((await Provider.ReadAsync("going"))!.Output);
        var execution = Assert.Single(await Management.ListExecutionsAsync("going", Cancellation));
        Assert.Null(execution.Output);
        Assert.Null(execution.Ended);
    }

    [Fact]
    public async Task An_ending_without_events_is_stored()
    {
        await Provider.CreateAsync("poisoned");
        var turn = await Provider.TakeTurnAsync("poisoned");

        await Provider.CommitAsync(turn.Ending(ExecutionStatus.Failed, "poison") with { Events = null });

        Assert.Equal(ExecutionStatus.Failed, (await Provider.ReadAsync("poisoned"))!.Status);
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task Continue_as_new_makes_the_next_execution_current_and_ready()
    {
        await Provider.CreateAsync("eternal");
        var turn = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(turn.Continuing("second header") with { Version = Version("1.0.0") });

        var row = (await Provider.ReadAsync("eternal"))!;
        Assert.Equal(new ExecutionId(2), row.Execution);
        Assert.Equal(ExecutionStatus.Running, row.Status);
        Assert.Equal("test/next", row.Name);
        Assert.Null(row.Version);
        Assert.Null(row.Output);
        var next = await Provider.TakeTurnAsync("eternal");
        Assert.Equal(new ExecutionId(2), next.Execution);
        Assert.Equal(EventId.None, next.LastEvent);
        Assert.Equal("second header", Text(next.Start!.Header));
        Assert.Equal(new Timestamp(4711), next.Start.Time);
    }

    [Fact]
    public async Task Histories_of_executions_are_apart()
    {
        await Provider.CreateAsync("eternal");
        var first = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(first.Continuing() with { Events = first.Events("first history") });
        var second = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(second.Continuing() with { Events = second.Events("second history") });
        var third = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(third.Running() with { Events = third.Events("third history") });

        Assert.Equal(["first history"], await Provider.HistoryAsync("eternal", 1));
        Assert.Equal(["second history"], await Provider.HistoryAsync("eternal", 2));
        Assert.Equal(["third history"], await Provider.HistoryAsync("eternal", 3));
        Assert.Equal(["third history"], await Provider.HistoryAsync("eternal"));
    }

    [Fact]
    public async Task A_load_after_continue_as_new_brings_the_next_execution_only()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing("second header"));
        var turn = await Provider.TakeTurnAsync("eternal");

        var stored = Assert.Single(await Provider.LoadAsync([turn.Lease], Cancellation));

        Assert.Equal(new ExecutionId(2), stored.Execution);
        Assert.Equal("second header", Text(stored.Start.Header));
        Assert.Empty(stored.Batches);
    }

    [Fact]
    public async Task Executions_are_listed_with_how_they_ended()
    {
        await Provider.CreateAsync("eternal");
        var begun = Now;
        var first = await Provider.TakeTurnAsync("eternal");
        await PassAsync(Second);
        await Provider.CommitAsync(first.Continuing() with { Version = Version("1.2.3") });
        var between = Now;
        var second = await Provider.TakeTurnAsync("eternal");
        await PassAsync(Second);
        await Provider.CommitAsync(second.Ending() with { Events = second.Events("two", 2) });

        var executions = await Management.ListExecutionsAsync("eternal", Cancellation);

        Assert.Equal([1, 2], executions.Select(execution => execution.Execution.Value));
        Assert.Equal(
            [ExecutionStatus.ContinuedAsNew, ExecutionStatus.Completed],
            executions.Select(execution => execution.Status)
        );
        Assert.Equal(["continued", "done"], executions.Select(execution => Text(execution.Output)));
        Assert.Equal([1, 2], executions.Select(execution => execution.Events));
        Assert.Equal([begun, new Timestamp(4711)], executions.Select(execution => execution.Started));
        Assert.Equal([between, Now], executions.Select(execution => execution.Ended));
        Assert.Equal([Version("1.2.3"), null], executions.Select(execution => execution.Version));
    }

    [Fact]
    public async Task A_cancel_request_that_waits_when_an_execution_begins_comes_with_its_first_turn()
    {
        await Provider.CreateAsync("busy");
        var first = await Provider.TakeTurnAsync("busy");
        await Provider.SendAsync("busy", Enumerable.Range(1, 20).Select(number => $"message {number}"));
        await CancelAsync("busy", "stop");
        await Provider.CommitAsync(first.Continuing());
        await CancelAsync("busy", "too late for this one");

        var second = Assert.Single(
            await Provider.FetchTurnsAsync(new TurnFetch(10, Lease, TimeSpan.Zero) { MaxMessages = 2 }, Cancellation)
        );

        Assert.Equal(["message 1", "message 2"], Texts(second));
        Assert.Equal(["stop"], second.EarlyCancels.Select(message => Text(message.Payload)));
        await Provider.ReleaseAsync(second);
        var again = await Provider.TakeTurnAsync("busy");
        Assert.Equal(
            second.EarlyCancels.Select(message => message.Id),
            again.EarlyCancels.Select(message => message.Id)
        );
        Assert.Equal(22, again.Messages.Count);
    }

    [Fact]
    public async Task A_cancel_request_comes_early_with_no_other_turn()
    {
        await Provider.CreateAsync("calm");
        await CancelAsync("calm", "before the first turn");
        var first = await Provider.TakeTurnAsync("calm");
        Assert.Empty(first.EarlyCancels);
        await Provider.CommitAsync(first.Continuing() with { Consumed = [first.Messages[0].Id] });
        var second = await Provider.TakeTurnAsync("calm");
        Assert.Empty(second.EarlyCancels);
        await CancelAsync("calm", "while it runs");
        await Provider.CommitAsync(second.Running());

        var third = await Provider.TakeTurnAsync("calm");

        Assert.Equal(["while it runs"], Texts(third));
        Assert.Empty(third.EarlyCancels);
    }

    private Task CancelAsync(InstanceId instance, string text) =>
        Provider.EnqueueAsync([new NewMessage(instance, Bytes(text)) { IsCancel = true }], Cancellation);

    [Fact]
    public async Task Messages_left_at_continue_as_new_come_with_the_next_start()
    {
        await Provider.BeginAsync("eternal");
        await Provider.SendAsync("eternal", "used", "left");
        var turn = await Provider.TakeTurnAsync("eternal");
        await Provider.SendAsync("eternal", "late");
        await Provider.CommitAsync(turn.Continuing() with { Consumed = [turn.Messages[0].Id] });

        var next = await Provider.TakeTurnAsync("eternal");

        Assert.NotNull(next.Start);
        Assert.Equal(["left", "late"], Texts(next));
    }

    [Fact]
    public async Task An_ended_instance_keeps_no_messages()
    {
        await Provider.BeginAsync("ended");
        await Provider.SendAsync("ended", "used", "left");
        var turn = await Provider.TakeTurnAsync("ended");
        await Provider.SendAsync("ended", "late");

        await Provider.CommitAsync(turn.Ending() with { Consumed = [turn.Messages[0].Id] });

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Equal(0, (await Management.GetMetricsAsync(Cancellation)).Messages);
    }
}
