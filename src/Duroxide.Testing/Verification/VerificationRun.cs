namespace Duroxide.Testing;

/// <summary>Replays recordings one after the other, and tells those that still run from those that have ended.</summary>
sealed class VerificationRun(Programs programs, VerificationOptions options)
{
    readonly VerificationTally running = new();
    readonly VerificationTally ended = new();
    readonly List<string> unreadable = [];

    public void Add(Recording recording)
    {
        var tally = recording.History is [.., { Fact: Fact.Ended }] ? ended : running;
        tally.Add(recording, Verification.Verify(recording, programs, options));
    }

    public void AddUnreadable(string what) => unreadable.Add(what);

    public VerificationReport Read() => new(running.Read(), ended.Read(), unreadable.ToValueList(), options);
}
