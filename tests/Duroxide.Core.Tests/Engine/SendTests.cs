namespace Duroxide.Core.Tests;

public sealed class SendTests
{
    static readonly Effect Raise = new Effect.Send("other", Channel.Event, "go", "1");
    static readonly Effect Enqueue = new Effect.Send("i", Channel.Queue, "q", "2");

    [Fact]
    public void What_is_sent_is_recorded_and_goes_out_with_the_decision_in_the_order_of_the_code()
    {
        var instance = new Instance(async run =>
        {
            run.Host.Do(Raise);
            run.Host.Do(Enqueue);
            return await run.Event("never");
        });

        var decision = instance.Take(Sent.Start);

        decision.Adds(Facts.Started, Facts.Did(Raise), Facts.Did(Enqueue), Facts.Event("never"));
        decision.Does(
            new OrchestrationAction.SendData("other", new(Channel.Event, "go", "1")),
            new OrchestrationAction.SendData("i", new(Channel.Queue, "q", "2"))
        );
    }

    [Fact]
    public void What_history_holds_is_not_sent_again()
    {
        var instance = Instance.Of(async run =>
        {
            run.Host.Do(Raise);
            await run.Event("go on");
            return "done";
        });

        instance.Take(Sent.Event("go on", "")).Does();

        Assert.Equal("done", instance.Output);
    }

    [Fact]
    public void What_is_sent_before_an_ending_goes_out()
    {
        var instance = new Instance(run =>
        {
            run.Host.Do(Raise);
            return Task.FromResult(run.ContinueAsNew("next"));
        });

        Assert.IsType<OrchestrationAction.SendData>(Assert.Single(instance.Take(Sent.Start).Actions));
    }

    [Fact]
    public void What_is_sent_to_itself_changes_nothing_before_it_arrives()
    {
        var instance = Instance.Of(async run =>
        {
            var message = run.Message("q");
            run.Host.Do(Enqueue);
            return await message;
        });
        Assert.Null(instance.Ending);

        instance.Take(Sent.Message("q", "2"));

        Assert.Equal("2", instance.Output);
    }

    [Fact]
    public void An_execution_that_has_ended_sends_nothing()
    {
        var instance = new Instance(run =>
        {
            run.ContinueAsNew("next");
            run.Host.Do(Raise);
            return Task.FromResult("");
        });

        instance.Take(Sent.Start).Does();
    }

    [Fact]
    public void Code_that_sends_what_history_does_not_hold_diverges_and_sends_nothing()
    {
        var instance = Instance.Of(async run => await run.Event("never"));

        var divergence = instance.Replay(async run =>
        {
            run.Host.Do(Raise);
            return await run.Event("never");
        });

        Assert.Equal("raise event go of other: 1", divergence!.Asked);
        Assert.Equal(DivergenceCause.Added, divergence.Cause);
    }
}
