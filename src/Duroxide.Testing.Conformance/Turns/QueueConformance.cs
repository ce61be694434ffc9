namespace Duroxide.Testing.Conformance;

/// <summary>What becomes of messages and activities between those who send and those who take them.</summary>
public abstract class QueueConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_long_backlog_comes_in_parts_and_in_order()
    {
        await Provider.BeginAsync("busy");
        var sent = Enumerable.Range(1, 25).Select(number => $"message {number}").ToList();
        await Provider.SendAsync("busy", sent);
        var fetch = new TurnFetch(1, Lease, TimeSpan.Zero) { MaxMessages = 10 };

        List<string> got = [];
        List<int> parts = [];
        while ((await Provider.FetchTurnsAsync(fetch, Cancellation)).SingleOrDefault() is { } turn)
        {
            got.AddRange(Texts(turn));
            parts.Add(turn.Messages.Count);
            await Provider.CommitAsync(turn.Running());
        }

        Assert.Equal(sent, got);
        Assert.Equal([10, 10, 5], parts);
    }

    [Fact]
    public async Task What_is_beyond_the_bytes_of_a_fetch_waits_for_the_next_turn()
    {
        await Provider.BeginAsync("busy");
        var sent = new[] { 40, 40, 30, 70, 1, 300, 20, 20 }.Select(
            (length, at) => new string((char)('a' + at), length)
        );
        await Provider.SendAsync("busy", sent);
        var fetch = new TurnFetch(1, Lease, TimeSpan.Zero) { MaxBytes = 100 };

        List<string> got = [];
        List<int> parts = [];
        while ((await Provider.FetchTurnsAsync(fetch, Cancellation)).SingleOrDefault() is { } turn)
        {
            got.AddRange(Texts(turn));
            parts.Add(turn.Messages.Count);
            await Provider.CommitAsync(turn.Running());
        }

        Assert.Equal(sent, got);
        Assert.Equal([2, 2, 1, 1, 2], parts);
    }

    [Fact]
    public async Task Instances_beyond_the_bytes_of_a_fetch_are_left_to_the_next_one()
    {
        await Provider.BeginAsync("one", "two", "three");
        foreach (var instance in (string[])["one", "two", "three"])
        {
            await Provider.SendAsync(instance, new string('x', 60), new string('y', 60));
            await PassAsync(Second);
        }
        await Provider.CreateAsync("new");
        var fetch = new TurnFetch(10, Lease, TimeSpan.Zero) { MaxBytes = 100 };

        var first = await Provider.FetchTurnsAsync(fetch, Cancellation);
        var second = await Provider.FetchTurnsAsync(fetch, Cancellation);

        Assert.Equal(["one 1", "two 1"], first.Select(turn => $"{turn.Instance} {turn.Messages.Count}"));
        Assert.Equal(["three 1", "new 0"], second.Select(turn => $"{turn.Instance} {turn.Messages.Count}"));
        Assert.Equal(60, first[0].Bytes);
    }

    [Fact]
    public async Task Who_waits_is_given_at_once_what_is_beyond_the_bytes_of_another_fetch()
    {
        await Provider.BeginAsync("one", "two");
        await Provider.SendAsync("one", new string('x', 60));
        await Provider.SendAsync("two", new string('x', 60));
        var fetch = new TurnFetch(10, Lease, TimeSpan.FromMinutes(1)) { MaxBytes = 50 };

        var before = Time.GetUtcNow();
        var first = await PassUntilAsync(Provider.FetchTurnsAsync(fetch, Cancellation));
        var second = await PassUntilAsync(Provider.FetchTurnsAsync(fetch, Cancellation));

        Assert.Equal(["one", "two"], first.Concat(second).Select(turn => turn.Instance.Value));
        Assert.True(Time.GetUtcNow() < before + Second);
    }

    [Fact]
    public async Task A_message_makes_an_instance_ready()
    {
        await Provider.BeginAsync("waiting");

        await Provider.SendAsync("waiting", "hello");

        var turn = await Provider.TakeTurnAsync("waiting");
        Assert.Equal(["hello"], Texts(turn));
        Assert.Equal(Now, turn.Messages[0].Time);
    }

    [Fact]
    public async Task A_message_to_an_instance_that_has_not_begun_comes_with_its_first_turn()
    {
        await Provider.CreateAsync("new");
        await Provider.SendAsync("new", "early");

        var turn = await Provider.TakeTurnAsync("new");

        Assert.NotNull(turn.Start);
        Assert.Equal(["early"], Texts(turn));
    }

    [Fact]
    public async Task An_activity_whose_lease_lapsed_is_not_overtaken_by_later_ones()
    {
        await Provider.ScheduleAsync("first", Work.Activity(1, "first"));
        await Provider.TakeWorkAsync();
        await PassAsync(Lease);
        await PassAsync(Second);
        await Provider.ScheduleAsync("second", Work.Activity(1, "second"));

        Assert.Equal("first", Assert.Single(await Provider.FetchWorkAsync(1)).Text);
    }

    [Fact]
    public async Task An_activity_given_back_without_delay_keeps_its_place()
    {
        await Provider.ScheduleAsync("first", Work.Activity(1, "first"));
        var taken = await Provider.TakeWorkAsync();
        await PassAsync(Second);
        await Provider.ScheduleAsync("second", Work.Activity(1, "second"));
        await PassAsync(Second);
        await Provider.ReleaseAsync(taken);

        Assert.Equal("first", Assert.Single(await Provider.FetchWorkAsync(1)).Text);
    }

    [Fact]
    public async Task A_message_to_nobody_is_not_taken()
    {
        Assert.Equal([false], await Provider.TrySendAsync("nobody", "hello"));

        await Provider.CreateAsync("nobody");
        Assert.Empty((await Provider.TakeTurnAsync("nobody")).Messages);
    }

    [Fact]
    public async Task A_message_to_nobody_holds_up_nobody()
    {
        await Provider.BeginAsync("busy");
        await Provider.TrySendAsync("nobody", "hello");
        await Provider.SendAsync("busy", "hello");

        await Provider.TakeTurnAsync("busy");
    }

    [Fact]
    public async Task A_message_to_an_ended_instance_is_not_taken()
    {
        await Provider.EndAsync("ended");

        Assert.Equal([false], await Provider.TrySendAsync("ended", "too late"));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_message_to_an_instance_that_continued_as_new_is_taken()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());

        await Provider.SendAsync("eternal", "hello");

        Assert.Equal(["hello"], Texts(await Provider.TakeTurnAsync("eternal")));
    }

    [Fact]
    public async Task A_batch_of_messages_tells_for_each_in_order_whether_it_was_taken()
    {
        await Provider.BeginAsync("there");
        var messages = new[] { "there", "nobody", "there" }.Select(to => new NewMessage(to, Bytes("hello")));

        Assert.Equal([true, false, true], await Provider.EnqueueAsync([.. messages], Cancellation));
    }

    [Fact]
    public async Task A_turn_sends_messages_to_other_instances_and_to_its_own()
    {
        await Provider.BeginAsync("other");
        await Provider.CreateAsync("sender");
        var turn = await Provider.TakeTurnAsync("sender");

        await Provider.CommitAsync(
            turn.Running() with
            {
                Messages =
                [
                    new NewMessage("other", Bytes("one")),
                    new NewMessage("nobody", Bytes("lost")),
                    new NewMessage("sender", Bytes("self")),
                    new NewMessage("other", Bytes("two")),
                ],
            }
        );

        var ready = await Provider.FetchTurnsAsync();
        Assert.Equal(["one", "two"], Texts(ready.Single(item => item.Instance.Value == "other")));
        Assert.Equal(["self"], Texts(ready.Single(item => item.Instance.Value == "sender")));
    }

    [Fact]
    public async Task A_turn_that_ends_its_instance_still_sends()
    {
        await Provider.BeginAsync("parent");
        await Provider.CreateAsync("child");
        var turn = await Provider.TakeTurnAsync("child");
        var messages = new[] { new NewMessage("parent", Bytes("done")), new NewMessage("child", Bytes("self")) };

        await Provider.CommitAsync(turn.Ending() with { Messages = messages });

        Assert.Equal(["done"], Texts(await Provider.TakeTurnAsync("parent")));
    }

    [Fact]
    public async Task Activities_come_oldest_first()
    {
        await Provider.ScheduleAsync(
            "worker",
            [.. Enumerable.Range(1, 5).Select(id => Work.Activity(id, $"work {id}"))]
        );

        var first = await Provider.FetchWorkAsync(2);
        var rest = await Provider.FetchWorkAsync();

        Assert.Equal(["work 1", "work 2", "work 3", "work 4", "work 5"], first.Concat(rest).Select(item => item.Text));
    }

    [Fact]
    public async Task An_activity_knows_who_asked_for_it()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());
        var turn = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(turn.Running() with { Activities = [Work.Activity(7)] });

        var item = await Provider.TakeWorkAsync();

        Assert.Equal("eternal", item.Instance.Value);
        Assert.Equal(new ExecutionId(2), item.Execution);
        Assert.Equal(new EventId(7), item.Id);
        Assert.Null(item.Session);
        Assert.Null(item.Tag);
    }

    [Fact]
    public async Task A_fetched_activity_stays_until_it_is_completed()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.TakeWorkAsync();
        await PassAsync(Lease);
        var item = await Provider.TakeWorkAsync();
        await Provider.CompleteAsync(item);
        await PassAsync(Lease * 10);

        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task A_completion_swaps_the_activity_for_its_answer()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();
        await PassAsync(Second);

        Assert.True(await Provider.CompleteAsync(item, "forty-two"));

        var turn = await Provider.TakeTurnAsync("worker");
        Assert.Equal(["forty-two"], Texts(turn));
        Assert.Equal(Now, turn.Messages[0].Time);
    }

    [Fact]
    public async Task A_completion_without_an_answer_enqueues_nothing()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));

        Assert.True(await Provider.CompleteAsync(await Provider.TakeWorkAsync(), answer: null));

        Assert.Empty(await Provider.FetchTurnsAsync());
        await PassAsync(Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task An_empty_answer_is_an_answer()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));

        Assert.True(await Provider.CompleteAsync(await Provider.TakeWorkAsync(), ""));

        Assert.Equal([""], Texts(await Provider.TakeTurnAsync("worker")));
    }

    [Fact]
    public async Task A_completion_counts_once()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();
        var completion = new ActivityCompletion(item.Lease, Bytes("answer"));

        Assert.Equal([true, false], await Provider.CompleteActivitiesAsync([completion, completion], Cancellation));
        Assert.False(await Provider.CompleteAsync(item));

        Assert.Single((await Provider.TakeTurnAsync("worker")).Messages);
    }

    [Fact]
    public async Task A_lost_lease_in_a_batch_of_completions_spares_the_others()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1, "1"), Work.Activity(2, "2"), Work.Activity(3, "3"));
        var items = await Provider.FetchWorkAsync();
        await Provider.ReleaseAsync(items[1]);

        var completed = await Provider.CompleteActivitiesAsync(
            [.. items.Select(item => new ActivityCompletion(item.Lease, item.Payload))],
            Cancellation
        );

        Assert.Equal([true, false, true], completed);
        Assert.Equal(["1", "3"], Texts(await Provider.TakeTurnAsync("worker")));
        Assert.Equal("2", (await Provider.TakeWorkAsync()).Text);
    }

    [Fact]
    public async Task Answers_arrive_in_the_order_of_a_batch()
    {
        await Provider.ScheduleAsync("worker", [.. Enumerable.Range(1, 5).Select(id => Work.Activity(id, $"{id}"))]);
        var items = (await Provider.FetchWorkAsync()).Reverse();

        await Provider.CompleteActivitiesAsync(
            [.. items.Select(item => new ActivityCompletion(item.Lease, item.Payload))],
            Cancellation
        );

        Assert.Equal(["5", "4", "3", "2", "1"], Texts(await Provider.TakeTurnAsync("worker")));
    }

    [Fact]
    public async Task An_answer_to_an_ended_instance_is_dropped()
    {
        await Provider.ScheduleAsync("ended", Work.Activity(1));
        await Provider.SendAsync("ended", "hello");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("ended")).Ending());

        Assert.True(await Provider.CompleteAsync(await Provider.TakeWorkAsync()));

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task A_fetch_of_activities_takes_at_most_as_many_as_asked_for()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2), Work.Activity(3));

        Assert.Empty(await Provider.FetchWorkAsync(0));
        Assert.Equal(2, (await Provider.FetchWorkAsync(2)).Count);
        Assert.Single(await Provider.FetchWorkAsync(2));
    }

    [Fact]
    public async Task A_hidden_activity_does_not_hold_up_the_next()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1, "hidden"), Work.Activity(2, "next"));
        var items = await Provider.FetchWorkAsync(1);
        await Provider.ReleaseAsync(items[0], Second);

        Assert.Equal("next", (await Provider.TakeWorkAsync()).Text);
    }
}
