namespace Duroxide.Core.Tests;

public sealed class DivergenceTests
{
    static readonly Func<Run, Task<string>> Original = async run =>
    {
        var one = await run.Activity("reserve", "5");
        var two = await run.Activity("charge", one);
        return await run.Activity("ship", two);
    };

    static Instance Midway()
    {
        var instance = Instance.Of(Original);
        instance.Take(Sent.Answer(2, "r"));
        instance.Take(Sent.Answer(4, "c"));
        return instance;
    }

    static Divergence Diverge(Func<Run, Task<string>> changed)
    {
        var divergence = Midway().Replay(changed);
        Assert.NotNull(divergence);
        return divergence;
    }

    [Fact]
    public void The_same_code_does_not_diverge()
    {
        Assert.Null(Midway().Replay(Original));
    }

    [Fact]
    public void An_added_step_is_named_as_added()
    {
        var divergence = Diverge(async run =>
        {
            var one = await run.Activity("reserve", "5");
            run.Timer(1);
            var two = await run.Activity("charge", one);
            return await run.Activity("ship", two);
        });

        Assert.Equal(new EventId(4), divergence.At);
        Assert.Equal("call charge(r)", divergence.Recorded);
        Assert.Equal("set a timer of 00:00:01", divergence.Asked);
        Assert.Equal(DivergenceCause.Added, divergence.Cause);
    }

