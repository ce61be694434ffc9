namespace Duroxide.Testing.Tests;

public class StoryTests
{
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
