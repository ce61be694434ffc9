using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

public class HistoryTextTests
{
    static readonly Failure Failure = Failure.Cancelled("why");

    [Fact]
    public void What_resolved_or_was_cancelled_is_named_by_its_schedule() =>
        Assert.Equal(
            [
                "OrchestrationStarted",
                "ActivityScheduled",
                "SubOrchestrationScheduled",
                "TimerCreated",
                "EventSubscribed",
                "QueueSubscribed",
                "ActivityCompleted",
                "ActivityFailed",
                "SubOrchestrationCompleted",
                "SubOrchestrationFailed",
                "TimerFired",
                "ActivityCancelRequested",
                "SubOrchestrationCancelRequested",
                "TimerCancelled",
                "EventUnsubscribed",
                "QueueUnsubscribed",
                "OperationCompleted",
                "OperationCancelled",
            ],
            HistoryText.Names(
                History(
                    new Fact.Started("a", SemanticVersion.Initial, null),
                    new Fact.Scheduled(new Operation.Activity("a", "")),
                    new Fact.Scheduled(new Operation.SubOrchestration("c", "")),
                    new Fact.Scheduled(new Operation.Timer(TimeSpan.Zero)),
                    new Fact.Scheduled(new Operation.Event("e")),
                    new Fact.Scheduled(new Operation.Message("q")),
                    new Fact.Resolved(new(2), new Outcome.Succeeded("")),
                    new Fact.Resolved(new(2), new Outcome.Failed(Failure)),
                    new Fact.Resolved(new(3), new Outcome.Succeeded("")),
                    new Fact.Resolved(new(3), new Outcome.Failed(Failure)),
                    new Fact.Resolved(new(4), new Outcome.Fired()),
                    new Fact.Applied(new Effect.Cancel(new(2))),
                    new Fact.Applied(new Effect.Cancel(new(3))),
                    new Fact.Applied(new Effect.Cancel(new(4))),
                    new Fact.Applied(new Effect.Cancel(new(5))),
                    new Fact.Applied(new Effect.Cancel(new(6))),
                    new Fact.Resolved(new(99), new Outcome.Succeeded("")),
                    new Fact.Applied(new Effect.Cancel(new(99)))
                )
            )
        );

    [Fact]
    public void Every_other_event_has_the_name_under_which_it_is_stored()
    {
        foreach (var (name, fact) in Samples.Facts)
        {
            Assert.Equal(name.Split('-')[0], Assert.Single(HistoryText.Names([Samples.At(fact)])));
        }
    }

    static HistoryEvent[] History(params Fact[] facts) =>
        [.. facts.Select((fact, index) => new HistoryEvent(new(index + 1), new(0), fact))];
}