    [Fact]
    public void An_added_step_that_is_awaited_is_named_as_added()
    {
        var divergence = Diverge(async run =>
        {
            var one = await run.Activity("reserve", "5");
            await run.Timer(1);
            var two = await run.Activity("charge", one);
            return await run.Activity("ship", two);
        });

        Assert.Equal("set a timer of 00:00:01", divergence.Asked);
        Assert.Equal(DivergenceCause.Added, divergence.Cause);
        Assert.Contains(
            "a step was added. Put it behind a patch",
            DivergenceReport.Failure(divergence).Display,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_added_step_of_the_same_kind_that_is_awaited_is_named_as_added_or_renamed()
    {
        var divergence = Diverge(async run =>
        {
            var one = await run.Activity("reserve", "5");
            await run.Activity("check", one);
            var two = await run.Activity("charge", one);
            return await run.Activity("ship", two);
        });

        Assert.Equal(DivergenceCause.Renamed, divergence.Cause);
        Assert.Contains(
            "a step was added, or renamed. Put an added one behind a patch",
            DivergenceReport.Failure(divergence).Display,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Awaited_steps_that_changed_places_are_named_as_removed_or_swapped()
    {
        var instance = Instance.Of(async run => await run.Activity("a") + await run.Activity("b"));
        instance.Take(Sent.Answer(2, "A"));

        var divergence = instance.Replay(async run => await run.Activity("b") + await run.Activity("a"));

        Assert.Contains(
            "a step was removed, or steps changed places.",
            DivergenceReport.Failure(divergence!).Display,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_removed_step_is_named_as_removed()
    {
        var instance = Instance.Of(async run =>
        {
            run.Activity("audit");
            run.Activity("reserve");
            return await run.Activity("charge");
        });

        var divergence = instance.Replay(async run =>
        {
            run.Activity("reserve");
            return await run.Activity("charge");
        });

        Assert.Equal(DivergenceCause.Removed, divergence!.Cause);
        Assert.Equal("call audit()", divergence.Recorded);
    }

    [Fact]
    public void A_removed_last_step_is_named_as_removed_and_the_code_asked_for_nothing()
    {
        var divergence = Diverge(async run =>
        {
            await run.Activity("reserve", "5");
            await new TaskCompletionSource().Task;
            return "";
        });

        Assert.Equal((new EventId(4), DivergenceCause.Removed), (divergence.At, divergence.Cause));
        Assert.Null(divergence.Asked);
    }

    [Fact]
    public void Steps_that_changed_places_are_named_as_reordered()
    {
        var instance = Instance.Of(async run =>
        {
            run.Activity("a");
            return await run.Activity("b");
        });

        var divergence = instance.Replay(async run =>
        {
            run.Activity("b");
            return await run.Activity("a");
        });

        Assert.Equal(DivergenceCause.Reordered, divergence!.Cause);
    }

    [Fact]
    public void A_step_with_another_name_is_named_as_renamed()
    {
        var divergence = Diverge(async run => await run.Activity("book", "5"));

        Assert.Equal((new EventId(2), DivergenceCause.Renamed), (divergence.At, divergence.Cause));
    }

    [Fact]
    public void A_step_with_another_input_is_named_as_changed()
    {
        var divergence = Diverge(async run => await run.Activity("reserve", "6"));

        Assert.Equal((new EventId(2), DivergenceCause.Changed), (divergence.At, divergence.Cause));
    }

    [Fact]
    public void Code_that_ends_earlier_is_named_so()
    {
        var divergence = Diverge(async run => await run.Activity("reserve", "5"));

        Assert.Equal((new EventId(4), DivergenceCause.EndedEarlier), (divergence.At, divergence.Cause));
        Assert.Equal("completed with r", divergence.Asked);
    }

    [Theory]
    [InlineData(false, "completed with early")]
    [InlineData(true, "failed: orchestration panicked: null")]
    public void Code_that_ends_where_an_answer_comes_next_is_named_so(bool throws, string asked)
    {
        var instance = Instance.Of(async run =>
        {
            var (a, b) = (run.Activity("a"), run.Activity("b"));
            return await a + await b;
        });
        instance.Take(Sent.Answer(2, "x"));

        var divergence = instance.Replay(run =>
        {
            run.Activity("a");
            run.Activity("b");
            return throws
                ? Task.FromException<string>(new InvalidOperationException("null"))
                : Task.FromResult("early");
        });

        Assert.Equal((new EventId(4), DivergenceCause.EndedEarlier), (divergence!.At, divergence.Cause));
        Assert.Equal(("operation 2 returned x", asked), (divergence.Recorded, divergence.Asked));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(10)]
    public void Code_that_ends_where_an_ask_comes_next_is_named_so_however_much_is_open(int many)
    {
        var instance = Instance.Of(async run =>
        {
            for (var left = many; left > 0; left--)
            {
                run.Activity("a");
            }
            return await run.Timer(1);
        });

        var divergence = instance.Replay(run =>
        {
            for (var left = many; left > 0; left--)
            {
                run.Activity("a");
            }
            return Task.FromResult("early");
        });

        Assert.Equal((new EventId(2 + many), DivergenceCause.EndedEarlier), (divergence!.At, divergence.Cause));
        Assert.Equal("completed with early", divergence.Asked);
        Assert.Equal("completed with early", divergence.Steps[^1].Asked);
    }

    [Fact]
    public void Code_that_continues_as_new_where_history_goes_on_ends_earlier_too()
    {
        var instance = Instance.Of(async run =>
        {
            run.Message("q");
            return await run.Activity("a");
        });
        instance.Take(Sent.Message("q", "unread"));

        var divergence = instance.Replay(run =>
        {
            run.Message("q");
            return Task.FromResult(run.ContinueAsNew("next"));
        });

        Assert.Equal(
            ("continued as new with next", DivergenceCause.EndedEarlier),
            (divergence!.Asked, divergence.Cause)
        );
    }

    [Fact]
    public void Code_that_ends_in_another_way_is_named_as_changed()
    {
        var instance = Midway();
        instance.Take(Sent.Answer(6, "s"));

        var divergence = instance.Replay(async run => $"another {await Original(run)}");

        Assert.Equal((DivergenceCause.Changed, "completed with another s"), (divergence!.Cause, divergence.Asked));
    }

    [Fact]
    public void A_step_that_is_missing_before_the_same_ending_is_named_as_removed()
    {
        var instance = Instance.Of(async run =>
        {
            var a = await run.Activity("a");
            run.Set("k", "v");
            return a;
        });
        instance.Take(Sent.Answer(2, "x"));

        var divergence = instance.Replay(async run => await run.Activity("a"));

        Assert.Equal(DivergenceCause.Removed, divergence!.Cause);
    }

    [Fact]
    public void An_early_return_at_the_end_of_history_is_new_work()
    {
        var instance = Instance.Of(async run =>
        {
            run.Activity("a");
            return await run.Activity("b");
        });

        Assert.Null(
            instance.Replay(run =>
            {
                run.Activity("a");
                run.Activity("b");
                return Task.FromResult("early");
            })
        );
        Assert.Equal("early", instance.Output);
    }

    [Fact]
    public void The_cause_is_recorded_what_is_open_is_cancelled_and_the_parent_is_told()
    {
        var parent = new ParentLink("p", ExecutionId.First, new(2));
        var instance = new Instance(async run =>
        {
            run.Child("c", "kid");
            return await run.Activity("a");
        })
        {
            Header = Instance.FirstHeader with { Parent = parent },
        };
        instance.Take(Sent.Start);
        var changed = Execution.Resume(
            new Flow(async run => await run.Activity("a")),
            instance.Header,
            instance.History,
            Limits.Default
        );

        var decision = changed.Continue([Sent.Answer(3, "late")]);

        Assert.Equal(
            [typeof(Fact.Interrupted), typeof(Fact.Applied), typeof(Fact.Applied), typeof(Fact.Ended)],
            decision.Events.Select(happened => happened.Fact.GetType())
        );
        Assert.Equal(
            [
                typeof(OrchestrationAction.CancelChild),
                typeof(OrchestrationAction.CancelActivity),
                typeof(OrchestrationAction.NotifyParent),
            ],
            decision.Actions.Select(action => action.GetType())
        );
    }

    [Fact]
    public void A_diverged_history_still_replays_with_the_code_that_made_it()
    {
        var instance = Midway();
        instance.Replay(async run => await run.Activity("reserve", "6"));

        instance.Take().AddsNothing();
    }

    [Fact]
    public void On_a_history_that_has_ended_a_divergence_is_reported_and_nothing_added()
    {
        var instance = Midway();
        instance.Take(Sent.Answer(6, "s"));
        var length = instance.History.Count;

        var divergence = instance.Replay(async run => await run.Activity("reserve", "6"));

        Assert.NotNull(divergence);
        Assert.Equal(length, instance.History.Count);
    }

    [Fact]
    public void Divergence_does_not_depend_on_the_batch_that_found_it()
    {
        Func<Run, Task<string>> changed = async run => await run.Activity("book", "5");
        var (one, other) = (Midway(), Midway());
        Decision Resume(Instance instance, params Arrival[] batch) =>
            Execution.Resume(new Flow(changed), instance.Header, instance.History, Limits.Default).Continue(batch);

        Assert.Equal(Resume(one).Events, Resume(other, Sent.Answer(6, "s"), Sent.Event("e", "")).Events);
    }

    [Fact]
    public void Code_that_ends_earlier_with_more_open_than_it_may_ask_for_diverges_and_is_not_poison()
    {
        const int Many = 1_500;
        Fact[] asked = [.. Enumerable.Range(0, Many).Select(_ => Facts.Activity("a"))];
        var history = Facts.History([Facts.Started, .. asked, Facts.Raised("noise", "")]);

        var execution = Execution.Resume(
            new Flow(run =>
            {
                run.All([.. asked.Select(_ => run.Activity("a"))]);
                return Task.FromResult("early");
            }),
            Instance.FirstHeader,
            history,
            new() { AsksPerRun = 10 }
        );

        Assert.NotNull(execution.Divergence);
        Assert.Equal(Many + 2, execution.Continue([]).Events.Count);
    }
}
