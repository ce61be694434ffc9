namespace Duroxide;

public sealed partial class ManagementClient
{
    // One call of the store is one transaction, and while it goes on nothing else is written: no turn may lose its lease.
    const int RootsAtOnce = 10;

    /// <summary>Deletes ended root instances with all their children; what runs, or is a child, stays.</summary>
    /// <param name="query">Which; the oldest go first. It must hold a condition.</param>
    /// <param name="cancellationToken">Ends the call; what was deleted before stays deleted.</param>
    /// <exception cref="ClientException">There is no condition.</exception>
    public async Task<Deleted> DeleteInstancesAsync(DeleteQuery query, CancellationToken cancellationToken = default)
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
                    query.Limit,
                    cancellationToken
                )
                .ConfigureAwait(false)
            : await SweepAllAsync(query, cancellationToken).ConfigureAwait(false);
        return swept.Deleted with { HasMore = swept.Gone > 0 && swept.Gone == query.Limit };
    }

    // The oldest may have to stay, for a child of theirs still runs. Those after them are found all the same.
    async Task<Swept> SweepAllAsync(DeleteQuery query, CancellationToken cancellationToken)
    {
        var (swept, next) = (
            new Swept(Nothing, 0, []),
            new InstanceQuery
            {
                Name = query.Name,
                EndedBefore = query.EndedBefore ?? DateTimeOffset.MaxValue,
                RootsOnly = true,
                Order = InstanceOrder.OldestFirst,
            }
        );
        do
        {
            next = next with { Limit = query.Limit - swept.Gone };
            var page = await management.ListInstancesAsync(next, cancellationToken).ConfigureAwait(false);
            swept = swept.And(
                await SweepAsync([.. page.Select(row => row.Instance)], next.Limit, cancellationToken)
                    .ConfigureAwait(false)
            );
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

    async Task<Swept> SweepAsync(IReadOnlyList<InstanceId> roots, int most, CancellationToken cancellationToken)
    {
        var swept = new Swept(Nothing, 0, []);
        for (var next = 0; next < roots.Count && swept.Gone < most; )
        {
            InstanceId[] some = [.. roots.Skip(next).Take(Math.Min(RootsAtOnce, most - swept.Gone))];
            next += some.Length;
            swept = swept.And(await SweepSomeAsync(some, cancellationToken).ConfigureAwait(false));
        }
        return swept;
    }

    async Task<Swept> SweepSomeAsync(InstanceId[] roots, CancellationToken cancellationToken)
    {
        try
        {
            return new(
                await DeleteAsync(roots, force: false, cancellationToken).ConfigureAwait(false),
                roots.Length,
                []
            );
        }
        catch (ProviderException refusal) when (!refusal.IsRetryable)
        {
            // One that is gone by now, or of which a child still runs, must not keep the others.
            return await SweepOneByOneAsync(roots, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<Swept> SweepOneByOneAsync(InstanceId[] roots, CancellationToken cancellationToken)
    {
        var swept = new Swept(Nothing, 0, []);
        foreach (var root in roots)
        {
            try
            {
                var deleted = await DeleteInstanceAsync(root, force: false, cancellationToken).ConfigureAwait(false);
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
        HasEnded(row)
        && row.Parent is null
        && (query.Name is not { } name || row.Name == name)
        && (query.EndedBefore is not { } time || row.Updated < Timestamp.From(time));

    /// <summary>What became of some roots.</summary>
    /// <param name="Deleted">What was removed.</param>
    /// <param name="Gone">How many of the roots that were.</param>
    /// <param name="Kept">The roots that have to stay for now.</param>
    sealed record Swept(Deleted Deleted, int Gone, ValueList<InstanceId> Kept)
    {
        public Swept And(Swept next) => new(Add(Deleted, next.Deleted), Gone + next.Gone, [.. Kept, .. next.Kept]);
    }
}
