namespace Duroxide.Core.Tests;

public sealed class QueueTests
{
    [Fact]
    public void A_message_reaches_the_wait_for_it()
    {
        var instance = Instance.Of(async run => await run.Message("q"));

        instance.Take(Sent.Message("q", "1")).Adds(Facts.Sent("q", "1"), Facts.Completed("1"));
    }

    [Fact]
    public void Messages_wait_for_their_reader_and_are_read_in_order()
    {
        var instance = Instance.Of(async run =>
        {
            await run.Activity("a");
            return await run.Message("q") + await run.Message("q");
        });
        instance.Take(Sent.Message("q", "1"), Sent.Message("q", "2"));

        instance.Take(Sent.Answer(2, ""));

        Assert.Equal("12", instance.Output);
    }

    [Fact]
    public void Queues_do_not_mix()
    {
        var instance = Instance.Of(async run =>
            await run.Message("a") + await run.Message("b") + await run.Message("a")
        );

        instance.Take(Sent.Message("b", "b1"), Sent.Message("a", "a1"), Sent.Message("a", "a2"));

        Assert.Equal("a1b1a2", instance.Output);
    }

    // The reference failed an orchestration at about the hundredth buffered message of one turn.
    [Fact]
    public void Any_number_of_buffered_messages_is_read_in_one_turn()
    {
        var instance = Instance.Of(async run =>
        {
            await run.Activity("a");
            var sum = 0;
            for (var n = 0; n < 1000; n++)
            {
                sum += int.Parse(await run.Message("q"), System.Globalization.CultureInfo.InvariantCulture);
            }
            return $"{sum}";
        });
        instance.Take([.. Enumerable.Range(1, 1000).Select(n => Sent.Message("q", $"{n}"))]);

        instance.Take(Sent.Answer(2, ""));

        Assert.Equal("500500", instance.Output);
    }

    // The reference marked the lost wait as dropped before it bound the new one when live, and later on replay.
    [Fact]
    public void A_queue_that_is_read_again_in_the_turn_of_the_lost_race_replays()
    {
        var instance = Instance.Of(async run =>
        {
            await run.First(run.Message("q"), run.Timer(5));
            var text = await run.Message("q");
            return text + await run.Activity("a");
        });

        instance.Take(Sent.Fired(3), Sent.Message("q", "m"));
        instance.Take(Sent.Answer(8, "!"));

        Assert.Equal("m!", instance.Output);
    }

    // The reference chose the first argument when live, and the first wait on replay.
    [Fact]
    public void A_race_of_two_buffered_queues_has_one_winner_live_and_on_replay()
    {
        var instance = Instance.Of(async run =>
        {
            await run.Activity("a");
            var (one, two) = (run.Message("one"), run.Message("two"));
            var winner = await run.First(two, one);
            return $"{winner}{await run.Activity("b", $"{winner}")}";
        });
        instance.Take(Sent.Message("one", "1"), Sent.Message("two", "2"));
        instance.Take(Sent.Answer(2, ""));

        var execution = instance.Resume();

        Assert.Null(execution.Divergence);
        Assert.Equal(instance.State.WithoutTaken(new(6)), execution.State);
    }

    [Fact]
    public void A_message_that_the_loser_of_a_race_had_taken_goes_to_the_next_reader()
    {
        var instance = Instance.Of(async run =>
        {
            var (one, two) = (run.Message("one"), run.Message("two"));
            await run.Activity("a");
            await run.First(one, two);
            return await run.Message("two");
        });
        instance.Take(Sent.Message("two", "kept"), Sent.Message("one", "read"));

        instance
            .Take(Sent.Answer(4, ""))
            .Adds(Facts.Answered(4, ""), Facts.Cancelled(3), Facts.Message("two"), Facts.Completed("kept"));
    }

    [Fact]
    public void A_message_given_back_is_older_than_those_that_came_after_it()
    {
        var instance = Instance.Of(async run =>
        {
            var wait = run.Message("q");
            await run.Activity("a");
            wait.Cancel();
            return await run.Message("q") + await run.Message("q");
        });
        instance.Take(Sent.Message("q", "1"), Sent.Message("q", "2"));

        instance.Take(Sent.Answer(3, ""));

        Assert.Equal("12", instance.Output);
    }

    [Fact]
    public void A_message_given_back_goes_at_once_to_a_wait_that_is_open()
    {
        var instance = Instance.Of(async run =>
        {
            var (one, two) = (run.Message("q"), run.Message("q"));
            await run.Activity("a");
            one.Cancel();
            return await two;
        });
        instance.Take(Sent.Message("q", "m"));

        instance.Take(Sent.Answer(4, ""));

        Assert.Equal("m", instance.Output);
    }

    [Fact]
    public void A_message_that_was_read_is_never_given_back()
    {
        var instance = Instance.Of(async run =>
        {
            var wait = run.Message("q");
            var text = await wait;
            wait.Cancel();
            return text + await run.Message("q");
        });
        instance.Take(Sent.Message("q", "1"));

        instance.Take(Sent.Message("q", "2"));

        Assert.Equal("12", instance.Output);
    }

    [Fact]
    public void Two_waits_that_were_cancelled_leave_the_message_to_the_third()
    {
        var instance = Instance.Of(async run =>
        {
            await run.First(run.Message("q"), run.Timer(1));
            await run.First(run.Message("q"), run.Timer(1));
            return await run.Message("q");
        });
        instance.Take(Sent.Fired(3));
        instance.Take(Sent.Fired(7));

        instance.Take(Sent.Message("q", "m"));

        Assert.Equal("m", instance.Output);
    }

    [Fact]
    public void Messages_that_come_one_by_one_go_to_the_waits_that_are_left()
    {
        var instance = Instance.Of(async run =>
        {
            var waits = Enumerable.Range(0, 4).Select(_ => run.Message("q")).ToList();
            var first = await waits[0];
            waits[1].Cancel();
            var third = await waits[2];
            waits[3].Cancel();
            return first + third + await run.Message("q");
        });

        instance.Take(Sent.Message("q", "1"));
        instance.Take(Sent.Message("q", "2"));
        instance.Take(Sent.Message("q", "3"));

        Assert.Equal("123", instance.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wait_that_is_open_at_the_end_is_taken_back_before_it(bool throws)
    {
        var instance = Instance.Of(async run =>
        {
            run.Message("q");
            await run.Event("go");
            return throws ? throw new InvalidOperationException("no") : run.ContinueAsNew("next");
        });

        instance
            .Take(Sent.Event("go", ""))
            .Adds(
                Facts.Raised("go", ""),
                Facts.Cancelled(2),
                throws ? Facts.FailedWith(ApplicationKind.Panicked, "no") : Facts.ContinuedAsNew("next")
            );
    }

    [Fact]
    public void Two_messages_in_the_batch_of_one_wait_are_both_recorded_and_one_is_read()
    {
        var instance = Instance.Of(async run => await run.Message("q") + await run.Activity("a"));

        instance.Take(Sent.Message("q", "1"), Sent.Message("q", "2"));

        Assert.Equal([new CarriedMessage("q", "2")], instance.State.Unread());
    }

    [Fact]
    public void A_join_of_queues_gives_each_wait_its_own()
    {
        var instance = Instance.Of(async run =>
        {
            var (two, one) = (run.Message("two"), run.Message("one"));
            return string.Join(',', await run.All(one, two, run.Message("one")));
        });

        instance.Take(Sent.Message("one", "a"), Sent.Message("one", "b"), Sent.Message("two", "c"));

        Assert.Equal("a,c,b", instance.Output);
    }
}
