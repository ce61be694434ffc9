namespace Duroxide.Testing.Tests;

public class FakedActivityTests
{
    [Fact]
    public void A_fake_for_an_activity_that_is_not_registered_is_refused_with_the_name_that_is_meant()
    {
        var scenario = new Scenario("a typing error", Orders.Registry);

        var wrong = Assert.Throws<ArgumentException>(() => scenario.Activity("chargecard", FakeAnswer.Returns("r")));

        Assert.Contains("Is 'ChargeCard' meant?", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => scenario.RunReal("Charge"));
        var host = new OrchestrationTestHost(Orders.Registry);
        Assert.Throws<ArgumentException>(() => host.Fake("Charge", FakeAnswer.Returns("r")));
        Assert.Throws<ArgumentException>(() => host.LoseNextResult("Charge"));
    }

    [Fact]
    public void A_law_about_an_activity_that_is_not_registered_does_not_hold_by_mistake()
    {
        var run = Fulfilling()
            .Activity("ChargeCard", FakeAnswer.Returns("receipt"))
            .Activity("Refund", FakeAnswer.Returns("refunded"))
            .Finally("A card is charged once.", world => world.RunsOf("Charge").Count() <= 1)
            .Play(new Move.Turn("order-1"));

        Assert.Equal("A card is charged once.", run.Violation?.Law);
        Assert.Contains("There are: ChargeCard, Refund.", run.Story, StringComparison.Ordinal);
    }

    [Fact]
    public void An_activity_of_another_registry_is_faked_by_its_handle()
    {
        var elsewhere = new ActivityName<int, string>("Elsewhere");
        var call = new Orchestration<int, string>("Call", (ctx, n) => ctx.ScheduleActivity(elsewhere, n).AsTask());
        var registry = new RegistryBuilder().Add(call).Build();

        var run = new Scenario("a call elsewhere", registry)
            .Start(call, "one", 1)
            .Activity(elsewhere, FakeAnswer.Returns("there"))
            .Play();

        Assert.Equal("\"there\"", run.EnsureHolds().World["one"].Output);
    }

    [Fact]
    public void No_scenario_runs_real_code_that_it_was_not_told_to_run()
    {
        var charges = 0;
        var scenario = Counting(() => charges++);

        var found = scenario.Explore(seed: 1, runs: 100);

        Assert.Equal("Every activity that is called has a fake.", found.Counterexample?.Violation?.Law);
        Assert.Contains("ChargeCard(1) of order-1 has no fake.", found.Counterexample!.Story, StringComparison.Ordinal);
        Assert.Equal(
            "Every activity that is called has a fake.",
            Assert.Single(scenario.Exhaust().Counterexamples).Violation?.Law
        );
        Assert.Equal(0, charges);
    }

    [Fact]
    public void What_a_scenario_is_told_to_run_runs()
    {
        var charges = 0;

        Counting(() => charges++).RunReal("ChargeCard").Explore(seed: 1, runs: 10).EnsureHolds();

        Assert.True(charges >= 10);
    }

    [Fact]
    public void No_fork_of_a_recording_runs_real_code_that_it_was_not_told_to_run()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Start(Orders.Fulfil, "order-1", 1);
        var last = host["order-1"].History[^1].Id;

        var fork = host.Debug("order-1").Fork(last);
        var refused = Assert.Throws<TestExpectationException>(() => fork.Advance(TimeSpan.FromDays(3)));

        Assert.Contains("Refund(\"receipt 1\") of order-1 has no fake", refused.Message, StringComparison.Ordinal);
        fork.RunReal("Refund").Settle();
        Assert.Equal("refunded receipt 1", fork.Output<string>("order-1"));
    }

    static Scenario Fulfilling() =>
        new Scenario("an order", Orders.Registry).Start(Orders.Fulfil, "order-1", 1).MayWaitForever();

    static Scenario Counting(Action charged)
    {
        var charge = new Activity<int, string>(
            "ChargeCard",
            (_, order) =>
            {
                charged();
                return Task.FromResult($"receipt {order}");
            }
        );
        var registry = new RegistryBuilder().Add(charge).Add(Orders.Refund).Add(Orders.Fulfil).Build();
        return new Scenario("a real charge", registry)
            .Start(Orders.Fulfil, "order-1", 1)
            .Activity("Refund", FakeAnswer.Returns("refunded"));
    }
}
