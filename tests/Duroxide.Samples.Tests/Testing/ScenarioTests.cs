using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Testing;

public class ScenarioTests
{
    static readonly Scenario Fulfilling = new Scenario("an order is fulfilled", Orders.Registry)
        .Start(Orders.Fulfil, "order-1", "teapot")
        .Activity("Charge", FakeAnswer.Returns("receipt"), FakeAnswer.Fails("declined"))
        .Activity("Refund", FakeAnswer.Returns("refunded"))
        .Given(Stimulus.Raise("order-1", "Shipped", "P-7").Maybe())
        .Finally(
            "A receipt ends in a parcel or a refund.",
            world =>
                !world.RunsOf("Charge").Any(run => run.Succeeded && run.IsRecorded)
                || world["order-1"].Output == "\"sent as P-7\""
                || world.RunsOf("Refund").Any(run => run.Succeeded)
        );

    static readonly Scenario Hurrying = new Scenario("an order in a hurry", Orders.Registry)
        .Start(Orders.Hasty, "order-1", "teapot")
        .Activity("Charge", FakeAnswer.Returns("receipt"))
        .Given(Stimulus.Raise("order-1", "Shipped", "P-7"));

    static readonly Scenario Answering = new Scenario("the warehouse answers", Orders.Registry)
        .Start(Orders.Hasty, "order-1", "teapot")
        .Activity("Charge", FakeAnswer.Returns("receipt").AndRaise("Charged", "order-1"))
        .Given(
            Stimulus
                .Raise("order-1", "Shipped", "P-7")
                .When(world => world["order-1"].Waits.Any(wait => wait.Operation is Operation.Event))
        )
        .OrderDoesNotMatter(world => world["order-1"].Output);

    [Fact]
    public void A_parcel_that_leaves_once_somebody_waits_is_not_missed() => Answering.Exhaust().EnsureHolds();

    [Fact]
    public void Orders_are_fulfilled_whatever_happens() => Fulfilling.Explore(seed: 1, runs: 1_000).EnsureHolds();

    [Fact]
    public void Orders_are_fulfilled_in_every_order_of_events()
    {
        var all = Fulfilling.Exhaust(new() { LostResults = 1 }).EnsureHolds();

        Assert.True(all.IsComplete);
        Assert.Empty(all.Coverage.Unreached);
    }

    [Fact]
    public void A_parcel_that_leaves_before_the_wait_is_missed()
    {
        var found = Hurrying.Explore(seed: 1, runs: 100);

        Assert.Equal("Nobody waits for what never comes.", found.Counterexample?.Violation?.Law);
        Assert.Equal(Story, found.Counterexample?.Story);
        Assert.Equal(Test, found.Counterexample?.ToCSharp());
    }

    // These two stand in docs/testing.md.
    const string Story = """
        an order in a hurry
           1. The client starts Hasty("teapot") as order-1.
           2. Somebody raises event Shipped with P-7 for order-1.
           3. order-1 takes start, then event Shipped: "P-7".
               order-1: call Charge("teapot")
           4. A worker runs Charge("teapot") of order-1, which returned "receipt", and the answer is on its way.
           5. order-1 takes Charge("teapot") returned "receipt".
               order-1: wait for event Shipped
        Then this does not hold: Nobody waits for what never comes.
        Nothing more can happen, but order-1 waits: #5: nobody has raised event Shipped since 2000-01-01T00:00:00.000Z
        If that is meant, say MayWaitForever().

        """;

    const string Test = """
        // Nobody waits for what never comes.
        [Fact]
        public void Nobody_waits_for_what_never_comes() =>
            Scenario
                .Play(
                    new Move.Give(0),
                    new Move.Turn("order-1"),
                    new Move.Answer("order-1", "Charge"),
                    new Move.Turn("order-1")
                )
                .EnsureHolds();

        """;
}
