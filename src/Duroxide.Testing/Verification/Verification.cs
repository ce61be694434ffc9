using Duroxide.Runtime;

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
        var limits = (options ?? new()).Limits;
        try
        {
            return ReplayCheck.Of(found.Create, recording, limits) is { } divergence
                ? new Verdict.Diverged(DivergenceDetail.Of(found.Create, recording, divergence, limits))
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
        var run = new VerificationRun(programs, options ?? new());
        foreach (var recording in recordings)
        {
            run.Add(recording);
        }
        return run.Read();
    }

    /// <summary>Replays the exported histories of a folder and the folders in it.</summary>
    public static VerificationReport VerifyFolder(string folder, Programs programs, VerificationOptions? options = null)
    {
        var run = new VerificationRun(programs, options ?? new());
        foreach (var path in HistoryFile.Paths(folder))
        {
            try
            {
                run.Add(HistoryFile.Load(path));
            }
            catch (Exception wrong) when (wrong is FormatException or CorruptPayloadException)
            {
                run.AddUnreadable(
                    wrong.Message.Contains(path, StringComparison.Ordinal) ? wrong.Message : $"{path}: {wrong.Message}"
                );
            }
        }
        return run.Read();
    }

    /// <summary>Replays every execution of a store, or those of the instances that a query names.</summary>
    public static async Task<VerificationReport> VerifyStoreAsync(
        IProvider provider,
        Programs programs,
        InstanceQuery? query = null,
        VerificationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var run = new VerificationRun(programs, options ?? new());
        var all = StoredRecordings.ReadEachAsync(provider, query, cancellationToken).ConfigureAwait(false);
        await foreach (var (recording, error) in all)
        {
            if (recording is not null)
            {
                run.Add(recording);
            }
            else if (error is not null)
            {
                run.AddUnreadable(error.Message);
            }
        }
        return run.Read();
    }
}
