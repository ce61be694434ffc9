namespace Duroxide.Testing.Tests;

/// <summary>What if it had never come, had come first, or had begun otherwise?</summary>
public class WhatIfTests
{
    static readonly EventId Charged = new(4);
    static readonly EventId Timer = new(7);
    static readonly EventId Shipped = new(8);

    static TimeTravel Travel { get; } = Recorded();

    [Fact]
    public void What_is_left_out_never_came()
    {
        var other = Travel.LeaveOut(Shipped);

        Assert.Null(other.Ending);
        Assert.Equal(7, other.Changed.History.Count);
        Assert.Equal(Shipped, other.FirstDifference);
        Assert.Null(other.Divergence);
    }

    [Fact]
    public void A_timer_that_is_inserted_fires_first()
    {
        var other = Travel.Insert(Timer, new Fact.Resolved(Timer, new Outcome.Fired()));

        Assert.Contains("Refund(\"receipt 1\")", $"{other}", StringComparison.Ordinal);
        Assert.Equal(Shipped, other.FirstDifference);
        Assert.Null(other.Divergence);
    }

    [Fact]
    public void Another_input_is_another_course()
    {
        var other = Travel.ChangeInput(2);

        Assert.Contains("call ChargeCard(2)", $"{other}", StringComparison.Ordinal);
        Assert.Null(other.Ending);
        Assert.Equal("2", other.Changed.Header.Input);
    }

    [Fact]
    public void A_fact_of_another_kind_is_refused()
    {
        var wrong = Assert.Throws<ArgumentException>(() =>
            Travel.Change(Charged, new Fact.Arrived(Channel.Event, "Shipped", "1"))
        );

        Assert.Contains("Event 4 is 'ChargeCard(1) returned", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            Travel.Change(Charged, new Fact.Resolved(new EventId(6), new Outcome.Succeeded("1")))
        );
    }

