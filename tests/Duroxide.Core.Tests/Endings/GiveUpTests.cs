namespace Duroxide.Core.Tests;

public sealed class GiveUpTests
{
    static readonly Failure Poison = new Failure.Poison(
        11,
        10,
        new PoisonSubject.Orchestration("i", ExecutionId.First),
        "turn"
    );

    static readonly Func<Run, Task<string>> Waiting = async run =>
    {
        run.Child("c", "kid");
        return await run.Activity("a");
    };

    [Fact]
    public void An_execution_that_is_given_up_is_closed_without_its_code()
    {
        var instance = Instance.Of(Waiting);

        var decision = ForcedEnding.GiveUp(instance.Header, instance.History, Poison, new Timestamp(9));

        decision.Adds(
            new Fact.Interrupted(new Interruption.GivenUp(Poison)),
            Facts.Cancelled(2),
            Facts.Cancelled(3),
            new Fact.Ended(new Ending.Failed(Poison))
        );
        decision.Does(Expect.CancelsKid(2, "parent failed"), new OrchestrationAction.CancelActivity(new(3)));
        Assert.All(decision.Events, happened => Assert.Equal(new Timestamp(9), happened.Time));
    }

    [Fact]
    public void An_execution_without_a_history_begins_first_and_its_parent_is_told()
    {
        var parent = new ParentLink("p", ExecutionId.First, new(2));

        var decision = ForcedEnding.GiveUp(Instance.FirstHeader with { Parent = parent }, [], Poison, default);

        Assert.IsType<Fact.Started>(decision.Events[0].Fact);
        Assert.Equal(3, decision.Events.Count);
        decision.Does(new OrchestrationAction.NotifyParent(parent, new Outcome.Failed(Poison)));
    }

    [Fact]
    public void An_execution_that_has_ended_stays_as_it_is()
    {
        var instance = Instance.Of(_ => Task.FromResult("done"));

        ForcedEnding.GiveUp(instance.Header, instance.History, Poison, default).AddsNothing();
    }

    [Fact]
    public void The_history_of_what_was_given_up_replays()
    {
        var instance = Instance.Of(Waiting);
        var ended = ForcedEnding.GiveUp(instance.Header, instance.History, Poison, default).Events;

        var replayed = Instance.With([.. instance.History, .. ended], Waiting);

        replayed.Take().AddsNothing();
        Assert.Equal(Poison, replayed.FailureOf());
    }

    [Fact]
    public void Giving_up_as_an_arrival_takes_its_turn_among_the_others()
    {
        var instance = Instance.Of(Waiting);

        instance.Take(Sent.Answer(3, "in time"), Sent.GiveUp(Poison));

        Assert.Equal("in time", instance.Output);
    }

    [Theory]
    [InlineData(1, 5, true)]
    [InlineData(2, 5, false)]
    [InlineData(1, 4, false)]
    public void Only_the_execution_that_is_meant_is_given_up(long execution, long since, bool isMeant)
    {
        var instance = new Instance(Waiting);
        instance.Take(Sent.Start.At(5));
        var fault = new Delivery.GiveUp(Poison) { Execution = new(execution), Since = new(since * 1000) };

        var decision = instance.Take(new Arrival(new(9000), fault));

        Assert.Equal(isMeant, instance.Ending is Ending.Failed);
        Assert.Equal(!isMeant, decision.Traces.Any(line => line.Message.Contains("it means another one")));
    }

    [Fact]
    public void Code_that_leaves_the_durable_world_ends_with_the_cause_recorded_and_replays()
    {
        var failure = new Failure.Configuration(ConfigurationKind.NotDurable, "Task.Delay", "use a timer");
        var instance = Instance.Of(run =>
        {
            run.Activity("a");
            run.Host.GiveUp(failure);
            return new TaskCompletionSource<string>().Task;
        });

        Assert.Equal(
            [
                Facts.Started,
                Facts.Activity("a"),
                new Fact.Interrupted(new Interruption.GivenUp(failure)),
                Facts.Cancelled(2),
                new Fact.Ended(new Ending.Failed(failure)),
            ],
            instance.Facts
        );
        instance.Take().AddsNothing();
    }

    [Fact]
    public void Code_that_is_proven_not_durable_in_the_middle_of_a_replay_ends_with_the_proof()
    {
        var proof = new Failure.Configuration(
            ConfigurationKind.NotDurable,
            "i",
            "the orchestration awaited Task.Delay, which no history answers. To repair it: use ctx.ScheduleTimer."
        );
        var instance = Instance.Of(async run => await run.Activity("a"));
        instance.Take(Sent.Event("noise", ""));

        var divergence = instance.Replay(run =>
        {
            run.Host.GiveUp(proof);
            return new TaskCompletionSource<string>().Task;
        });

        Assert.Equal(proof, instance.FailureOf());
        Assert.Equal(
            [
                Facts.Started,
                Facts.Activity("a"),
                Facts.Raised("noise", ""),
                new Fact.Interrupted(new Interruption.GivenUp(proof)),
                Facts.Cancelled(2),
                new Fact.Ended(new Ending.Failed(proof)),
            ],
            instance.Facts
        );
        Assert.Contains("To repair it: use ctx.ScheduleTimer.", divergence!.Asked, StringComparison.Ordinal);
    }
}
