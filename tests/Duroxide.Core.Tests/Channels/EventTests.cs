namespace Duroxide.Core.Tests;

public sealed class EventTests
{
    [Fact]
    public void An_event_reaches_the_wait_that_is_open_when_it_arrives()
    {
        var instance = Instance.Of(async run => await run.Event("paid"));

        instance.Take(Sent.Event("paid", "5")).Adds(Facts.Raised("paid", "5"), Facts.Completed("5"));
    }

    [Fact]
    public void An_event_that_nobody_waits_for_is_recorded_and_never_delivered()
    {
        var instance = Instance.Of(async run =>
        {
            await run.Activity("a");
            return await run.Event("paid");
        });
        instance.Take(Sent.Event("paid", "early"));
        instance.Take(Sent.Answer(2, ""));

        instance.Take(Sent.Event("paid", "late"));

        Assert.Equal("late", instance.Output);
    }

    [Fact]
    public void Waits_of_one_name_receive_in_the_order_in_which_they_were_asked_for()
    {
        var instance = Instance.Of(async run => string.Join(',', await run.All(run.Event("e"), run.Event("e"))));

        instance.Take(Sent.Event("e", "1"), Sent.Event("e", "2"));

        Assert.Equal("1,2", instance.Output);
    }

    [Theory]
    [InlineData(true, "raised fired")]
    [InlineData(false, "fired raised")]
    public void A_timer_and_an_event_are_delivered_in_the_order_of_history(bool isEventFirst, string heard)
    {
        Fact[] answers = isEventFirst
            ? [Facts.Raised("e", "raised"), Facts.Fired(2)]
            : [Facts.Fired(2), Facts.Raised("e", "raised")];
        var order = new List<string>();
        var instance = Instance.With(
            Facts.History([Facts.Started, Facts.Timer(5), Facts.Event("e"), .. answers]),
            async run =>
            {
                var (timer, wait) = (run.Timer(5), run.Event("e"));
                await run.All(Heard(timer), Heard(wait));
                return string.Join(' ', order);

                Step Heard(Step step)
                {
                    step.OnCompleted(() => order.Add(step.GetResult()));
                    return step;
                }
            }
        );

        instance.Take();

        Assert.Equal(heard, instance.Output);
    }

    [Fact]
    public void Equal_events_are_both_delivered()
    {
        var instance = Instance.Of(async run => await run.Event("e") + await run.Event("e"));

        instance.Take(Sent.Event("e", "x"), Sent.Event("e", "x"));

        Assert.Equal("xx", instance.Output);
    }

    [Fact]
    public void A_cancelled_wait_takes_no_later_event()
    {
        var instance = Instance.Of(async run =>
        {
            await run.First(run.Event("e"), run.Timer(5));
            return await run.Event("e");
        });
        instance.Take(Sent.Fired(3));

        instance.Take(Sent.Event("e", "for the second wait"));

        Assert.Equal("for the second wait", instance.Output);
    }

    // The reference gave the dead wait's slot to the first event, and the new wait hung.
    [Fact]
    public void An_event_in_the_batch_in_which_its_wait_lost_the_race_finds_nobody_and_the_next_one_arrives()
    {
        var instance = Instance.Of(async run =>
        {
            await run.First(run.Event("e"), run.Timer(5));
            await run.Activity("a");
            return await run.Event("e");
        });
        instance.Take(Sent.Fired(3), Sent.Event("e", "lost"));
        instance.Take(Sent.Answer(6, ""));

        instance.Take(Sent.Event("e", "found"));

        Assert.Equal("found", instance.Output);
    }

    [Fact]
    public void A_second_event_for_one_wait_is_recorded_only()
    {
        var instance = Instance.Of(async run => await run.Event("e") + await run.Activity("a"));

        instance.Take(Sent.Event("e", "1"), Sent.Event("e", "2"));
        instance.Take(Sent.Answer(4, "!"));

        Assert.Equal("1!", instance.Output);
    }

    [Fact]
    public void Events_and_messages_of_one_name_do_not_meet()
    {
        var instance = Instance.Of(async run => string.Join(',', await run.All(run.Event("x"), run.Message("x"))));

        instance.Take(Sent.Message("x", "message"), Sent.Event("x", "event"));

        Assert.Equal("event,message", instance.Output);
    }

    [Fact]
    public void The_first_event_to_arrive_wins_a_race_whatever_the_order_of_the_arguments()
    {
        var instance = Instance.Of(async run => $"{await run.First(run.Event("a"), run.Event("b"), run.Event("c"))}");

        instance.Take(Sent.Event("c", ""), Sent.Event("a", ""));

        Assert.Equal("2", instance.Output);
    }

    [Fact]
    public void An_event_with_empty_data_is_an_event()
    {
        var instance = Instance.Of(async run => await run.Event("e"));

        instance.Take(Sent.Event("e", ""));

        Assert.Equal("", instance.Output);
    }
}
