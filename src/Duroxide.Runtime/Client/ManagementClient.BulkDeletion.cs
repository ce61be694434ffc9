namespace Duroxide;

public sealed partial class ManagementClient
{
    // One call of the store is one transaction, and while it goes on nothing else is written: no turn may lose its lease.
    const int RootsAtOnce = 10;

    /// <summary>Deletes root instances with all their children; a tree in which a child runs stays whole.</summary>
    /// <param name="query">Which; the oldest go first. It must hold a condition.</param>
    /// <param name="progress">Hears after each few trees what was deleted so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call; what was deleted before stays deleted.</param>
    /// <exception cref="ClientException">There is no condition.</exception>
    public async Task<Deleted> DeleteInstancesAsync(
        DeleteQuery query,
        IProgress<Deleted>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (query is { Instances: null, Name: null, EndedBefore: null })
        {
            throw InputCheck.Invalid(
                "A deletion needs a condition: instances, the name of an orchestration, or a time before which they ended."
            );
        }
        var swept = query.Instances is { } chosen
            ? await SweepAsync(
                    await ChosenAsync(chosen, query, cancellationToken).ConfigureAwait(false),
                    query,
                    Swept.Nothing,
                    progress,
                    cancellationToken
                )
                .ConfigureAwait(false)
            : await SweepAllAsync(query, progress, cancellationToken).ConfigureAwait(false);
        return swept.Report with { HasMore = swept.Gone > 0 && swept.Gone == query.Limit };
    }

    // The oldest may have to stay, for a child of theirs still runs. Those after them are found all the same.
    async Task<Swept> SweepAllAsync(
        DeleteQuery query,
        IProgress<Deleted>? progress,
        CancellationToken cancellationToken
    )
    {
        var (swept, next) = (
            Swept.Nothing,
            new InstanceQuery
            {
                Name = query.Name,
                EndedBefore = query.EndedBefore ?? (query.Force ? null : DateTimeOffset.MaxValue),
                RootsOnly = true,
                Order = InstanceOrder.OldestFirst,
            }
        );
        do
        {
            next = next with { Limit = query.Limit - swept.Gone };
            var page = await management.ListInstancesAsync(next, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<InstanceId> roots = [.. page.Select(row => row.Instance)];
            swept = await SweepAsync(roots, query, swept, progress, cancellationToken).ConfigureAwait(false);
            next = next with { After = page.Next };
        } while (next.After is not null && swept.Gone < query.Limit);
        return swept;
    }

    async Task<IReadOnlyList<InstanceId>> ChosenAsync(
        ValueList<InstanceId> chosen,
        DeleteQuery query,
        CancellationToken cancellationToken
    )
    {
        List<InstanceId> roots = [];
        foreach (var instance in chosen.Distinct())
        {
            if (await ReadAsync(instance, cancellationToken).ConfigureAwait(false) is { } row && Meets(row, query))
            {
                roots.Add(instance);
            }
        }
        return roots;
    }

    async Task<Swept> SweepAsync(
        IReadOnlyList<InstanceId> roots,
        DeleteQuery query,
        Swept swept,
        IProgress<Deleted>? progress,
        CancellationToken cancellationToken
    )
    {
        var force = query.Force ? DeletionForce.Roots : DeletionForce.None;
        for (var next = 0; next < roots.Count && swept.Gone < query.Limit; )
        {
            InstanceId[] some = [.. roots.Skip(next).Take(Math.Min(RootsAtOnce, query.Limit - swept.Gone))];
            next += some.Length;
            swept = swept.And(await SweepSomeAsync(some, force, cancellationToken).ConfigureAwait(false));
            progress?.Report(swept.Report);
        }
        return swept;
    }

    async Task<Swept> SweepSomeAsync(InstanceId[] roots, DeletionForce force, CancellationToken cancellationToken)
    {
        try
        {
            return new(await DeleteAsync(roots, force, cancellationToken).ConfigureAwait(false), roots.Length, []);
        }
        catch (ProviderException refusal) when (!refusal.IsRetryable)
        {
            // One that is gone by now, or of which a child still runs, must not keep the others.
            return await SweepOneByOneAsync(roots, force, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<Swept> SweepOneByOneAsync(InstanceId[] roots, DeletionForce force, CancellationToken cancellationToken)
    {
        var swept = Swept.Nothing;
        foreach (var root in roots)
        {
            try
            {
                var deleted = await DeleteAsync(root, force, cancellationToken).ConfigureAwait(false);
                swept = swept.And(new(deleted, 1, []));
            }
            catch (ClientException refusal) when (refusal.Error is ClientError.InstanceStillRunning)
            {
                swept = swept.And(new(Nothing, 0, [root]));
            }
            catch (ClientException refusal) when (refusal.Error is ClientError.InstanceNotFound)
            {
                // Somebody else deleted it.
            }
        }
        return swept;
    }

    // The row changes last when the instance ends, so its last change is the time of the ending.
    static bool Meets(InstanceRecord row, DeleteQuery query) =>
        (HasEnded(row) || (query.Force && query.EndedBefore is null))
        && row.Parent is null
        && (query.Name is not { } name || row.Name == name)
        && (query.EndedBefore is not { } time || row.Updated < Timestamp.From(time));

    /// <summary>What became of some roots.</summary>
    /// <param name="Deleted">What was removed.</param>
    /// <param name="Gone">How many of the roots that were.</param>
    /// <param name="Kept">The roots that have to stay for now.</param>
    sealed record Swept(Deleted Deleted, int Gone, ValueList<InstanceId> Kept)
    {
        public static Swept Nothing { get; } = new(ManagementClient.Nothing, 0, []);

        public Deleted Report => Deleted with { Kept = Kept.Count };

        public Swept And(Swept next) => new(Add(Deleted, next.Deleted), Gone + next.Gone, [.. Kept, .. next.Kept]);
    }
}
