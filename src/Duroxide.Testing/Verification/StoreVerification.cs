namespace Duroxide.Testing;

/// <summary>Replays the executions of a store, some instances at a time and these in parallel, so that what is in memory is bounded.</summary>
/// <remarks>What comes of them is counted in the order in which they are listed, so that the report is always the same.</remarks>
sealed class StoreVerification(
    IProvider provider,
    Programs programs,
    VerificationOptions options,
    CancellationToken cancellationToken
)
{
    const int InstancesAtOnce = 256;

    readonly VerificationRun run = new(programs, options);

    /// <summary>The instances that a query names, some at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<InstanceRecord>> PartsAsync(InstanceQuery? query)
    {
        List<InstanceRecord> part = [];
        var all = StoredRecordings.ListAsync(provider, query, cancellationToken);
        await foreach (var row in all.ConfigureAwait(false))
        {
            part.Add(row);
            if (part.Count == InstancesAtOnce)
            {
                yield return part;
                part = [];
            }
        }
        yield return part;
    }

    /// <summary>Replays all executions of some instances.</summary>
    public async Task AddAsync(IReadOnlyList<InstanceRecord> rows)
    {
        var found = new IReadOnlyList<Outcome>[rows.Count];
        await Parallel
            .ForAsync(
                0,
                rows.Count,
                cancellationToken,
                async (index, _) => found[index] = await ReplayAsync(rows[index]).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        foreach (var (replayed, unreadable) in found.SelectMany(outcomes => outcomes))
        {
            if (replayed is not null)
            {
                run.Add(replayed);
            }
            else
            {
                run.AddUnreadable(unreadable!);
            }
        }
    }

    /// <summary>The report on what was added.</summary>
    public VerificationReport Read() => run.Read();

    async Task<IReadOnlyList<Outcome>> ReplayAsync(InstanceRecord row)
    {
        List<Outcome> outcomes = [];
        var executions = StoredRecordings.ExecutionsAsync(provider, row, cancellationToken);
        foreach (var execution in await executions.ConfigureAwait(false))
        {
            var (recording, error) = await StoredRecordings
                .TryReadAsync(provider, row.Instance, execution, cancellationToken)
                .ConfigureAwait(false);
            if (error is not null)
            {
                outcomes.Add(new(null, error.Message));
            }
            else if (recording is not null)
            {
                outcomes.Add(new(Replayed.Of(recording, programs, options), null));
            }
        }
        return outcomes;
    }

    readonly record struct Outcome(Replayed? Replayed, string? Unreadable);
}
