namespace Duroxide.Testing.Tests.Pasted;

public class PastedTests
{
    [Fact]
    public void What_the_explorer_prints_today_is_what_was_pasted_and_compiled()
    {
        var printed = BrokenWorkflows.All[0].Scenario.Explore(seed: 1, runs: 50).Counterexample!.ToCSharp();

        Assert.Contains(Indented(printed), Source(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_pasted_test_fails_for_the_reason_for_which_it_was_printed()
    {
        var failure = Assert.Throws<CounterexampleException>(() => new Forgotten().Who_is_not_served_is_not_charged());

        Assert.Equal("Who is not served is not charged.", failure.Counterexample.Violation!.Law);
    }

    static string Indented(string text) => string.Concat(text.TrimEnd().Split('\n').Select(line => $"    {line}\n"));

    static string Source()
    {
        using var stream = typeof(PastedTests).Assembly.GetManifestResourceStream("Forgotten.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
