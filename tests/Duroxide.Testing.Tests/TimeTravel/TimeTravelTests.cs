namespace Duroxide.Testing.Tests;

public class TimeTravelTests
{
    readonly TimeTravel travel;

    public TimeTravelTests()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Start(Orders.Fulfil, "order-1", 1);
        host.Advance(TimeSpan.FromHours(2));
        host.Raise("order-1", "Shipped", "P-7");
        travel = host.Debug("order-1");
    }

    [Fact]
    public void Each_moment_shows_the_state_after_its_event()
    {
        travel.ForwardTo(moment => moment.Event.Fact is Fact.Resolved);

        Assert.Equal("charging", travel.Current.State.Status);
        Assert.Empty(travel.Current.State.Open);
        Assert.Equal(
            ["event Shipped", "timer of 3.00:00:00"],
            travel.Current.Waits.Select(w => HistoryText.Naming(w.Operation))
        );
        Assert.Equal(3, travel.Current.Asks.Count);
        Assert.Equal(
            ["#3: ChargeCard(1) returned \"receipt 1\""],
            travel.Current.Answers.Select(answer => $"{answer}")
        );
    }

    [Fact]
    public void Stepping_forward_and_back_ends_at_the_ends()
    {
        Assert.False(travel.Back());
        var steps = 0;
        while (travel.Forward())
        {
            steps++;
        }
        Assert.Equal(travel.Recording.History.Count - 1, steps);
        Assert.IsType<Fact.Ended>(travel.Current.Event.Fact);
        Assert.True(travel.Back());
    }

    [Fact]
    public void A_breakpoint_that_is_never_met_moves_nothing()
    {
        Assert.Null(travel.ForwardTo(moment => moment.Event.Fact is Fact.Interrupted));
        Assert.Equal(new EventId(1), travel.Current.Event.Id);
    }

    [Fact]
    public void A_changed_answer_changes_the_rest()
    {
        var charged = travel.ForwardTo(moment => moment.Event.Fact is Fact.Resolved)!.Event;
        var declined = new Outcome.Failed(new Failure.Application(ApplicationKind.ActivityFailed, "declined"));

        var other = travel.Change(charged.Id, new Fact.Resolved(new EventId(3), declined));

        Assert.Equal(charged.Id.Next, other.FirstDifference);
        Assert.Equal("declined", Assert.IsType<Ending.Failed>(other.Ending).Failure.Display);
        Assert.Null(other.Divergence);
    }

    [Fact]
    public void A_changed_answer_goes_on_with_what_else_was_recorded()
    {
        var charged = travel.ForwardTo(moment => moment.Event.Fact is Fact.Resolved)!.Event;

        var other = travel.Change(
            charged.Id,
            new Fact.Resolved(new EventId(3), new Outcome.Succeeded("\"another receipt\""))
        );

        Assert.Equal("\"another receipt, parcel P-7\"", Assert.IsType<Ending.Completed>(other.Ending).Output);
    }

    [Fact]
    public void A_wait_is_answered_by_the_event_that_arrives()
    {
        travel.ForwardTo(moment => moment.Event.Fact is Fact.Arrived);

        Assert.Equal("#6: event Shipped returned \"P-7\"", $"{travel.Current.Answers[^1]}");
    }

    [Fact]
    public void A_breakpoint_finds_where_changed_code_departs()
    {
        var changed = new Orchestration<int, string>(
            "Fulfil",
            async (ctx, order) =>
            {
                ctx.SetCustomStatus("charging");
                return await ctx.ScheduleActivity(Orders.ChargeCard, order);
            }
        );
        var registry = new RegistryBuilder().Add(Orders.ChargeCard).Add(changed).Build();
        var other = new TimeTravel(travel.Recording, registry);

        var departed = other.ForwardTo(moment => moment.Divergence is not null);

        Assert.Equal(new EventId(5), departed?.Divergence?.At);
    }

    [Fact]
    public void A_changed_ask_shows_where_the_code_departs()
    {
        var asked = travel.ForwardTo(moment => moment.Event.Fact is Fact.Scheduled)!.Event;

        var other = travel.Change(asked.Id, new Fact.Scheduled(new Operation.Activity("AuthorizeCard", "1")));

        Assert.Equal(asked.Id, other.Divergence?.At);
        Assert.Equal(DivergenceCause.Renamed, other.Divergence?.Cause);
    }

    [Fact]
    public void A_fork_goes_on_from_an_event_with_other_answers()
    {
        var asked = travel.ForwardTo(moment => moment.Event.Fact is Fact.Scheduled)!.Event;

        var fork = travel.Fork(asked.Id).Fake("ChargeCard", FakeAnswer.Returns("forked")).RunReal("Refund");
        fork.Settle();
        fork.Advance(TimeSpan.FromDays(3));

        Assert.Equal("refunded forked", fork.Output<string>("order-1"));
    }

    [Fact]
    public void A_fork_answers_as_it_was_recorded_where_nothing_is_faked()
    {
        var asked = travel.ForwardTo(moment => moment.Event.Fact is Fact.Scheduled)!.Event;

        var fork = travel.Fork(asked.Id);
        fork.Settle();
        fork.Raise("order-1", "Shipped", "other");

        Assert.Equal("receipt 1, parcel other", fork.Output<string>("order-1"));
    }

    [Fact]
    public void The_timeline_reads_like_a_log() =>
        Assert.Equal(
            """
            order-1: Fulfil 1.0.0
                1  +00:00:00         ← started Fulfil 1.0.0 with 1
                2  +00:00:00         → set the status: charging
                3  +00:00:00         → call ChargeCard(1)
                4  +00:00:00         ← ChargeCard(1) returned "receipt 1"  (#3)
                5  +00:00:00         → set the status: waiting for the warehouse
                6  +00:00:00         → wait for event Shipped
                7  +00:00:00         → set a timer of 3.00:00:00
                8  +02:00:00         ← event Shipped raised: "P-7"
                9  +02:00:00         → give up timer of 3.00:00:00
               10  +02:00:00         ■ completed with "receipt 1, parcel P-7"

            """,
            travel.ToTimeline()
        );

    [Fact]
    public void The_diagram_is_mermaid() =>
        Assert.Equal(
            """
            sequenceDiagram
                participant outside as outside
                participant it as order-1
                participant p3 as ChargeCard
                participant clock as clock
                outside->>it: 1. Fulfil 1.0.0(1)
                Note over it: 2. set the status: charging
                it->>p3: 3. 1
                p3-->>it: 4. returned "receipt 1" (#35;3)
                Note over it: 5. set the status: waiting for the warehouse
                Note over it: 6. wait for event Shipped
                it->>clock: 7. 3.00:00:00
                outside->>it: 8. event Shipped raised: "P-7"
                it-xclock: 9. give up #35;7
                it-->>outside: 10. completed with "receipt 1, parcel P-7"

            """,
            travel.ToMermaid()
        );

    [Fact]
    public void A_diagram_keeps_an_activity_apart_from_the_instance_of_the_same_name()
    {
        var twin = new Activity<int, int>("order-1", (_, order) => Task.FromResult(order));
        var call = new Orchestration<int, int>("Call", (ctx, order) => ctx.ScheduleActivity(twin, order).AsTask());

        Assert.Contains(
            """
                participant it as order-1
                participant p3 as order-1
                outside->>it: 1. Call 1.0.0(1)
                it->>p3: 2. 1
            """,
            DiagramOf(call, "order-1", registry => registry.Add(twin)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_name_of_several_lines_stays_on_one_line_of_a_diagram()
    {
        var strange = new Activity<int, int>("pack;\nit", (_, order) => Task.FromResult(order));
        var call = new Orchestration<int, string>(
            "Call",
            async (ctx, order) =>
            {
                await ctx.ScheduleActivity(strange, order);
                return await ctx.ReceiveMessage<string>("in\r\nbox");
            }
        );

        Assert.Equal(
            """
            sequenceDiagram
                participant outside as outside
                participant it as order 1
                participant p3 as pack#59; it
                outside->>it: 1. Call 1.0.0(1)
                it->>p3: 2. 1
                p3-->>it: 3. returned 1 (#35;2)
                Note over it: 4. wait for a message in queue in  box

            """,
            DiagramOf(call, "order\n1", registry => registry.Add(strange))
        );
    }

    static string DiagramOf<T>(Orchestration<int, T> code, string instance, Func<RegistryBuilder, RegistryBuilder> add)
    {
        var host = new OrchestrationTestHost(add(new RegistryBuilder().Add(code)).Build());
        host.Start(code, instance, 1);
        return host.Debug(instance).ToMermaid();
    }
}
