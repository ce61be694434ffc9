namespace Duroxide.Core.Tests;

public sealed class CarriedMessageTests
{
    static CarriedMessage Message(string queue, string data) => new(queue, data);

    static Instance Continue(Func<Run, Task<string>> code, params Arrival[] arrivals)
    {
        var instance = Instance.Of(code);
        var decision = instance.Take(arrivals);
        return instance.Next(decision);
    }

    // As a store does it: what the decision did not consume arrives after the next start.
    static Instance ContinueWithTheRest(Func<Run, Task<string>> code, params Arrival[] arrivals)
    {
        var instance = Instance.Of(code);
        var decision = instance.Take(arrivals);
        var next = instance.Next(decision);
        next.Take([Sent.Start, .. arrivals.Skip(decision.Consumed)]);
        return next;
    }

    [Fact]
    public void Unread_messages_go_along_in_the_order_of_their_arrival()
    {
        var next = Continue(
            async run => run.ContinueAsNew(await run.Event("go")),
            Sent.Message("b", "1"),
            Sent.Message("a", "2"),
            Sent.Message("b", "3"),
            Sent.Event("go", "")
        );

        Assert.Equal([Message("b", "1"), Message("a", "2"), Message("b", "3")], next.Header.Carried);
    }

    [Fact]
    public void A_message_that_was_read_stays_behind()
    {
        var next = Continue(
            async run => run.ContinueAsNew(await run.Message("q")),
            Sent.Message("q", "read"),
            Sent.Message("q", "later")
        );

        Assert.Empty(next.Header.Carried);
        Assert.Equal("read", next.Header.Input);
    }

    [Fact]
    public void A_message_that_was_received_but_never_looked_at_goes_along_in_its_place()
    {
        var next = Continue(
            async run =>
            {
                run.Message("q");
                return run.ContinueAsNew(await run.Event("go"));
            },
            Sent.Message("q", "first"),
            Sent.Message("q", "second"),
            Sent.Event("go", "")
        );

        Assert.Equal([Message("q", "first"), Message("q", "second")], next.Header.Carried);
    }

    // In the reference the loser of a race in the turn of continue-as-new swallowed its message.
    [Fact]
    public void A_message_whose_wait_lost_its_race_in_the_same_turn_goes_along()
    {
        var next = ContinueWithTheRest(RacingOnce, Sent.Event("go", ""), Sent.Message("q", "m"), Sent.Event("go", ""));

        Assert.Equal("m", next.Output);
    }

    [Fact]
    public void A_message_that_came_before_its_wait_lost_its_race_in_the_same_turn_goes_along()
    {
        var next = ContinueWithTheRest(
            async run =>
            {
                if (run.Input == "last")
                {
                    return await run.Message("q");
                }
                var (wait, go) = (run.Message("q"), run.Event("go"));
                await run.Event("begin");
                await run.First(go, wait);
                return run.ContinueAsNew("last");
            },
            Sent.Event("go", ""),
            Sent.Message("q", "m"),
            Sent.Event("begin", "")
        );

        Assert.Equal([Message("q", "m")], next.Header.Carried);
        Assert.Equal("m", next.Output);
    }

    static async Task<string> RacingOnce(Run run)
    {
        if (run.Input == "last")
        {
            return await run.Message("q");
        }
        var (wait, go) = (run.Message("q"), run.Event("go"));
        await run.First(go, wait);
        return run.ContinueAsNew("last");
    }

    [Fact]
    public void Waits_that_are_open_take_nothing_along()
    {
        var next = Continue(
            async run =>
            {
                run.Message("empty");
                return run.ContinueAsNew(await run.Event("go"));
            },
            Sent.Message("q", "m"),
            Sent.Event("go", "")
        );

        Assert.Equal([Message("q", "m")], next.Header.Carried);
    }

    [Fact]
    public void Carried_messages_are_read_before_any_that_arrive()
    {
        var instance = new Instance(async run => await run.Message("q") + await run.Message("q"))
        {
            Header = Instance.FirstHeader with { Carried = [Message("q", "old")] },
        };

        instance.Take(Sent.Start, Sent.Message("q", "new"));

        Assert.Equal("oldnew", instance.Output);
    }

    [Fact]
    public void A_carried_message_that_was_given_back_keeps_its_place()
    {
        var instance = new Instance(async run =>
        {
            run.Message("q").Cancel();
            return await run.Message("q") + await run.Message("q");
        })
        {
            Header = Instance.FirstHeader with { Carried = [Message("q", "1"), Message("q", "2")] },
        };

        instance.Take(Sent.Start);

        Assert.Equal("12", instance.Output);
    }

    [Fact]
    public void More_than_twenty_messages_go_along()
    {
        var next = Continue(
            async run => run.ContinueAsNew(await run.Event("go")),
            [.. Enumerable.Range(1, 500).Select(n => Sent.Message("q", $"{n}")), Sent.Event("go", "")]
        );

        Assert.Equal(500, next.Header.Carried.Count);
    }

    [Fact]
    public void Positional_events_do_not_go_along()
    {
        var next = Continue(
            async run =>
            {
                run.Event("e");
                return run.ContinueAsNew(await run.Event("go"));
            },
            Sent.Event("e", "gone"),
            Sent.Event("go", "")
        );

        Assert.Empty(next.Header.Carried);
    }
}
