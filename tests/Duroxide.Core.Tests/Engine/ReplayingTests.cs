namespace Duroxide.Core.Tests;

public sealed class ReplayingTests
{
    static readonly Func<Run, Task<string>> Tracing = async run =>
    {
        run.Trace("one");
        await run.Activity("a");
        run.Trace("two");
        await run.Event("e");
        run.Trace("three");
        return "";
    };

    static string[] Lines(Decision decision) => [.. decision.Traces.Select(line => line.Message)];

    [Fact]
    public void Each_line_comes_out_in_the_turn_that_made_it_and_in_no_other()
    {
        var instance = new Instance(Tracing);

        Assert.Equal(["one"], Lines(instance.Take(Sent.Start)));
        Assert.Empty(Lines(instance.Take()));
        Assert.Equal(["two"], Lines(instance.Take(Sent.Answer(2, ""))));
        Assert.Empty(Lines(instance.Take(Sent.Event("noise", ""))));
        Assert.Equal(["three"], Lines(instance.Take(Sent.Event("e", ""))));
        Assert.Empty(Lines(instance.Take()));
    }

    // The reference flipped the flag before it ran the reaction to the last event, whose traces came again each turn.
    [Fact]
    public void The_reaction_to_the_last_recorded_event_is_replay()
    {
        var seen = new List<bool>();
        var instance = Instance.Of(async run =>
        {
            await run.Activity("a");
            seen.Add(run.Host.IsReplaying);
            return await run.Event("e");
        });
        instance.Take(Sent.Answer(2, ""));
        seen.Clear();

        instance.Take(Sent.Event("noise", ""));

        Assert.Equal([true], seen);
    }

    [Fact]
    public void A_first_turn_is_no_replay()
    {
        var seen = new List<bool>();

        Instance.Of(run =>
        {
            seen.Add(run.Host.IsReplaying);
            return Task.FromResult("");
        });

        Assert.Equal([false], seen);
    }

    [Fact]
    public void Replay_is_over_at_the_first_new_ask()
    {
        var seen = new List<bool>();
        var instance = Instance.With(
            Facts.History(Facts.Started, Facts.Activity("a")),
            async run =>
            {
                run.Activity("a");
                seen.Add(run.Host.IsReplaying);
                run.Activity("new");
                seen.Add(run.Host.IsReplaying);
                return await run.Event("e");
            }
        );

        instance.Take();

        Assert.Equal([true, false], seen);
    }

    [Fact]
    public void An_arrival_that_is_dropped_does_not_end_the_replay()
    {
        var instance = Instance.Of(Tracing);
        var execution = instance.Resume();

        execution.Continue([Sent.Answer(99, "")]);

        Assert.True(execution.IsReplaying);
    }

    [Fact]
    public void The_code_is_entered_once_per_resume_whatever_the_batch()
    {
        var instance = Instance.Of(Tracing);
        var flow = new Flow(Tracing);

        Execution
            .Resume(flow, instance.Header, instance.History, Limits.Default)
            .Continue([Sent.Event("noise", ""), Sent.Answer(2, ""), Sent.Event("e", "")]);

        Assert.Equal(1, flow.Starts);
    }
}
