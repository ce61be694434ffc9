namespace Duroxide.Testing.Tests;

public class StoryTests
{
    [Fact]
    public void A_scenario_that_starts_nothing_is_refused_as_every_law_would_hold()
    {
        var idle = new Scenario("nothing at all", Orders.Registry).Finally("No law holds.", _ => false);

        var refused = Assert.Throws<InvalidOperationException>(() => idle.Explore(seed: 1, runs: 1));

        Assert.Contains("'nothing at all' starts nothing", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => idle.Exhaust());
        Assert.Throws<InvalidOperationException>(() => idle.Play());
    }

    [Fact]
    public void A_law_without_a_full_stop_is_told_as_a_sentence_of_its_own()
    {
        var run = new Scenario("a law", Orders.Registry)
            .Start(Orders.Fulfil, "order-1", 1)
            .Activity("ChargeCard", FakeAnswer.Never)
            .Always("Nothing begins", _ => false)
            .Play();

        var told = Assert.Throws<CounterexampleException>(() => run.EnsureHolds());

        Assert.StartsWith("This does not hold: Nothing begins\n\n", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_for_ever_is_told_with_the_word_that_allows_it() =>
        Assert.EndsWith(
            "If that is meant, say MayWaitForever().",
            new Scenario("a stuck shipment", Orders.Registry)
                .Start(Orders.Fulfil, "order-1", 1)
                .Activity("ChargeCard", FakeAnswer.Never)
                .Play()
                .Violation!.Explanation,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_host_that_started_nothing_says_so()
    {
        var host = new OrchestrationTestHost(Orders.Registry);

        var refused = Assert.Throws<ArgumentException>(() => host.Raise("order-1", "Shipped", "P-7"));

        Assert.StartsWith(
            "There is no instance 'order-1'. None was started.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_activity_that_never_answers_is_told_as_that()
    {
        var played = new Scenario("a stuck shipment", Orders.Registry)
            .Start(Orders.Fulfil, "order-1", 1)
            .Activity("ChargeCard", FakeAnswer.Never)
            .Play();

        Assert.Contains(
            "A worker begins ChargeCard(1) of order-1, and never answers.",
            played.Story,
            StringComparison.Ordinal
        );
    }
}
