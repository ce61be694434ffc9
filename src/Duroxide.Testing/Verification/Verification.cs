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
        // Also one that has not begun needs its code.
        if (programs.Find(header.Name, recording.Version) is not { } found)
        {
            return new Verdict.Unregistered(header.Name, recording.Version);
        }
        if (recording.History.Count == 0)
        {
            return new Verdict.NotApplicable("the execution had not begun");
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

    /// <summary>Replays every execution of a store, or those of the instances that a query names: as many at a time as there are processors.</summary>
    /// <param name="provider">The store; it must offer management.</param>
    /// <param name="programs">The code.</param>
    /// <param name="query">Which instances; null for all.</param>
    /// <param name="options">How they are verified; null for the defaults.</param>
    /// <param name="progress">Hears again and again how many instances were looked at; null for nobody.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    public static async Task<VerificationReport> VerifyStoreAsync(
        IProvider provider,
        Programs programs,
        InstanceQuery? query = null,
        VerificationOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var run = new StoreVerification(provider, programs, options ?? new(), cancellationToken);
        var looked = 0L;
        await foreach (var rows in run.PartsAsync(query).ConfigureAwait(false))
        {
            await run.AddAsync(rows).ConfigureAwait(false);
            progress?.Report(looked += rows.Count);
        }
        return run.Read();
    }
}
