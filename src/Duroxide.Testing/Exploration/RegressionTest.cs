using System.Text;

namespace Duroxide.Testing;

/// <summary>Writes a run as a test that plays it again.</summary>
static class RegressionTest
{
    public static string CSharp(ScenarioRun run)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"// {run.Violation?.Law}\n[Fact]\npublic void {Name(run)}() =>\n    Scenario\n{Bound(run)}        .Play(\n"
        );
        text.AppendJoin(",\n", Moves(run).Select(move => $"            new Move.{Arguments(move, ": ")}"));
        return text.Append("\n        )\n        .EnsureHolds();\n").ToString();
    }

    public static string FSharp(ScenarioRun run)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"// {run.Violation?.Law}\n[<Fact>]\nlet ``{Sentence(run)}`` () =\n    scenario\n{Bound(run)}        .Play(\n            [|\n"
        );
        foreach (var move in Moves(run))
        {
            text.Append(CultureInfo.InvariantCulture, $"                Move.{Arguments(move, " = ")}\n");
        }
        return text.Append("            |]\n        )\n        .EnsureHolds()\n    |> ignore\n").ToString();
    }

    static string Bound(ScenarioRun run) =>
        run.Violation?.Law == Laws.Bounded
            ? string.Create(CultureInfo.InvariantCulture, $"        .WithMaxSteps({run.Moves.Count})\n")
            : "";

    // A run that has used up its steps is long, and what a calm run does by itself need not be written.
    static IEnumerable<Move> Moves(ScenarioRun run)
    {
        var count = run.Moves.Count;
        while (
            run.Violation?.Law == Laws.Bounded
            && count > 0
            && run.States.Count > count
            && run.States[count - 1].Calm() == run.Moves[count - 1]
        )
        {
            count--;
        }
        return run.Moves.Take(count);
    }

    // Values that a move has by default are left out; named arguments are written in either language's way.
    static string Arguments(Move move, string isCalled) =>
        move switch
        {
            Move.Begin m => $"Begin({Text(m.Instance)}{Named("With", m.With, 0, isCalled)})",
            Move.Turn m => $"Turn({Text(m.Instance)}{Named("Most", m.Most, int.MaxValue, isCalled)})",
            Move.Answer m =>
                $"Answer({Call(m.Instance, m.Activity, m.With, m.Which, isCalled)}{(m.IsLost ? $", IsLost{isCalled}true" : "")})",
            Move.RunLate m => $"RunLate({Call(m.Instance, m.Activity, m.With, m.Which, isCalled)})",
            Move.Fire m => $"Fire({Text(m.Instance)}{Named("Which", m.Which, 0, isCalled)})",
            Move.Pass m => string.Create(CultureInfo.InvariantCulture, $"Pass(Seconds{isCalled}{m.Seconds})"),
            Move.Give m => $"Give({m.Stimulus})",
            Move.Crash m => $"Crash({Text(m.Instance)})",
        };

    static string Call(InstanceId instance, string activity, int with, int which, string isCalled) =>
        $"{Text(instance)}, {Text(activity)}{Named("With", with, 0, isCalled)}{Named("Which", which, 0, isCalled)}";

    static string Named(string name, int value, int usual, string isCalled) =>
        value == usual ? "" : string.Create(CultureInfo.InvariantCulture, $", {name}{isCalled}{value}");

    static string Text(InstanceId instance) => Text(instance.Value);

    static string Text(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    static string Sentence(ScenarioRun run) => Sentence(run.Violation?.Law ?? run.Scenario.Name);

    /// <summary>A sentence as the name of an F# test.</summary>
    public static string Sentence(string law) => new([.. law.TrimEnd('.').Select(c => c == '`' ? ' ' : c)]);

    static string Name(ScenarioRun run) => Name(Sentence(run));

    /// <summary>A sentence as the name of a C# method.</summary>
    public static string Name(string sentence) =>
        string.Join(
            '_',
            sentence.Split([.. sentence.Where(c => !char.IsLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries)
        );
}
