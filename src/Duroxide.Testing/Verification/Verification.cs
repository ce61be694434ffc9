namespace Duroxide.Testing;

/// <summary>Replays recorded executions against the code in hand, to know before a deployment what it would break.</summary>
public static class Verification
{
    /// <summary>Replays one recording.</summary>
    /// <remarks>What the code asks for beyond the end of the recording is new work, and no divergence.</remarks>
    public static Verdict Verify(Recording recording, Programs programs, VerificationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(programs);
        var header = recording.Header;
        if (recording.History.Count == 0)
        {
            return new Verdict.NotApplicable("the execution had not begun");
        }
        if (programs.Find(header.Name, recording.Version) is not { } found)
        {
            return new Verdict.Unregistered(header.Name, recording.Version);
        }
        try
        {
            return ReplayCheck.Of(found.Create, recording, (options ?? new()).Limits) is { } divergence
                ? new Verdict.Diverged(divergence)
                : new Verdict.Same();
        }
        catch (CorruptHistoryException corrupt)
        {
            return new Verdict.NotApplicable(corrupt.Message);
        }
    }

    /// <summary>Replays many recordings.</summary>
    public static VerificationReport VerifyAll(
        IEnumerable<Recording> recordings,
        Programs programs,
        VerificationOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(recordings);
        var tally = new VerificationTally(options ?? new());
        foreach (var recording in recordings)
        {
            tally.Add(recording, Verify(recording, programs, options));
        }
        return tally.Read();
    }

    /// <summary>Replays the exported histories of a folder and the folders in it.</summary>
    public static VerificationReport VerifyFolder(
        string folder,
        Programs programs,
        VerificationOptions? options = null
    ) => VerifyAll(HistoryFile.LoadAll(folder), programs, options);

    /// <summary>Replays every execution of a store, or those of the instances that a query names.</summary>
    public static async Task<VerificationReport> VerifyStoreAsync(
        IProvider provider,
        Programs programs,
        InstanceQuery? query = null,
        VerificationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var tally = new VerificationTally(options ?? new());
        await foreach (
            var recording in StoredRecordings.ReadAllAsync(provider, query, cancellationToken).ConfigureAwait(false)
        )
        {
            tally.Add(recording, Verify(recording, programs, options));
        }
        return tally.Read();
    }
}
