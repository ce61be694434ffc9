using System.Text;

namespace Duroxide.Testing;

/// <summary>What a check of every interleaving found.</summary>
/// <param name="States">How many different states were visited.</param>
/// <param name="Steps">How many steps were taken between them.</param>
/// <param name="Ends">In how many states nothing more happens.</param>
/// <param name="IsComplete">Whether every state within reach was visited; otherwise a bound was met.</param>
/// <param name="Counterexamples">For each law that does not hold, the shortest run that was found.</param>
/// <param name="Coverage">What was seen on the way.</param>
public sealed record Exhaustion(
    int States,
    long Steps,
    int Ends,
    bool IsComplete,
    ValueList<ScenarioRun> Counterexamples,
    Coverage Coverage
)
{
    /// <summary>Whether everything held in every state that was visited.</summary>
    public bool Holds => Counterexamples.Count == 0;

    /// <summary>Throws, with a story and a test to paste, unless everything held.</summary>
    public Exhaustion EnsureHolds() => Holds ? this : throw new CounterexampleException(Counterexamples[0], null);

    /// <summary>Shows the result as a report.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{States} states, {Steps} steps, {Ends} ends; {(IsComplete ? "all that can happen was seen" : "a bound was met, so not all was seen")}\n"
        );
        foreach (var counterexample in Counterexamples)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nDoes not hold: {counterexample.Violation!.Law}\n{counterexample.Story}"
            );
        }
        return text.Append('\n').Append(Coverage).ToString();
    }
}
