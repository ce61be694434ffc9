using System.Text;

namespace Duroxide.Testing;

/// <summary>What a random exploration found.</summary>
/// <param name="Seed">The seed of the first run; run n has the seed that lies n further.</param>
/// <param name="Runs">How many runs were played.</param>
/// <param name="Steps">How many steps they took together.</param>
/// <param name="Coverage">What was seen on the way.</param>
public sealed record Exploration(long Seed, int Runs, long Steps, Coverage Coverage)
{
    /// <summary>The shortest failing run that was found; null when everything held.</summary>
    public ScenarioRun? Counterexample { get; init; }

    /// <summary>The seed of the failing run, which alone plays it again; null when everything held.</summary>
    public long? FailingSeed { get; init; }

    /// <summary>Whether everything held in all runs.</summary>
    public bool Holds => Counterexample is null;

    /// <summary>Throws, with a story and a test to paste, unless everything held.</summary>
    public Exploration EnsureHolds() =>
        Counterexample is null ? this : throw new CounterexampleException(Counterexample, FailingSeed);

    /// <summary>Shows the result as a report.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Runs} runs from seed {Seed}, {Steps} steps\n");
        if (Counterexample is not null)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nDoes not hold in seed {FailingSeed}: {Counterexample.Violation!.Law}\n{Counterexample.Story}"
            );
        }
        return text.Append('\n').Append(Coverage).ToString();
    }
}
