namespace Duroxide.Testing.Conformance;

/// <summary>What goes on in a store can be seen: parts of histories, queues, and what is stuck.</summary>
public abstract class InspectionConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_part_of_a_history_is_the_batches_that_hold_its_events()
    {
        await Provider.CreateAsync("long");
        await CommitAsync("long", 3);
        for (var batch = 1; batch < 4; batch++)
        {
            await Provider.SendAsync("long", "go");
            await CommitAsync("long", 3);
        }

        // Batches begin with 1, 4, 7 and 10.
        Assert.Equal("1 4 7 10", await PartAsync(1, 100));
        Assert.Equal("1", await PartAsync(1, 3));
        Assert.Equal("1 4", await PartAsync(1, 4));
        Assert.Equal("1 4", await PartAsync(3, 2));
        Assert.Equal("4", await PartAsync(4, 1));
        Assert.Equal("4 7", await PartAsync(5, 3));
        Assert.Equal("10", await PartAsync(12, 100));
    }

    [Fact]
    public async Task The_header_comes_with_the_beginning_of_a_history()
    {
        await Provider.CreateAsync("new");
        var before = await Management.ReadHistoryAsync("new", null, new EventId(1), 10, Cancellation);
        await CommitAsync("new", 3);
        var after = await Management.ReadHistoryAsync("new", null, new EventId(2), 10, Cancellation);

        Assert.Equal("new", Text(before!.Start?.Header));
        Assert.Empty(before.Batches);
        Assert.Null(after!.Start);
        Assert.Single(after.Batches);
    }

    [Fact]
    public async Task Parts_of_every_execution_are_read_and_of_none_that_is_not_there()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());
        await CommitAsync("eternal", 2);

        var first = await Management.ReadHistoryAsync("eternal", new ExecutionId(1), new EventId(1), 10, Cancellation);
        var current = await Management.ReadHistoryAsync("eternal", null, new EventId(1), 10, Cancellation);

        Assert.Equal((new ExecutionId(1), "event 1"), (first!.Execution, Text(first.Batches[0])));
        Assert.Equal((new ExecutionId(2), "1"), (current!.Execution, Text(current.Batches[0])));
        Assert.Equal("next", Text(current.Start?.Header));
        Assert.Null(await Management.ReadHistoryAsync("eternal", new ExecutionId(3), new EventId(1), 10, Cancellation));
        Assert.Null(await Management.ReadHistoryAsync("nobody", null, new EventId(1), 10, Cancellation));
    }

    [Fact]
    public async Task One_execution_is_read_as_the_list_has_it()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());
        await CommitAsync("eternal", 2);

        var all = await Management.ListExecutionsAsync("eternal", Cancellation);
        var first = await Management.ReadExecutionRecordAsync("eternal", new ExecutionId(1), Cancellation);
        var current = await Management.ReadExecutionRecordAsync("eternal", null, Cancellation);

        Assert.Equal(all.Select(Known), [Known(first!), Known(current!)]);
        Assert.Equal((ExecutionStatus.ContinuedAsNew, "continued"), (first!.Status, Text(first.Output)));
        Assert.Equal((ExecutionStatus.Running, 2), (current!.Status, current.Events));
        Assert.Null(await Management.ReadExecutionRecordAsync("eternal", new ExecutionId(3), Cancellation));
        Assert.Null(await Management.ReadExecutionRecordAsync("nobody", null, Cancellation));
    }

    [Fact]
    public async Task A_store_that_is_open_has_the_schema_of_its_build()
    {
        var schema = await Management.ReadSchemaAsync(Cancellation);

        Assert.True(schema.IsRight, $"{schema}");
    }

    [Fact]
    public async Task Activities_of_an_instance_show_how_often_they_were_taken_and_whether_they_are_leased()
    {
        await Provider.ScheduleAsync("busy", Work.Activity(1), Work.Activity(2) with { Tag = "gpu" });
        var item = await Provider.TakeWorkAsync();
        await Provider.ReleaseAsync(item);
        await Provider.TakeWorkAsync();

        var activities = await Management.ListActivitiesAsync("busy", Cancellation);

        Assert.Equal(
            [new(ExecutionId.First, new(1), 2, true), new(ExecutionId.First, new(2), 0, false)],
            activities.OrderBy(activity => activity.Id)
        );
        await PassAsync(Minute);
        Assert.DoesNotContain(await Management.ListActivitiesAsync("busy", Cancellation), one => one.IsLeased);
        Assert.Empty(await Management.ListActivitiesAsync("nobody", Cancellation));
    }

    [Fact]
    public async Task Ages_are_counted_by_the_stores_clock()
    {
        Assert.Equal(new StoreMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), await CountAsync());
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await TimerAsync("sleeper", Second);
        await Provider.BeginAsync("reader");
        await PassAsync(Second);
        await Provider.SendAsync("reader", "hello");
        await PassAsync(Second);

        var metrics = await CountAsync();

        Assert.Equal(
            (2, Second, Second, 2 * Second),
            (metrics.Ready, metrics.OldestReady, metrics.OldestMessage, metrics.OldestActivity)
        );
    }

    [Fact]
    public async Task What_is_leased_is_counted_apart_and_has_no_age()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.BeginAsync("reader");
        await Provider.SendAsync("reader", "hello");
        await PassAsync(Second);
        await Provider.TakeWorkAsync();
        await Provider.TakeTurnAsync("reader");

        var metrics = await CountAsync();

        Assert.Equal((0, 1, 1), (metrics.Ready, metrics.LeasedTurns, metrics.LeasedActivities));
        Assert.Equal((null, null, null), (metrics.OldestReady, metrics.OldestMessage, metrics.OldestActivity));
    }

    [Fact]
    public async Task Messages_that_are_held_are_counted_apart()
    {
        await Provider.BeginAsync("full");
        await Provider.SendAsync("full", "one", "two");
        var turn = await Provider.TakeTurnAsync("full");
        await Provider.CommitAsync(
            turn.Running() with
            {
                Consumed = [],
                Held = [.. turn.Messages.Select(message => new HeldMessage(message.Id, "inbox"))],
            }
        );

        Assert.Equal(2, (await CountAsync()).HeldMessages);
    }

    [Fact]
    public async Task Nothing_is_stuck_where_work_is_young_taken_or_parked()
    {
        await Provider.BeginAsync("idle");
        await Provider.CreateAsync("parked");
        await Provider.ParkAsync(await Provider.TakeTurnAsync("parked"), "unreadable");
        await PassAsync(Minute);
        await Provider.CreateAsync("young");

        Assert.Empty(await StuckAsync(new() { WaitingFor = Minute }));
    }

    [Fact]
    public async Task What_nobody_takes_is_stuck_the_longest_wait_first()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2) with { Tag = "gpu" });
        await PassAsync(Second);
        await Provider.ScheduleAsync("owner", Work.Activity(3) with { Session = "s" });
        await PassAsync(Second);
        await Provider.CreateAsync("waiting");
        await PassAsync(Minute);

        var stuck = await Management.ListStuckAsync(new() { WaitingFor = Minute }, Cancellation);

        Assert.Equal(
            ["Activity worker 1", "Activity worker 2", "Activity owner 3", "Turn waiting"],
            stuck
                .Select(Told)
                .Order(StringComparer.Ordinal)
                .OrderBy(told => stuck.First(one => Told(one) == told).Since)
        );
        Assert.Equal(stuck.Select(one => one.Since).Order(), stuck.Select(one => one.Since));
        Assert.Equal(2, (await StuckAsync(new() { WaitingFor = Minute, Limit = 2 })).Count);
        Assert.Empty(await StuckAsync(new() { WaitingFor = 2 * Minute }));
    }

    [Fact]
    public async Task An_instance_with_a_timer_that_is_due_is_ready_and_stuck_when_nobody_takes_it()
    {
        await TimerAsync("sleeper", Second);
        await PassAsync(Second);
        Assert.Equal(1, (await CountAsync()).Ready);
        Assert.Empty(await StuckAsync(new() { WaitingFor = Minute }));
        await PassAsync(Minute);

        Assert.Equal(["Turn sleeper"], await StuckAsync(new() { WaitingFor = Minute }));
    }

    [Fact]
    public async Task An_activity_that_is_taken_again_and_again_is_stuck_also_while_it_is_leased()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2));
        for (var attempt = 1; attempt < 3; attempt++)
        {
            var item = (await Provider.FetchWorkAsync(1))[0];
            Assert.Equal(1, item.Id.Value);
            await Provider.ReleaseAsync(item);
        }
        await Provider.FetchWorkAsync(1);

        Assert.Equal(["Activity worker 1"], await StuckAsync(new() { WaitingFor = Minute, Attempts = 3 }));
        Assert.Empty(await StuckAsync(new() { WaitingFor = Minute, Attempts = 4 }));
    }

    private async Task CommitAsync(string instance, int events)
    {
        var turn = await Provider.TakeTurnAsync(instance);
        var first = turn.LastEvent.Next.ToString();
        await Provider.CommitAsync(turn.Running() with { Events = turn.Events(first, events) });
    }

    private async Task TimerAsync(string instance, TimeSpan delay)
    {
        await Provider.CreateAsync(instance);
        var turn = await Provider.TakeTurnAsync(instance);
        await Provider.CommitAsync(
            turn.Running() with
            {
                Timers = [new NewTimer(new EventId(2), Now.Plus(delay), Bytes("tick"))],
            }
        );
    }

    private async Task<string> PartAsync(long from, int limit)
    {
        var part = await Management.ReadHistoryAsync("long", null, new EventId(from), limit, Cancellation);
        return string.Join(' ', part!.Batches.Select(batch => Text(batch)));
    }

    private async Task<IReadOnlyList<string>> StuckAsync(StuckQuery query) =>
        [.. (await Management.ListStuckAsync(query, Cancellation)).Select(Told)];

    private static string Told(StuckWork stuck) => $"{stuck.Kind} {stuck.Instance} {stuck.Operation}".TrimEnd();

    private static (ExecutionId, ExecutionStatus, Timestamp, Timestamp?, long) Known(ExecutionRecord row) =>
        (row.Execution, row.Status, row.Started, row.Ended, row.Events);

    private Task<StoreMetrics> CountAsync() => Management.GetMetricsAsync(Cancellation);
}
