namespace Duroxide.Core.Tests;

public sealed class MatchingTests
{
    static readonly Operation.Activity Activity = new("a", "x")
    {
        Session = "s",
        Tag = "t",
        Attempt = 2,
    };
    static readonly Operation.SubOrchestration Child = new("c", "x") { Instance = new InstanceId("kid") };
    static readonly Effect.StartOrchestration Detached = new("d", "free", "x");
    static readonly Effect.Send Letter = new("free", Channel.Queue, "q", "x");

    public static TheoryData<string, Fact, Fact> Compared =>
        new()
        {
            { "activity name", Facts.Asked(Activity), Facts.Asked(Activity with { Name = "b" }) },
            { "activity input", Facts.Asked(Activity), Facts.Asked(Activity with { Input = "y" }) },
            { "session", Facts.Asked(Activity), Facts.Asked(Activity with { Session = "other" }) },
            { "session removed", Facts.Asked(Activity), Facts.Asked(Activity with { Session = null }) },
            { "tag changed", Facts.Asked(Activity), Facts.Asked(Activity with { Tag = "other" }) },
            { "tag removed", Facts.Asked(Activity), Facts.Asked(Activity with { Tag = null }) },
            { "tag added", Facts.Asked(Activity with { Tag = null }), Facts.Asked(Activity) },
            { "attempt", Facts.Asked(Activity), Facts.Asked(Activity with { Attempt = 3 }) },
            { "activity to timer", Facts.Asked(Activity), Facts.Timer(1) },
            { "timer to activity", Facts.Timer(1), Facts.Asked(Activity) },
            { "event name", Facts.Event("a"), Facts.Event("b") },
            { "queue name", Facts.Message("a"), Facts.Message("b") },
            { "event to queue", Facts.Event("a"), Facts.Message("a") },
            { "child name", Facts.Asked(Child), Facts.Asked(Child with { Name = "d" }) },
            { "child input", Facts.Asked(Child), Facts.Asked(Child with { Input = "y" }) },
            { "child id", Facts.Asked(Child), Facts.Asked(Child with { Instance = new InstanceId("other") }) },
            { "child id removed", Facts.Asked(Child), Facts.Asked(Child with { Instance = null }) },
            { "detached name", Facts.Did(Detached), Facts.Did(Detached with { Name = "e" }) },
            { "detached id", Facts.Did(Detached), Facts.Did(Detached with { Instance = "other" }) },
            { "detached input", Facts.Did(Detached), Facts.Did(Detached with { Input = "y" }) },
            { "detached missing", Facts.Did(Detached), Facts.Timer(1) },
            { "data sent to", Facts.Did(Letter), Facts.Did(Letter with { Instance = "other" }) },
            { "event to message", Facts.Did(Letter with { Channel = Channel.Event }), Facts.Did(Letter) },
            { "queue sent to", Facts.Did(Letter), Facts.Did(Letter with { Name = "r" }) },
            { "data sent", Facts.Did(Letter), Facts.Did(Letter with { Data = "y" }) },
            { "value key", Facts.Did(new Effect.SetValue("k", "v")), Facts.Did(new Effect.SetValue("l", "v")) },
            { "value", Facts.Did(new Effect.SetValue("k", "v")), Facts.Did(new Effect.SetValue("k", "w")) },
            { "value to activity", Facts.Did(new Effect.SetValue("k", "v")), Facts.Asked(Activity) },
            { "cleared key", Facts.Did(new Effect.ClearValue("k")), Facts.Did(new Effect.ClearValue("l")) },
            { "clear to clear all", Facts.Did(new Effect.ClearValue("k")), Facts.Did(new Effect.ClearValue(null)) },
            { "tag", Facts.Did(new Effect.SetTag("t", "a")), Facts.Did(new Effect.SetTag("t", "b")) },
            { "tag to no tag", Facts.Did(new Effect.SetTag("t", "a")), Facts.Did(new Effect.SetTag("t", null)) },
            { "tags of a child", Facts.Asked(Child), Facts.Asked(Child with { Tags = ValueMap.Of(("t", "a")) }) },
            { "patch", Facts.Did(new Effect.Patch("p")), Facts.Did(new Effect.Patch("q")) },
            { "status to patch", Facts.Did(new Effect.SetCustomStatus("s")), Facts.Did(new Effect.Patch("p")) },
            { "child to detached", Facts.Asked(Child), Facts.Did(Detached with { Instance = "kid" }) },
            { "status to value", Facts.Did(new Effect.SetCustomStatus("s")), Facts.Did(new Effect.SetValue("k", "v")) },
        };

