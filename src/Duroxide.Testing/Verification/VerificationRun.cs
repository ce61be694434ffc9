namespace Duroxide.Testing;

/// <summary>Replays recordings one after the other against the code in hand, and tells those that still run from those that have ended.</summary>
/// <param name="programs">The code.</param>
/// <param name="options">How it is verified; null for the defaults.</param>
public sealed class VerificationRun(Programs programs, VerificationOptions? options = null)
{
    readonly VerificationOptions options = options ?? new();
    readonly VerificationTally running = new();
    readonly VerificationTally ended = new();
    readonly List<string> unreadable = [];

    /// <summary>Replays a recording, and counts what comes of it.</summary>
    public Verdict Add(Recording recording)
    {
        var replayed = Replayed.Of(recording, programs, options);
        Add(replayed);
        return replayed.Verdict;
    }

    internal void Add(Replayed replayed) => (replayed.HasEnded ? ended : running).Add(replayed);

    /// <summary>Counts a recording that cannot be read.</summary>
    /// <param name="what">Which, and why.</param>
    public void AddUnreadable(string what) => unreadable.Add(what);

    /// <summary>The report on what was added so far.</summary>
    public VerificationReport Read() => new(running.Read(), ended.Read(), unreadable.ToValueList(), options);
}
