namespace Duroxide.Testing.Tests.Pasted;

/// <summary>A test with every kind of move, as it is printed and was pasted.</summary>
sealed class EveryMove
{
    public static Scenario Scenario { get; } = BrokenWorkflows.Healthy;

    // Every kind of move is written.
    [Fact]
    public void Every_kind_of_move_is_written() =>
        Scenario
            .Play(
                new Move.Begin("order \"1\"", With: 1),
                new Move.Turn("order \"1\"", Most: 2),
                new Move.Answer("order \"1\"", "Charge", With: 1, Which: 2),
                new Move.Answer("order \"1\"", "Charge", Which: 1, IsLost: true),
                new Move.RunLate("order \"1\"", "Charge"),
                new Move.Fire("order \"1\"", Which: 1),
                new Move.Pass(Seconds: 60),
                new Move.Give(3),
                new Move.Crash("order \"1\"")
            )
            .EnsureHolds();

    [AttributeUsage(AttributeTargets.Method)]
    sealed class FactAttribute : Attribute;
}
