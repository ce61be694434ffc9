namespace Duroxide.Core.Tests;

public sealed class ContinueAsNewTests
{
    static readonly ParentLink Parent = new("p", new(4), new(7));

    static readonly Func<Run, Task<string>> Loop = async run =>
    {
        run.Status($"round {run.Host.Header.Execution}");
        run.Set("rounds", $"{run.Host.Header.Execution}");
        await run.Activity("a");
        return run.ContinueAsNew(run.Input + "+");
    };

    [Fact]
    public void The_next_execution_has_the_next_number_the_new_input_and_an_empty_history()
    {
        var instance = Instance.Of(Loop);

        var decision = instance.Take(Sent.Answer(4, ""));

        decision.Adds(Facts.Answered(4, ""), Facts.ContinuedAsNew("input+"));
        Assert.Equal(new ExecutionId(2), decision.Next!.Execution);
        Assert.Equal("input+", decision.Next.Input);
        instance
            .Next(decision)
            .Take(Sent.Start)
            .Adds(
                Facts.Started,
                Facts.Did(new Effect.SetCustomStatus("round 2")),
                Facts.Did(new Effect.SetValue("rounds", "2")),
                Facts.Activity("a")
            );
    }

    [Fact]
    public void Values_status_name_and_parent_go_along()
    {
        var instance = new Instance(Loop) { Header = Instance.FirstHeader with { Parent = Parent } };
        instance.Take(Sent.Start.At(5));

        var next = instance.Take(Sent.Answer(4, "")).Next!;

        Assert.Equal(new StoredValue("1", new Timestamp(5_000)), next.Values["rounds"]);
        Assert.Equal("round 1", next.Status);
        Assert.Equal("flow", next.Name);
        Assert.Equal(Parent, next.Parent);
    }

    // The reference lost the link, and the parent waited for ever.
    [Fact]
    public void A_child_that_continued_as_new_tells_its_parent_when_it_is_done()
    {
        var instance = new Instance(async run =>
            run.Input == "last" ? "done" : run.ContinueAsNew(await run.Activity("a"))
        )
        {
            Header = Instance.FirstHeader with { Parent = Parent },
        };
        instance.Take(Sent.Start);
        var continued = instance.Take(Sent.Answer(2, "last"));

        continued.Does();
        instance
            .Next(continued)
            .Take(Sent.Start)
            .Does(new OrchestrationAction.NotifyParent(Parent, new Outcome.Succeeded("done")));
    }

    [Fact]
    public void A_parent_in_a_later_execution_is_named_by_that_execution()
    {
        var instance = new Instance(async run => await run.Child("kid"))
        {
            Header = Instance.FirstHeader with { Execution = new(2) },
        };

        var start = Assert.IsType<OrchestrationAction.StartOrchestration>(
            Assert.Single(instance.Take(Sent.Start).Actions)
        );

        Assert.Equal(new ExecutionId(2), start.Header.Parent!.Execution);
    }

    [Fact]
    public void Answers_for_the_execution_before_do_not_reach_the_next()
    {
        var instance = Instance.Of(Loop);
        var next = instance.Next(instance.Take(Sent.Answer(4, "")));
        next.Take(Sent.Start);

        next.Take(Sent.Answer(4, "", execution: 1)).AddsNothing();
        next.Take(Sent.Answer(4, "", execution: 2)).Adds(Facts.Answered(4, ""), Facts.ContinuedAsNew("input++"));
    }

    // The reference lost a detached start in the turn of continue-as-new.
    [Fact]
    public void A_detached_start_in_the_turn_of_continue_as_new_goes_out()
    {
        var instance = new Instance(run =>
        {
            run.Detach("other", "free");
            return Task.FromResult(run.ContinueAsNew(""));
        });

        Assert.IsType<OrchestrationAction.StartOrchestration>(Assert.Single(instance.Take(Sent.Start).Actions));
    }

    // The reference left them running.
    [Fact]
    public void Children_are_cancelled_at_continue_as_new()
    {
        var instance = Instance.Of(async run =>
        {
            run.Child("c", "kid");
            return run.ContinueAsNew(await run.Activity("a"));
        });

        instance.Take(Sent.Answer(3, "")).Does(Expect.CancelsKid(2, "parent dropped sub-orchestration future"));
    }

    [Fact]
    public void The_rest_of_the_batch_is_left_for_the_next_execution()
    {
        var instance = Instance.Of(Loop);

        var decision = instance.Take(Sent.Event("e", ""), Sent.Answer(4, ""), Sent.Cancel("later"), Sent.Start);

        Assert.Equal(2, decision.Consumed);
    }

    [Fact]
    public void A_cancel_request_behind_continue_as_new_ends_the_next_execution()
    {
        var instance = Instance.Of(Loop);
        var next = instance.Next(instance.Take(Sent.Answer(4, ""), Sent.Cancel("stop")));

        next.Take(Sent.Start, Sent.Cancel("stop"));

        Assert.Equal("canceled: stop", next.FailureOf().Display);
    }

    [Fact]
    public void A_cancel_request_before_it_wins()
    {
        var instance = Instance.Of(Loop);

        instance.Take(Sent.Cancel("stop"), Sent.Answer(4, ""));

        Assert.Equal("canceled: stop", instance.FailureOf().Display);
    }

    [Fact]
    public void Of_continue_as_new_and_a_return_in_one_run_the_first_counts()
    {
        var instance = new Instance(run => Task.FromResult(run.ContinueAsNew("again")));

        instance.Take(Sent.Start).Adds(Facts.Started, Facts.ContinuedAsNew("again"));
    }

    [Fact]
    public void What_is_asked_after_it_in_the_same_run_is_ignored_with_a_warning()
    {
        var instance = new Instance(run =>
        {
            run.ContinueAsNew("again");
            Assert.Equal(EventId.None, run.Activity("late").Id);
            run.Set("k", "late");
            return Task.FromResult("");
        });

        var decision = instance.Take(Sent.Start);

        decision.Adds(Facts.Started, Facts.ContinuedAsNew("again"));
        Assert.Contains("call late()", decision.Warning(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_execution_may_continue_as_new_without_waiting_for_anything()
    {
        var instance = new Instance(run =>
            Task.FromResult(run.Input.Length > 7 ? "done" : run.ContinueAsNew(run.Input + "+"))
        );

        for (var decision = instance.Take(Sent.Start); decision.Next is not null; decision = instance.Take(Sent.Start))
        {
            instance = instance.Next(decision);
        }

        Assert.Equal(("done", new ExecutionId(4)), (instance.Output, instance.Header.Execution));
    }
}