    public static TheoryData<string, Fact, Fact> Tolerated =>
        new()
        {
            { "timer delay", Facts.Timer(1), Facts.Timer(9) },
            { "status text", Facts.Did(new Effect.SetCustomStatus("s")), Facts.Did(new Effect.SetCustomStatus(null)) },
            { "time to live", Facts.Asked(Activity), Facts.Asked(Activity with { TimeToLive = TimeSpan.FromDays(1) }) },
            { "first attempt", Facts.Asked(Activity), Facts.Asked(Activity with { FirstAttempt = new(2) }) },
            { "child version", Facts.Asked(Child), Facts.Asked(Child with { Version = new(2, 0, 0, "") }) },
            { "detached version", Facts.Did(Detached), Facts.Did(Detached with { Version = new(2, 0, 0, "") }) },
        };

    static Divergence? Replay(Fact recorded, Fact asked) =>
        Instance
            .With(Facts.History(Facts.Started, recorded), _ => Task.FromResult(""))
            .Replay(async run =>
            {
                Ask(run, asked);
                return await run.Event("never");
            });

    static void Ask(Run run, Fact fact)
    {
        if (fact is Fact.Scheduled scheduled)
        {
            run.Ask(scheduled.Operation);
        }
        if (fact is Fact.Applied applied)
        {
            run.Host.Do(applied.Effect);
        }
    }

    [Theory]
    [MemberData(nameof(Compared))]
    public void A_difference_that_changes_the_course_is_a_divergence(string what, Fact recorded, Fact asked)
    {
        Assert.True(Replay(recorded, asked) is not null, what);
    }

    [Theory]
    [MemberData(nameof(Compared))]
    public void The_same_ask_is_none(string what, Fact recorded, Fact asked)
    {
        Assert.True(Replay(recorded, recorded) is null, what);
        Assert.True(Replay(asked, asked) is null, what);
    }

    [Theory]
    [MemberData(nameof(Tolerated))]
    public void A_difference_that_changes_nothing_is_tolerated(string what, Fact recorded, Fact asked)
    {
        Assert.True(Replay(recorded, asked) is null, what);
    }

    // The reference accepted a status or value event for which the code asked nothing.
    [Theory]
    [MemberData(nameof(Compared))]
    public void A_recorded_step_that_the_code_no_longer_takes_is_a_divergence(string what, Fact recorded, Fact asked)
    {
        _ = asked;
        var instance = Instance.With(
            Facts.History(Facts.Started, Facts.Event("e"), recorded),
            _ => Task.FromResult("")
        );

        var divergence = instance.Replay(async run => await run.Event("e"));

        Assert.True(divergence is { At.Value: 3, Asked: null }, what);
    }

    [Fact]
    public void A_cancel_that_the_code_no_longer_makes_is_a_divergence()
    {
        var instance = Instance.Of(async run =>
        {
            await run.First(run.Activity("a"), run.Timer(5));
            return await run.Event("e");
        });
        instance.Take(Sent.Fired(3));

        var divergence = instance.Replay(async run =>
        {
            var (activity, timer) = (run.Activity("a"), run.Timer(5));
            await timer;
            await activity;
            return "";
        });

        Assert.Equal("give up operation 2", divergence!.Recorded);
    }

    [Fact]
    public void A_cancel_of_a_child_that_the_code_no_longer_makes_is_a_divergence_and_the_child_stays_cancelled()
    {
        var instance = Instance.Of(async run =>
        {
            await run.First(run.Child("c", "kid"), run.Timer(5));
            return await run.Event("e");
        });
        instance.Take(Sent.Fired(3)).Does(Expect.CancelsKid(2, "parent dropped sub-orchestration future"));
        var changed = Execution.Resume(
            new Flow(async run =>
            {
                var (child, timer) = (run.Child("c", "kid"), run.Timer(5));
                await timer;
                return await child;
            }),
            instance.Header,
            instance.History,
            Limits.Default
        );

        Assert.Equal("give up operation 2", changed.Divergence!.Recorded);
        Assert.DoesNotContain(changed.Continue([]).Actions, action => action is OrchestrationAction.CancelChild);
    }

    [Fact]
    public void A_new_cancel_of_a_child_stands_beside_one_that_was_made_before()
    {
        var instance = Instance.Of(async run =>
        {
            var (one, two) = (run.Child("c", "first"), run.Child("c", "kid"));
            one.Cancel();
            await run.Event("go");
            two.Cancel();
            return await run.Event("e");
        });

        var decision = instance.Take(Sent.Event("go", ""));

        decision.Does(Expect.CancelsKid(3, "parent dropped sub-orchestration future"));
        instance.Take().AddsNothing();
    }

    [Fact]
    public void The_kind_of_activity_and_the_number_of_a_cancelled_operation_are_compared()
    {
        var instance = Instance.Of(async run =>
        {
            var (one, _) = (run.Activity("a"), run.Activity("a"));
            one.Cancel();
            return await run.Event("e");
        });

        var divergence = instance.Replay(async run =>
        {
            var (_, two) = (run.Activity("a"), run.Activity("a"));
            two.Cancel();
            return await run.Event("e");
        });

        Assert.Equal(("give up operation 2", "give up operation 3"), (divergence!.Recorded, divergence.Asked));
    }
}
