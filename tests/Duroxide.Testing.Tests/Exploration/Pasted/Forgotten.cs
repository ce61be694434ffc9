namespace Duroxide.Testing.Tests.Pasted;

/// <summary>The test that the explorer prints, as it was pasted; its attribute lets nobody run it as a test of ours.</summary>
sealed class Forgotten
{
    static Scenario Scenario { get; } = BrokenWorkflows.All[0].Scenario;

    // Who is not served is not charged.
    [Fact]
    public void Who_is_not_served_is_not_charged() =>
        Scenario
            .Play(
                new Move.Turn("order-1"),
                new Move.Fire("order-1"),
                new Move.Answer("order-1", "Charge"),
                new Move.Turn("order-1")
            )
            .EnsureHolds();

    [AttributeUsage(AttributeTargets.Method)]
    sealed class FactAttribute : Attribute;
}
