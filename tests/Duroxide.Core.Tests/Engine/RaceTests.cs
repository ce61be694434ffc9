namespace Duroxide.Core.Tests;

public sealed class RaceTests
{
    static readonly Func<Run, Task<string>> ActivityOrTimer = async run =>
    {
        var winner = await run.First(run.Activity("a"), run.Timer(5));
        return $"{winner}{await run.Activity("next")}";
    };

    [Fact]
    public void The_loser_is_cancelled_when_the_race_is_decided()
    {
        Instance
            .Of(ActivityOrTimer)
            .Take(Sent.Fired(3))
            .Adds(Facts.Fired(3), Facts.Cancelled(2), Facts.Activity("next"));
        Instance
            .Of(ActivityOrTimer)
            .Take(Sent.Answer(2, ""))
            .Does(
                new OrchestrationAction.CancelTimer(new(3)),
                new OrchestrationAction.DispatchActivity(new(6), new("next", ""))
            );
    }

    [Theory]
    [InlineData(true, "0!")]
    [InlineData(false, "1!")]
    public void Of_two_answers_in_one_batch_the_earlier_wins(bool activityFirst, string output)
    {
        var instance = Instance.Of(ActivityOrTimer);
        Arrival[] batch = [Sent.Answer(2, ""), Sent.Fired(3)];

        instance.Take(activityFirst ? batch : [.. batch.Reverse()]);
        instance.Take(Sent.Answer(6, "!"));

        Assert.Equal(output, instance.Output);
    }

    [Fact]
    public void All_losers_are_cancelled()
    {
        var instance = Instance.Of(async run =>
        {
            await run.First(run.Activity("a"), run.Child("c", "kid"), run.Timer(1), run.Event("e"));
            return await run.Activity("next");
        });

        instance
            .Take(Sent.Fired(4))
            .Adds(Facts.Fired(4), Facts.Cancelled(2), Facts.Cancelled(3), Facts.Cancelled(5), Facts.Activity("next"));
    }

    [Fact]
    public void A_child_that_loses_is_asked_to_end_and_told_why()
    {
        var instance = Instance.Of(async run => $"{await run.First(run.Child("c", "kid"), run.Timer(1))}");

        instance.Take(Sent.Fired(3)).Does(Expect.CancelsKid(2, "parent dropped sub-orchestration future"));
    }

    [Fact]
    public void What_was_cancelled_is_not_cancelled_again_in_a_later_turn()
    {
        var instance = Instance.Of(ActivityOrTimer);
        instance.Take(Sent.Fired(3));

        instance.Take(Sent.Answer(5, "")).Does();
    }

    [Fact]
    public void An_activity_that_begins_and_loses_in_one_turn_never_reaches_a_worker()
    {
        var instance = Instance.Of(async run =>
        {
            run.Activity("brief").Cancel();
            run.Timer(9).Cancel();
            return await run.Event("e");
        });

        instance.Take(Sent.Start).AddsNothing();
        Assert.Equal(
            [
                Facts.Started,
                Facts.Activity("brief"),
                Facts.Cancelled(2),
                Facts.Timer(9),
                Facts.Cancelled(4),
                Facts.Event("e"),
            ],
            instance.Facts
        );
    }

    [Fact]
    public void An_activity_that_begins_and_loses_in_one_turn_asks_nothing_of_the_runtime()
    {
        var instance = new Instance(async run =>
        {
            run.Activity("brief").Cancel();
            return await run.Event("e");
        });

        instance.Take(Sent.Start).Does();
    }

    [Fact]
    public void A_child_that_begins_and_loses_in_one_turn_begins_and_is_cancelled()
    {
        var instance = new Instance(async run =>
        {
            run.Child("c", "kid").Cancel();
            return await run.Event("e");
        });

        var decision = instance.Take(Sent.Start);

        Assert.IsType<OrchestrationAction.StartOrchestration>(decision.Actions[0]);
        Assert.IsType<OrchestrationAction.CancelChild>(decision.Actions[1]);
    }
}
