using Duroxide.Core;

namespace Duroxide.Dashboard.Tests;

public sealed class WaterfallTests
{
    [Fact]
    public void Each_operation_lasts_from_its_question_to_its_answer()
    {
        var waterfall = Of(
            new Fact.Scheduled(new Operation.Activity("charge", "1")),
            new Fact.Scheduled(new Operation.Timer(TimeSpan.FromDays(1))),
            new Fact.Resolved(new(1), new Outcome.Succeeded("2")),
            new Fact.Applied(new Effect.Cancel(new(2)))
        );

        Assert.Equal(
            [("activity", 1L, 3L, "done"), ("timer", 2L, 4L, "cancelled")],
            waterfall.Bars.Select(bar =>
                (bar.Kind, bar.From.UnixMilliseconds, bar.To!.Value.UnixMilliseconds, bar.State)
            )
        );
    }

    [Fact]
    public void An_event_answers_the_wait_that_is_open_for_longest()
    {
        var waterfall = Of(
            new Fact.Arrived(Channel.Event, "Payment", "0"),
            new Fact.Scheduled(new Operation.Event("Payment")),
            new Fact.Scheduled(new Operation.Event("Payment")),
            new Fact.Arrived(Channel.Event, "Payment", "1")
        );

        Assert.Equal(["done", "open"], waterfall.Bars.Select(bar => bar.State));
    }

    [Fact]
    public void A_message_that_was_there_before_answers_at_once()
    {
        var waterfall = Of(
            new Fact.Arrived(Channel.Queue, "work", "0"),
            new Fact.Scheduled(new Operation.Message("work")),
            new Fact.Scheduled(new Operation.Message("work"))
        );

        Assert.Equal(["done", "open"], waterfall.Bars.Select(bar => bar.State));
        Assert.Equal(2, waterfall.Bars[0].To!.Value.UnixMilliseconds);
    }

    [Fact]
    public void What_is_open_when_the_execution_ends_is_cancelled()
    {
        var waterfall = Of(
            new Fact.Scheduled(new Operation.Activity("charge", "1")),
            new Fact.Ended(new Ending.Completed("2"))
        );

        Assert.Equal("cancelled", Assert.Single(waterfall.Bars).State);
        Assert.Equal(2, waterfall.To.UnixMilliseconds);
    }

    [Fact]
    public void A_failure_and_what_is_still_open_are_told_apart()
    {
        var waterfall = Of(
            new Fact.Scheduled(new Operation.Activity("charge", "1")),
            new Fact.Scheduled(new Operation.SubOrchestration("ship", "1")),
            new Fact.Resolved(new(1), new Outcome.Failed(Failure.Cancelled("no")))
        );

        Assert.Equal(["failed", "open"], waterfall.Bars.Select(bar => bar.State));
        Assert.Equal(100, waterfall.To.UnixMilliseconds);
    }

    static Waterfall Of(params Fact[] facts) =>
        Waterfall.Of(
            [.. facts.Select((fact, index) => new HistoryEvent(new(index + 1), new(index + 1), fact))],
            new(100),
            hasMore: false
        );
}
