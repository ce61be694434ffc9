namespace Duroxide.Core.Tests;

public sealed class FreshRunTests
{
    static readonly Operation Charge = new Operation.Activity("charge", "5");

    [Fact]
    public void Code_that_returns_at_once_completes()
    {
        var instance = new Instance(_ => Task.FromResult("done"));

        instance.Take(Sent.Start).Adds(Facts.Started, Facts.Completed("done"));
    }

    [Fact]
    public void Code_that_throws_fails_with_the_text_of_its_exception()
    {
        var instance = Instance.Of(_ => Task.FromException<string>(new InvalidOperationException("no stock of 7")));

        Assert.Equal("orchestration panicked: no stock of 7", instance.FailureOf().Display);
    }

    [Fact]
    public void Code_that_throws_after_a_completed_activity_fails_with_that_text()
    {
        var instance = Instance.Of(async run => throw new InvalidOperationException(await run.Activity("charge")));

        instance.Take(Sent.Answer(2, "declined"));

        Assert.Equal("orchestration panicked: declined", instance.FailureOf().Display);
    }

    [Fact]
    public void An_activity_is_recorded_once_and_dispatched_once()
    {
        var instance = new Instance(async run => await run.Ask(Charge));

        var decision = instance.Take(Sent.Start);

        decision.Adds(Facts.Started, Facts.Asked(Charge));
        decision.Does(new OrchestrationAction.DispatchActivity(new(2), (Operation.Activity)Charge));
    }

    [Fact]
    public void Session_tag_attempt_and_time_to_live_reach_the_worker()
    {
        var activity = new Operation.Activity("charge", "5")
        {
            Session = "s",
            Tag = "gpu",
            Attempt = 2,
            TimeToLive = TimeSpan.FromMinutes(1),
        };
        var instance = new Instance(async run => await run.Ask(activity));

        instance.Take(Sent.Start).Does(new OrchestrationAction.DispatchActivity(new(2), activity));
    }

    [Fact]
    public void A_timer_is_due_after_its_delay_from_the_event_that_the_code_reacts_to()
    {
        var instance = new Instance(async run =>
        {
            await run.Activity("charge");
            return await run.Timer(60);
        });
        instance.Take(Sent.Start.At(10));

        instance
            .Take(Sent.Answer(2, "ok").At(25))
            .Does(new OrchestrationAction.StartTimer(new(4), new Timestamp(85_000)));
    }

    [Fact]
    public void A_timer_without_delay_is_a_round_trip_too()
    {
        var instance = new Instance(async run => await run.Timer(0));

        instance.Take(Sent.Start.At(3)).Does(new OrchestrationAction.StartTimer(new(2), new Timestamp(3_000)));
        Assert.Null(instance.Ending);
    }

    [Fact]
    public void A_wait_is_recorded_and_asks_nothing_of_the_runtime()
    {
        var instance = new Instance(async run => await run.Event("paid"));

        var decision = instance.Take(Sent.Start);

        decision.Adds(Facts.Started, Facts.Event("paid"));
        decision.Does();
    }

    [Fact]
    public void Every_kind_of_ask_gets_its_own_event_in_the_order_of_the_calls()
    {
        var instance = new Instance(async run =>
        {
            run.Activity("a");
            run.Set("k", "1");
            run.Timer(1);
            run.Status("busy");
            run.Event("e");
            run.Message("q");
            run.Detach("other", "o");
            run.Clear("k");
            run.ClearAll();
            return await run.Child("c");
        });

        instance
            .Take(Sent.Start)
            .Adds(
                Facts.Started,
                Facts.Activity("a"),
                Facts.Did(new Effect.SetValue("k", "1")),
                Facts.Timer(1),
                Facts.Did(new Effect.SetCustomStatus("busy")),
                Facts.Event("e"),
                Facts.Message("q"),
                Facts.Did(new Effect.StartOrchestration("other", "o", "")),
                Facts.Did(new Effect.ClearValue("k")),
                Facts.Did(new Effect.ClearValue(null)),
                Facts.Child("c")
            );
    }

    [Fact]
    public void What_nobody_awaits_is_cancelled_when_the_code_returns()
    {
        var instance = new Instance(run =>
        {
            run.Activity("a");
            run.Timer(5);
            run.Event("e");
            return Task.FromResult("done");
        });

        var decision = instance.Take(Sent.Start);

        decision.Adds(
            Facts.Started,
            Facts.Activity("a"),
            Facts.Timer(5),
            Facts.Event("e"),
            Facts.Cancelled(2),
            Facts.Cancelled(3),
            Facts.Cancelled(4),
            Facts.Completed("done")
        );
        decision.Does();
    }

    [Fact]
    public void The_started_event_says_name_version_and_parent()
    {
        var parent = new ParentLink("p", new(2), new(9));
        var instance = new Instance(_ => Task.FromResult(""))
        {
            Header = new Header("i", ExecutionId.First, "flow", new(2, 1, 0), "", Nonce.From("i")) { Parent = parent },
        };

        instance.Take(Sent.Start);

        Assert.Equal(new Fact.Started("flow", new(2, 1, 0, ""), parent), instance.Facts[0]);
    }

    [Fact]
    public void A_first_turn_without_a_resolved_version_says_what_to_do()
    {
        var instance = new Instance(_ => Task.FromResult("")) { Header = Instance.FirstHeader with { Version = null } };

        var thrown = Assert.Throws<InvalidOperationException>(() => instance.Take(Sent.Start));

        Assert.Contains("'i'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Resolve it", thrown.Message, StringComparison.Ordinal);
    }
}
