using System.Text;

namespace Duroxide.Testing;

/// <summary>What the code in hand makes of many recorded executions.</summary>
/// <param name="Running">Of those that still run: what a deployment would break.</param>
/// <param name="Ended">Of those that have ended, which no runtime replays: they foretell what running ones may meet.</param>
/// <param name="Unreadable">What could not be read, and why; then the report does not hold.</param>
/// <param name="Options">How they were verified.</param>
public sealed record VerificationReport(
    VerificationPart Running,
    VerificationPart Ended,
    ValueList<string> Unreadable,
    VerificationOptions Options
)
{
    /// <summary>How many executions the code follows, ended ones among them.</summary>
    public int Same => Running.Same + Ended.Same;

    /// <summary>How many executions were replayed, ended ones among them.</summary>
    public int Replayed => Running.Replayed + Ended.Replayed;

    /// <summary>Whether enough was replayed, all could be read, and the code departs from nothing that counts.</summary>
    public bool Holds =>
        Replayed >= Options.AtLeast
        && Unreadable.Count == 0
        && IsFollowed(Running)
        && (!Options.IncludeEnded || IsFollowed(Ended));

    /// <summary>Throws, with the report in the message, when the report does not hold.</summary>
    public VerificationReport EnsureHolds() => Holds ? this : throw new TestExpectationException(ToString());

    /// <summary>Shows the report.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Replayed < Options.AtLeast)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Only {Replayed} executions were replayed, and there are to be {Options.AtLeast} at least "
                    + $"({nameof(VerificationOptions)}.{nameof(VerificationOptions.AtLeast)}). Is this the right store or folder?\n"
            );
        }
        foreach (var unreadable in Unreadable)
        {
            text.Append(CultureInfo.InvariantCulture, $"Cannot be read: {unreadable}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"Running: {Running}");
        if (!Options.AllowUnregistered && Running.Unregistered.Count > 0)
        {
            text.Append("Add what is missing to the registry, or set VerificationOptions.AllowUnregistered.\n");
        }
        if (Ended != VerificationTally.Nothing)
        {
            var heading = Options.IncludeEnded ? "Ended" : "Ended, which no runtime replays";
            text.Append(CultureInfo.InvariantCulture, $"{heading}: {Ended}");
        }
        return text.ToString();
    }

    bool IsFollowed(VerificationPart part) =>
        part.Divergences.Count == 0 && (Options.AllowUnregistered || part.Unregistered.Count == 0);
}