    [Fact]
    public void What_the_code_asked_for_cannot_be_left_out()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Travel.LeaveOut(new EventId(3)));

        Assert.Contains("Event 3 is 'call ChargeCard(1)'", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Travel.LeaveOut(new EventId(1)));
    }

    [Fact]
    public void An_answer_to_what_is_not_open_is_refused_with_what_is()
    {
        var wrong = Assert.Throws<ArgumentException>(() =>
            Travel.Insert(Timer, new Fact.Resolved(new EventId(3), new Outcome.Succeeded("1")))
        );

        Assert.Contains("Open are: #6 event Shipped, #7 timer of 3.00:00:00.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_is_not_there_is_refused_with_those_that_are()
    {
        foreach (var call in new Action<EventId>[] { id => Travel.GoTo(id), id => Travel.LeaveOut(id) })
        {
            var wrong = Assert.Throws<ArgumentOutOfRangeException>(() => call(new EventId(98)));
            Assert.Contains("The history of order-1 has events 1 to 10.", wrong.Message, StringComparison.Ordinal);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Travel.Change(new EventId(98), Travel.Current.Event.Fact));
    }

    [Fact]
    public void A_changed_question_shows_that_the_code_departs()
    {
        var other = Travel.Change(new EventId(3), new Fact.Scheduled(new Operation.Activity("AuthorizeCard", "1")));

        Assert.Contains("The code departs from the changed history at event 3:", $"{other}", StringComparison.Ordinal);
        Assert.Contains("call AuthorizeCard(1)", $"{other}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_fork_of_a_parent_has_the_recorded_answer_of_its_child()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Start(Orders.Parent, "parent", 2);
        host.RunToEnd("parent");
        var travel = host.Debug("parent");
        var asked = travel.ForwardTo(moment => moment.State.Open.Count == 2)!.Event;

        var fork = travel.Fork(asked.Id);
        fork.Settle();

        Assert.Equal(30, fork.Output<int>("parent"));
    }

    [Fact]
    public void A_fork_of_a_parent_starts_a_child_that_has_no_recorded_answer()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Start(Orders.Parent, "parent", 2);

        var fork = host.Debug("parent").Fork(host["parent"].History[^1].Id);
        fork.RunToEnd("parent");

        Assert.Equal(30, fork.Output<int>("parent"));
    }

    [Fact]
    public void A_fork_before_any_event_goes_on_to_the_same_end()
    {
        var book = new Activity<int, int>("Book", (_, seats) => Task.FromResult(seats));
        var trip = new Orchestration<int, string>(
            "Trip",
            async (ctx, seats) =>
            {
                var id = await ctx.ScheduleActivity(book, seats) + $" {ctx.NewGuid()}".Length;
                await ctx.ScheduleTimer(TimeSpan.FromHours(1));
                return $"{id} {await ctx.ScheduleActivity(book, seats + 1)} {ctx.Instance}";
            }
        );
        var host = new OrchestrationTestHost(new RegistryBuilder().Add(book).Add(trip).Build());
        host.Start(trip, "x", 1);
        host.RunToEnd("x");
        var travel = host.Debug("x");

        for (var before = 1; before <= travel.Recording.History.Count; before++)
        {
            var fork = travel.ForkBefore(new EventId(before));
            fork.RunToEnd("x");

            Assert.Equal("38 2 x", fork.Output<string>("x"));
        }
        Assert.Throws<ArgumentException>(() => travel.ForkBefore(new EventId(98)));
    }

    [Fact]
    public void A_fork_before_the_ending_reacts_anew_to_what_came_last()
    {
        var fork = Travel.ForkBefore();

        Assert.Equal(
            Travel.Recording.History.SkipLast(2),
            fork["order-1"].History.Take(Travel.Recording.History.Count - 2)
        );
        fork.Settle();

        Assert.Equal(Travel.Recording.History[^1].Fact, fork["order-1"].History[^1].Fact);
    }

    [Fact]
    public void What_a_fork_keeps_is_told_before_it_is_made()
    {
        Assert.Equal(EventId.None, Travel.LastKept(new EventId(1)));
        Assert.InRange(Travel.LastKept().Value, 1, Travel.Recording.History.Count - 1);
        Assert.Throws<ArgumentException>(() => Travel.LastKept(new EventId(98)));
    }

    [Fact]
    public void A_fork_with_an_open_child_is_refused_with_the_events_at_which_one_is_possible()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Start(Orders.Parent, "parent", 2);
        host.RunToEnd("parent");
        var travel = host.Debug("parent");
        var asked = travel.ForwardTo(moment => moment.Event.Fact is Fact.Resolved)!.Event;

        var refused = Assert.Throws<ArgumentException>(() => travel.ForkBefore(asked.Id));

        Assert.Contains("is open there", refused.Message, StringComparison.Ordinal);
        Assert.Contains("instead", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fork_runs_to_its_end_with_the_fake_that_it_was_given()
    {
        var book = new Activity<int, int>("Book", (_, seats) => Task.FromResult(seats));
        var trip = new Orchestration<int, int>(
            "Trip",
            async (ctx, seats) => await ctx.ScheduleActivity(book, seats) + await ctx.ScheduleActivity(book, seats)
        );
        var host = new OrchestrationTestHost(new RegistryBuilder().Add(book).Add(trip).Build());
        host.Start(trip, "x", 1);
        var travel = host.Debug("x");
        var first = travel.ForwardTo(moment => moment.Event.Fact is Fact.Resolved)!.Event;

        var fork = travel.Fork(first.Id).Fake(book, seats => seats * 100);
        fork.RunToEnd("x");

        Assert.Equal(101, fork.Output<int>("x"));
    }

    [Fact]
    public void A_fork_gives_a_call_the_answer_that_was_recorded_behind_its_event()
    {
        var draw = new Activity<string, int>("Draw", (_, _) => Task.FromResult(0));
        var game = new Orchestration<int, string>(
            "Game",
            async (ctx, _) => $"{await ctx.ScheduleActivity(draw, "card")}, {await ctx.ScheduleActivity(draw, "card")}"
        );
        var host = new OrchestrationTestHost(new RegistryBuilder().Add(draw).Add(game).Build());
        host.Fake("Draw", FakeAnswer.Returns(1), FakeAnswer.Returns(2)).Start(game, "game", 0);
        var travel = host.Debug("game");
        var first = travel.ForwardTo(moment => moment.Event.Fact is Fact.Resolved)!.Event;

        var fork = travel.Fork(first.Id);
        fork.Settle();

        Assert.Equal("1, 2", fork.Output<string>("game"));
    }

    static TimeTravel Recorded()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Start(Orders.Fulfil, "order-1", 1);
        host.Advance(TimeSpan.FromHours(2));
        host.Raise("order-1", "Shipped", "P-7");
        return host.Debug("order-1");
    }
}
