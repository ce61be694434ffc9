namespace Duroxide.Testing.Tests.Pasted;

public class PastedTests
{
    [Fact]
    public void What_the_explorer_prints_today_is_what_was_pasted_and_compiled()
    {
        var printed = BrokenWorkflows.All[0].Scenario.Explore(seed: 1, runs: 50).Counterexample!.ToCSharp();

        Assert.Contains(Indented(printed), Source("Forgotten.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_move_compiles_as_it_is_printed()
    {
        const string id = "order \"1\"";
        ValueList<Move> moves =
        [
            new Move.Begin(id, With: 1),
            new Move.Turn(id, Most: 2),
            new Move.Answer(id, "Charge", With: 1, Which: 2),
            new Move.Answer(id, "Charge", Which: 1, IsLost: true),
            new Move.RunLate(id, "Charge"),
            new Move.Fire(id, Which: 1),
            new Move.Pass(60),
            new Move.Give(3),
            new Move.Crash(id),
        ];
        var world = EveryMove.Scenario.Play().World;
        var played = new ScenarioRun(EveryMove.Scenario, moves, world, new("Every kind of move is written.", ""));

        Assert.Contains(Indented(played.ToCSharp()), Source("EveryMove.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_pasted_test_fails_for_the_reason_for_which_it_was_printed()
    {
        var failure = Assert.Throws<CounterexampleException>(() => new Forgotten().Who_is_not_served_is_not_charged());

        Assert.Equal("Who is not served is not charged.", failure.Counterexample.Violation!.Law);
    }

    static string Indented(string text) => string.Concat(text.TrimEnd().Split('\n').Select(line => $"    {line}\n"));

    static string Source(string name)
    {
        using var stream = typeof(PastedTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
