using System.Text;

namespace Duroxide.Testing;

/// <summary>One run of a simulation.</summary>
/// <param name="Seed">The seed of its schedule.</param>
/// <param name="Steps">How many steps it took.</param>
/// <param name="Faults">The faults that struck.</param>
/// <param name="Recordings">The histories in the store at the end.</param>
/// <param name="Violation">What did not hold; null when all did.</param>
public sealed record SimulatedRun(
    long Seed,
    int Steps,
    ValueList<Fault> Faults,
    ValueList<Recording> Recordings,
    Violation? Violation
)
{
    const int Begin = 60;
    const int AroundFault = 15;
    const int End = 80;

    /// <summary>Whether everything held.</summary>
    public bool Holds => Violation is null;

    /// <summary>All that happened, a line each, with the number of its step.</summary>
    public IEnumerable<string> Trace => Entries.Select(entry => entry.ToString());

    internal string Name { get; init; } = "";

    /// <summary>Where each fault struck; nothing when the faults were drawn.</summary>
    internal IReadOnlyList<FaultSite> Places { get; init; } = [];

    internal IReadOnlyList<TraceEntry> Entries { get; init; } = [];

    /// <summary>Throws, with the story in the message, unless everything held.</summary>
    public SimulatedRun EnsureHolds() => Holds ? this : throw new TestExpectationException(ToString());

    /// <summary>The run as a C# test that plays it again.</summary>
    public string ToCSharp() =>
        $"// {Violation?.Law}\n[Fact]\npublic void {RegressionTest.Name(Violation?.Law ?? Name)}() =>\n    Simulation.Play({Call()}).EnsureHolds();\n";

    /// <summary>The run as an F# test that plays it again.</summary>
    public string ToFSharp() =>
        $"// {Violation?.Law}\n[<Fact>]\nlet ``{RegressionTest.Sentence(Violation?.Law ?? Name)}`` () =\n    simulation.Play({Seed}L, [| {string.Join("; ", Faults.Select(Written))} |]).EnsureHolds() |> ignore\n";

    /// <summary>Tells the run: what did not hold, what happened, and how to play it again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Name}: seed {Seed}, {Steps} steps, {Faults.Count} {(Faults.Count == 1 ? "fault" : "faults")}\n"
        );
        if (Violation is { } violation)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"This does not hold: {violation.Law}\n{violation.Explanation}\n\n"
            );
        }
        var told = true;
        foreach (var (index, entry) in Entries.Index())
        {
            var isTold = IsWorthTelling(index, entry);
            text.Append(
                isTold ? $"{entry}\n"
                : told ? "       …\n"
                : ""
            );
            told = isTold;
        }
        return text.Append($"To play it again: simulation.Play({Call()})\n").ToString();
    }

    bool IsWorthTelling(int index, TraceEntry entry) =>
        index < Begin
        || index >= Entries.Count - End
        || Faults.Any(fault => Math.Abs(fault.Step - entry.Step) <= AroundFault);

    string Call() =>
        string.Join(
            ", ",
            Faults
                .Select(fault => $"new {Written(fault)}")
                .Prepend(string.Create(CultureInfo.InvariantCulture, $"seed: {Seed}"))
        );

    static string Written(Fault fault) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Fault({fault.Step}, FaultKind.{fault.Kind}{(fault.Seconds == 0 ? "" : $", {fault.Seconds}")})"
        );
}
