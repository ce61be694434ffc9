namespace Duroxide.Core.Tests;

public sealed class CancellationTests
{
    static readonly OrchestrationAction CancelKid = Expect.CancelsKid(2, "parent canceled");

    [Fact]
    public void A_cancel_request_ends_the_execution_without_running_its_code()
    {
        var instance = Instance.Of(async run => await run.Activity("a") + await run.Activity("never"));

        instance
            .Take(Sent.Cancel("no longer wanted"))
            .Adds(
                Facts.CancelRequested("no longer wanted"),
                Facts.Cancelled(2),
                Facts.FailedWith(ApplicationKind.Cancelled, "no longer wanted")
            );
    }

    [Fact]
    public void The_reason_is_in_the_text_of_the_failure()
    {
        var instance = Instance.Of(async run => await run.Activity("a"));

        instance.Take(Sent.Cancel("no longer wanted"));

        Assert.Equal("canceled: no longer wanted", instance.FailureOf().Display);
    }

    [Fact]
    public void Only_the_first_cancel_request_counts()
    {
        var instance = Instance.Of(async run => await run.Activity("a"));

        instance.Take(Sent.Cancel("first"), Sent.Cancel("second"));

        Assert.Equal("canceled: first", instance.FailureOf().Display);
        instance.Take(Sent.Cancel("third")).AddsNothing();
    }

    [Fact]
    public void An_answer_before_the_cancel_request_still_has_its_run()
    {
        var instance = Instance.Of(async run => await run.Activity("a"));

        instance.Take(Sent.Answer(2, "in time"), Sent.Cancel("too late"));

        Assert.Equal("in time", instance.Output);
    }

    [Fact]
    public void An_answer_after_the_cancel_request_is_not_recorded()
    {
        var instance = Instance.Of(async run => await run.Activity("a"));

        instance.Take(Sent.Cancel("first"), Sent.Answer(2, "too late"));

        Assert.DoesNotContain(instance.Facts, fact => fact is Fact.Resolved);
    }

    [Fact]
    public void Cancelled_with_its_start_an_instance_begins_and_is_cancelled()
    {
        var instance = new Instance(async run => await run.Activity("a"));

        instance.Take(Sent.Start, Sent.Cancel("at once")).Does();

        Assert.Equal("canceled: at once", instance.FailureOf().Display);
    }

    [Fact]
    public void Every_open_operation_is_taken_back_in_the_order_of_its_id()
    {
        var instance = Instance.Of(async run =>
        {
            run.Child("c", "kid");
            run.Timer(5);
            run.Event("e");
            return await run.Activity("a");
        });

        instance
            .Take(Sent.Cancel("stop"))
            .Does(
                CancelKid,
                new OrchestrationAction.CancelTimer(new(3)),
                new OrchestrationAction.CancelActivity(new(5))
            );
    }

    [Fact]
    public void A_parent_hears_of_the_cancellation_as_a_failure_it_can_handle()
    {
        var parent = new ParentLink("p", new(4), new(7));
        var instance = new Instance(async run => await run.Activity("a"))
        {
            Header = Instance.FirstHeader with { Parent = parent },
        };
        instance.Take(Sent.Start);

        var decision = instance.Take(Sent.Cancel("stop"));

        Assert.Equal(
            new OrchestrationAction.NotifyParent(parent, new Outcome.Failed(Failure.Cancelled("stop"))),
            decision.Actions[^1]
        );
    }

    [Fact]
    public void What_was_answered_or_cancelled_before_is_not_cancelled_again()
    {
        var instance = Instance.Of(async run =>
        {
            var (done, dropped) = (run.Activity("done"), run.Activity("dropped"));
            await done;
            dropped.Cancel();
            dropped.Cancel();
            return await run.Activity("open");
        });
        instance
            .Take(Sent.Answer(2, ""))
            .Does(
                new OrchestrationAction.CancelActivity(new(3)),
                new OrchestrationAction.DispatchActivity(new(6), new("open", ""))
            );

        instance.Take(Sent.Cancel("stop")).Does(new OrchestrationAction.CancelActivity(new(6)));
    }

    [Fact]
    public void Detached_orchestrations_are_left_alone()
    {
        var instance = Instance.Of(async run =>
        {
            run.Detach("other", "free");
            return await run.Activity("a");
        });

        instance.Take(Sent.Cancel("stop")).Does(new OrchestrationAction.CancelActivity(new(3)));
    }

    [Fact]
    public void A_cancel_request_that_comes_first_needs_no_code_and_decides_the_same()
    {
        Func<Run, Task<string>> code = async run => await run.Activity("a") + await run.Event("e");
        var (with, without) = (Instance.Of(code), Instance.Of(code));
        Arrival[] arrivals = [Sent.Cancel("stop"), Sent.Answer(2, "late")];

        var decision = ForcedEnding.Cancel(without.Header, without.History, arrivals);

        Assert.Equal(with.Take(arrivals), decision);
    }

    [Fact]
    public void A_cancel_request_behind_what_the_code_must_see_and_one_of_a_stranger_wait_for_the_code()
    {
        var instance = Instance.Of(async run => await run.Activity("a"));
        var stranger = new ParentLink("another", ExecutionId.First, new(2));

        Assert.Null(ForcedEnding.Cancel(instance.Header, instance.History, [Sent.Answer(2, "x"), Sent.Cancel("stop")]));
        Assert.Null(ForcedEnding.Cancel(instance.Header, instance.History, [Sent.Cancel("stop", stranger)]));
        Assert.Null(ForcedEnding.Cancel(instance.Header, instance.History, []));
        Assert.NotNull(ForcedEnding.Cancel(instance.Header, [], [Sent.Start, Sent.Cancel("stop")]));
    }

    [Fact]
    public void A_prefix_that_ends_at_the_request_is_closed_when_it_is_resumed()
    {
        var instance = Instance.With(
            Facts.History(Facts.Started, Facts.Activity("a"), Facts.CancelRequested("stop")),
            async run => await run.Activity("a")
        );

        instance.Take().Adds(Facts.Cancelled(2), Facts.FailedWith(ApplicationKind.Cancelled, "stop"));
    }
}
