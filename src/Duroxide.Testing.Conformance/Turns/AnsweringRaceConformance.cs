namespace Duroxide.Testing.Conformance;

/// <summary>A turn that takes answers while its instance has something else to react to is refused, and its answers are messages.</summary>
public abstract class AnsweringRaceConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_message_that_waits_is_not_overtaken()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"));
        await Provider.SendAsync("raced", "early");

        await RefusedAsync(waiting, completed: true);

        Assert.Equal(["early", "answer to 1"], Texts(await Provider.TakeTurnAsync("raced")));
        await NoWorkIsLeftAsync();
    }

    [Fact]
    public async Task A_timer_that_is_due_is_not_overtaken_and_one_that_is_not_is_no_hindrance()
    {
        await Provider.CreateAsync("raced");
        var turn = await Provider.TakeTurnAsync("raced");
        var timer = new NewTimer(new EventId(9), Now.Plus(Second), Bytes("tick"));
        await Provider.CommitAsync(
            turn.Running() with
            {
                Activities = [Work.Activity(1, "1"), Work.Activity(2, "2")],
                Timers = [timer],
            }
        );
        var work = await Provider.FetchWorkAsync();
        var waiting = new Waiting(turn).Next(work[0]);
        await Provider.CommitAsync(waiting.Running());
        await PassAsync(Second);

        await RefusedAsync(waiting.Next(work[1]), completed: true);

        Assert.Equal(["tick", "answer to 2"], Texts(await Provider.TakeTurnAsync("raced")));
    }

    [Fact]
    public async Task An_instance_that_somebody_holds_is_left_to_that_node_also_after_its_time()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"), Work.Activity(2, "2"));
        await Provider.SendAsync("raced", "early");
        var held = await Provider.TakeTurnAsync("raced");

        await RefusedAsync(waiting with { Work = [waiting.Work[0]] }, completed: true);
        await PassAsync(2 * Lease);
        await RefusedAsync(waiting with { Work = [waiting.Work[1]] }, completed: true);

        await Provider.CommitAsync(held.Running());
        Assert.Equal(["answer to 1", "answer to 2"], Texts(await Provider.TakeTurnAsync("raced")));
    }

    [Fact]
    public async Task An_instance_that_has_gone_on_gets_a_message()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"));
        await Provider.SendAsync("raced", "early");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("raced")).Running());

        await RefusedAsync(waiting, completed: true);

        var turn = await Provider.TakeTurnAsync("raced");
        Assert.Equal((new EventId(2), 1), (turn.LastEvent, turn.Attempt));
        Assert.Equal(["answer to 1"], Texts(turn));
    }

    [Fact]
    public async Task A_lease_that_ran_out_holds_until_another_takes_the_activity()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"), Work.Activity(2, "2"));
        await PassAsync(2 * Lease);
        var overtaking = Assert.Single(await Provider.FetchWorkAsync(1));

        await RefusedAsync(waiting with { Work = [waiting.Work[0]] }, completed: false);
        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.CommitAsync((waiting with { Work = [waiting.Work[1]] }).Running());
        await Provider.CommitAsync(waiting.Next(overtaking).Running());

        Assert.Equal(["event 1", "event 2", "event 3"], await Provider.HistoryAsync("raced"));
    }

    [Fact]
    public async Task One_lost_activity_of_several_makes_messages_of_the_other_answers()
    {
        var waiting = await Provider.WaitAsync(
            "raced",
            Work.Activity(1, "1"),
            Work.Activity(2, "2"),
            Work.Activity(3, "3")
        );
        await Provider.ReleaseAsync(waiting.Work[1]);

        var stored = await Provider.StoreOneAsync(waiting.Running());

        Assert.False(stored.IsStored);
        Assert.Equal([true, false, true], stored.Completed);
        Assert.Equal(["answer to 1", "answer to 3"], Texts(await Provider.TakeTurnAsync("raced")));
        Assert.Equal("2", (await Provider.TakeWorkAsync()).Text);
    }

    [Fact]
    public async Task A_cancelled_activity_has_nothing_to_answer()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1), Work.Activity(2, "2"));
        await Provider.SendAsync("raced", "cancel");
        var turn = await Provider.TakeTurnAsync("raced");
        await Provider.CommitAsync(turn.Running() with { CancelledActivities = [new EventId(1)] });

        await RefusedAsync(waiting.Next(waiting.Work[0]), completed: false);

        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.CommitAsync(waiting.Next(waiting.Work[1]).Running());
        await NoWorkIsLeftAsync();
    }

    [Fact]
    public async Task An_instance_that_was_deleted_has_nothing_to_answer()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1));
        await Management.DeleteInstancesAsync(["raced"], DeletionForce.Trees, Cancellation);

        await RefusedAsync(waiting, completed: false);

        Assert.Null(await Provider.ReadAsync("raced"));
    }

    [Fact]
    public async Task An_instance_that_was_created_anew_is_another_one()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1));
        await Management.DeleteInstancesAsync(["raced"], DeletionForce.Trees, Cancellation);
        var anew = await Provider.WaitAsync("raced", Work.Activity(1, "anew"));

        await RefusedAsync(waiting, completed: false);

        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.CommitAsync(anew.Running());
    }

    [Fact]
    public async Task Of_two_answers_on_two_nodes_one_makes_a_turn_and_the_other_a_message()
    {
        var other = await OpenNodeAsync();
        for (var round = 0; round < 20; round++)
        {
            var id = $"raced-{round}";
            var waiting = await Provider.WaitAsync(id, Work.Activity(1, "1"), Work.Activity(2, "2"));
            var (one, two) = (waiting with { Work = [waiting.Work[0]] }, waiting with { Work = [waiting.Work[1]] });

            var stored = await Task.WhenAll(
                Task.Run(() => Provider.StoreOneAsync(one.Running()), Cancellation),
                Task.Run(() => other.StoreOneAsync(two.Running()), Cancellation)
            );

            var refused = Array.FindIndex(stored, each => !each.IsStored);
            Assert.True(stored[1 - refused].IsStored);
            Assert.Equal([true], stored[refused].Completed);
            Assert.Equal([$"answer to {refused + 1}"], Texts(await Provider.TakeTurnAsync(id)));
        }
    }

    [Fact]
    public async Task A_message_at_the_same_moment_comes_before_the_turn_or_after_it()
    {
        var other = await OpenNodeAsync();
        for (var round = 0; round < 20; round++)
        {
            var id = $"raced-{round}";
            var waiting = await Provider.WaitAsync(id, Work.Activity(1, "1"));

            var sending = Task.Run(() => other.SendAsync(id, "hello"), Cancellation);
            var stored = await Provider.StoreOneAsync(waiting.Running());
            await sending;

            var turn = await Provider.TakeTurnAsync(id);
            Assert.Equal(stored.IsStored ? ["hello"] : ["hello", "answer to 1"], Texts(turn));
            Assert.Equal(new EventId(stored.IsStored ? 2 : 1), turn.LastEvent);
        }
    }

    [Fact]
    public async Task A_parked_instance_stays_parked()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"));
        await Provider.SendAsync("raced", "early");
        await Provider.ParkAsync(await Provider.TakeTurnAsync("raced"), "unreadable");

        await RefusedAsync(waiting, completed: true);

        Assert.Empty(await Provider.FetchTurnsAsync());
        var parked = Assert.Single(await Management.ListParkedAsync(new() { Limit = 10 }, Cancellation));
        await Management.ReleaseParkedAsync(parked.Id, Cancellation);
        Assert.Equal(["early", "answer to 1"], Texts(await Provider.TakeTurnAsync("raced")));
    }

    [Fact]
    public async Task A_parked_message_is_no_hindrance()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1));
        await Provider.SendAsync("raced", "unreadable");
        var turn = await Provider.TakeTurnAsync("raced");
        var parked = new ParkedMessage(turn.Messages[0].Id, "unreadable");
        await Provider.CommitAsync(turn.Running() with { Consumed = [], Parked = [parked] });

        await Provider.CommitAsync(waiting.Next(waiting.Work[0]).Running());

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Single(await Management.ListParkedAsync(new() { Limit = 10 }, Cancellation));
    }

    [Fact]
    public async Task An_instance_that_was_put_off_stays_so()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"));
        await Provider.SendAsync("raced", "early");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("raced"), 5 * Second);

        await RefusedAsync(waiting, completed: true);

        Assert.Empty(await Provider.FetchTurnsAsync());
        await PassAsync(5 * Second);
        var turn = await Provider.TakeTurnAsync("raced");
        Assert.Equal(["early", "answer to 1"], Texts(turn));
        Assert.Equal(2, turn.Attempt);
    }

    [Fact]
    public async Task An_instance_that_continued_as_new_gets_a_message()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"));
        await Provider.SendAsync("raced", "early");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("raced")).Continuing());

        await RefusedAsync(waiting, completed: true);

        var turn = await Provider.TakeTurnAsync("raced");
        Assert.Equal(new ExecutionId(2), turn.Execution);
        Assert.Equal(["answer to 1"], Texts(turn));
    }

    [Fact]
    public async Task The_next_execution_is_not_taken_for_the_one_before()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"));
        await Provider.SendAsync("raced", "early");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("raced")).Continuing());
        await Provider.CommitAsync((await Provider.TakeTurnAsync("raced")).Running());

        await RefusedAsync(waiting, completed: true);

        Assert.Equal(["event 1"], await Provider.HistoryAsync("raced", 2));
        Assert.Equal(["answer to 1"], Texts(await Provider.TakeTurnAsync("raced")));
    }

    [Fact]
    public async Task An_ended_instance_hears_nothing()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1));
        await Provider.SendAsync("raced", "early");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("raced")).Ending());

        await RefusedAsync(waiting, completed: true);
        await NoWorkIsLeftAsync();

        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("raced"));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task An_instance_with_messages_held_gets_a_message_until_they_are_released()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"), Work.Activity(2, "2"));
        await Provider.SendAsync("raced", "held");
        var turn = await Provider.TakeTurnAsync("raced");
        var holding = turn.Running() with { Consumed = [], Held = [new HeldMessage(turn.Messages[0].Id, "q")] };
        await Provider.CommitAsync(holding);

        await RefusedAsync(waiting.Next(waiting.Work[0]), completed: true);

        var next = await Provider.TakeTurnAsync("raced");
        Assert.Equal(["answer to 1"], Texts(next));
        Assert.Equal(["held"], next.FirstHeld.Select(message => Text(message.Payload)));
        await Provider.CommitAsync(next.Running() with { ReleasesHeld = true });
        await Provider.CommitAsync((await Provider.TakeTurnAsync("raced")).Running());
        await Provider.CommitAsync(waiting.Next().Next().Next(waiting.Work[1]).Running());
    }

    [Fact]
    public async Task An_instance_waiting_for_its_first_turn_is_not_overtaken()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"));
        await Provider.CommitAsync(waiting.Continuing() with { Activities = [Work.Activity(2, "2")] });
        var item = await Provider.TakeWorkAsync();
        var first = new Waiting(waiting.Turn with { Execution = new(2), LastEvent = EventId.None }, item);

        await RefusedAsync(first, completed: true);

        var turn = await Provider.TakeTurnAsync("raced");
        Assert.NotNull(turn.Start);
        Assert.Equal(["answer to 2"], Texts(turn));
    }

    [Fact]
    public async Task An_activity_of_another_instance_gives_no_right()
    {
        var one = await Provider.WaitAsync("one", Work.Activity(1, "1"));
        var two = await Provider.WaitAsync("two", Work.Activity(1, "2"));

        var stored = await Provider.StoreOneAsync((one with { Work = [one.Work[0], two.Work[0]] }).Running());

        Assert.False(stored.IsStored);
        Assert.Equal([true, true], stored.Completed);
        var ready = await Provider.FetchTurnsAsync();
        Assert.Equal(["answer to 1"], Texts(ready.Single(turn => turn.Instance.Value == "one")));
        Assert.Equal(["answer to 2"], Texts(ready.Single(turn => turn.Instance.Value == "two")));
    }

    [Fact]
    public async Task Events_that_do_not_follow_are_refused()
    {
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"), Work.Activity(2, "2"));
        var repeated = new EventBatch(waiting.Turn.LastEvent, waiting.Turn.LastEvent, Bytes("again"));
        var one = (waiting with { Work = [waiting.Work[0]] }).Running() with { Events = repeated };

        var stored = await Provider.StoreOneAsync(one);

        Assert.False(stored.IsStored);
        Assert.Equal([true], stored.Completed);
        Assert.Equal(["event 1"], await Provider.HistoryAsync("raced"));
    }

    [Fact]
    public async Task A_refused_turn_writes_nothing_but_its_answers()
    {
        await Provider.BeginAsync("other");
        var waiting = await Provider.WaitAsync("raced", Work.Activity(1, "1"), Work.Activity(2));
        await Provider.SendAsync("raced", "early");
        var commit = (waiting with { Work = [waiting.Work[0]] }).Running() with
        {
            CustomStatus = new StatusChange("halfway"),
            Values = [new ValueChange("colour", new StoredValue("blue", Now))],
            Activities = [Work.Activity(3), Answers.Taken(4)],
            CancelledActivities = [new EventId(2)],
            Timers = [new NewTimer(new EventId(5), Now.Plus(Second), Bytes("tick"))],
            Starts = [new NewInstance("child", "test/child", Bytes("header"))],
            Messages = [new NewMessage("other", Bytes("hello"))],
        };

        Assert.False((await Provider.StoreOneAsync(commit)).IsStored);

        Assert.True(await Provider.CompleteAsync(waiting.Work[1], answer: null));
        Assert.Null(await Provider.ReadAsync("child"));
        Assert.Null((await Provider.ReadAsync("raced"))!.CustomStatus);
        Assert.Empty(await Provider.ReadValuesAsync("raced", null, Cancellation));
        await NoWorkIsLeftAsync();
        Assert.Equal(["early", "answer to 1"], Texts(await Provider.TakeTurnAsync("raced")));
    }

    private async Task RefusedAsync(Waiting waiting, bool completed)
    {
        var before = await Provider.HistoryAsync(waiting.Turn.Instance.Value);

        var stored = await Provider.StoreOneAsync(waiting.Running());

        Assert.False(stored.IsStored);
        Assert.Equal(waiting.Work.Select(_ => completed), stored.Completed);
        Assert.Equal(before, await Provider.HistoryAsync(waiting.Turn.Instance.Value));
    }

    private async Task NoWorkIsLeftAsync()
    {
        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
    }
}
