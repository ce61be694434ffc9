namespace Duroxide.Core.Tests;

public sealed class PatchTests
{
    static readonly Func<Run, Task<string>> Old = async run =>
    {
        await run.Event("begin");
        return await run.Activity("old");
    };

    static readonly Func<Run, Task<string>> Patched = async run =>
    {
        await run.Event("begin");
        return await run.Activity(run.Host.Patched("p") ? "new" : "old");
    };

    static readonly Func<Run, Task<string>> Deprecated = async run =>
    {
        await run.Event("begin");
        run.Host.DeprecatePatch("p");
        return await run.Activity("new");
    };

    static readonly Func<Run, Task<string>> Gone = async run =>
    {
        await run.Event("begin");
        return await run.Activity("new");
    };

    static Instance Made(Func<Run, Task<string>> by, bool begun, Func<Run, Task<string>> now)
    {
        var instance = Instance.Of(by);
        if (begun)
        {
            instance.Take(Sent.Event("begin", ""));
        }
        return Instance.With(instance.History, now);
    }

    [Fact]
    public void A_new_execution_runs_the_new_code_and_records_that_it_does()
    {
        Made(Patched, begun: false, Patched)
            .Take(Sent.Event("begin", ""))
            .Adds(Facts.Raised("begin", ""), Facts.Did(new Effect.Patch("p")), Facts.Activity("new"));
    }

    [Fact]
    public void One_that_passed_the_spot_before_goes_on_with_the_old_code()
    {
        var instance = Made(Old, begun: true, Patched);

        instance.Take(Sent.Answer(4, "done"));

        Assert.Equal("done", instance.Output);
        Assert.DoesNotContain(instance.Facts, fact => fact is Fact.Applied { Effect: Effect.Patch });
    }

    [Fact]
    public void One_that_has_not_reached_the_spot_runs_the_new_code()
    {
        Made(Old, begun: false, Patched)
            .Take(Sent.Event("begin", ""))
            .Adds(Facts.Raised("begin", ""), Facts.Did(new Effect.Patch("p")), Facts.Activity("new"));
    }

    [Fact]
    public void The_answer_is_the_same_on_every_replay()
    {
        var instance = Made(Patched, begun: true, Patched);

        instance.Take(Sent.Event("noise", ""));
        instance.Take(Sent.Answer(5, "done"));

        Assert.Equal("done", instance.Output);
    }

    [Fact]
    public void The_answer_is_the_same_in_every_round_of_a_loop()
    {
        static Func<Run, Task<string>> Loop(bool patched) =>
            async run =>
            {
                var path = "";
                for (var round = 0; round < 3; round++)
                {
                    path += patched && run.Host.Patched("p") ? "new " : "old ";
                    await run.Event("next");
                }
                return path;
            };
        var young = Instance.Of(Loop(patched: true));
        var old = Instance.Of(Loop(patched: false));
        old.Take(Sent.Event("next", ""));
        old = Instance.With(old.History, Loop(patched: true));

        young.Take(Sent.Event("next", ""), Sent.Event("next", ""), Sent.Event("next", ""));
        old.Take(Sent.Event("next", ""));
        old.Take(Sent.Event("next", ""));

        Assert.Equal("new new new ", young.Output);
        Assert.Equal("old old old ", old.Output);
    }

    [Fact]
    public void A_deprecated_patch_steps_over_its_mark()
    {
        var instance = Made(Patched, begun: true, Deprecated);

        instance.Take(Sent.Answer(5, "done"));

        Assert.Equal("done", instance.Output);
    }

    [Fact]
    public void A_deprecated_patch_leaves_no_mark_in_new_executions()
    {
        Made(Deprecated, begun: false, Deprecated)
            .Take(Sent.Event("begin", ""))
            .Adds(Facts.Raised("begin", ""), Facts.Activity("new"));
    }

    [Fact]
    public void Without_a_mark_the_deprecated_patch_and_the_line_that_is_gone_are_the_same()
    {
        Assert.Null(Made(Deprecated, begun: true, Gone).Replay(Gone));
        Assert.Null(Made(Gone, begun: true, Deprecated).Replay(Deprecated));
    }

    [Fact]
    public void A_line_that_went_too_early_is_a_divergence_at_the_mark()
    {
        var divergence = Made(Patched, begun: true, Gone).Replay(Gone);

        Assert.Equal("run patch p", divergence!.Recorded);
        Assert.Equal(DivergenceCause.Unpatched, divergence.Cause);
    }

    [Fact]
    public void Code_that_does_not_know_the_patch_yet_is_a_divergence_at_the_mark()
    {
        var divergence = Made(Patched, begun: true, Old).Replay(Old);

        Assert.Equal(("run patch p", DivergenceCause.Unpatched), (divergence!.Recorded, divergence.Cause));
    }

    [Fact]
    public void The_patch_is_in_doubt_where_the_code_does_not_know_the_mark_or_went_the_old_way()
    {
        Assert.Equal("p", InDoubt(made: Patched, then: Old));
        Assert.Equal("p", InDoubt(made: Patched, then: Gone));
        Assert.Equal("p", InDoubt(made: Deprecated, then: Patched));
        Assert.Null(InDoubt(made: Old, then: Patched));
        Assert.Null(InDoubt(made: Patched, then: Deprecated));
    }

    [Fact]
    public void No_patch_is_in_doubt_where_the_code_asks_for_it_but_does_something_else_as_well()
    {
        Assert.Null(InDoubt(made: Patched, then: With("early", Patched)));
        Assert.Null(InDoubt(made: Old, then: Gone));
    }

    static string? InDoubt(Func<Run, Task<string>> made, Func<Run, Task<string>> then) =>
        Made(made, begun: true, then).Resume().PatchInDoubt;

    static Func<Run, Task<string>> With(string step, Func<Run, Task<string>> code) =>
        run =>
        {
            run.Activity(step);
            return code(run);
        };

    [Fact]
    public void A_deprecated_patch_on_a_history_of_the_old_code_is_a_divergence()
    {
        Assert.NotNull(Made(Old, begun: true, Deprecated).Replay(Deprecated));
    }

    [Fact]
    public void One_that_passed_the_spot_goes_on_with_the_old_code_whatever_the_limits_have_become()
    {
        var history = Facts.History(Facts.Started, Facts.Activity("a"), Facts.Cancelled(2), Facts.Activity("old"));

        var execution = Execution.Resume(
            new Flow(async run =>
            {
                var given = run.Activity("a");
                var isNew = run.Host.Patched("p");
                given.Cancel();
                return await run.Activity(isNew ? "new" : "old");
            }),
            Instance.FirstHeader,
            history,
            new() { NameBytes = 0 }
        );

        Assert.Null(execution.Divergence);
        Assert.Null(execution.State.Ending);
    }
}
