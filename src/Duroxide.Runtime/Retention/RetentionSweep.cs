namespace Duroxide.Runtime;

/// <summary>One look through the store for what may go, a page at a time.</summary>
/// <remarks>
/// It keeps nothing in mind but a place in a list, and what it deletes is what may go at any time: one that breaks off
/// leaves the rest to the next one.
/// </remarks>
/// <param name="management">The management of the store.</param>
/// <param name="options">What is kept.</param>
/// <param name="now">The store's time.</param>
/// <param name="mayGoOn">Asked between two pages; false when another node sweeps.</param>
sealed class RetentionSweep(
    ManagementClient management,
    RetentionOptions options,
    DateTimeOffset now,
    Func<Task<bool>> mayGoOn
)
{
    // A page is deleted ten trees at a time; between two pages the lease is renewed.
    const int Page = 100;

    /// <summary>What it removed so far.</summary>
    public Deleted Removed { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Sweeps once.</summary>
    /// <returns>Whether it looked through the whole store.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, policy) in options.Policies)
        {
            var isDone =
                await DropOldAsync(name, policy, cancellationToken).ConfigureAwait(false)
                && await DropSurplusAsync(name, policy, cancellationToken).ConfigureAwait(false)
                && await PruneAsync(name, policy, cancellationToken).ConfigureAwait(false);
            if (!isDone)
            {
                return false;
            }
        }
        return true;
    }

    // Those that ended too long ago.
    Task<bool> DropOldAsync(string? name, RetentionPolicy policy, CancellationToken cancellationToken)
    {
        if (policy.KeepFor is not { } keep)
        {
            return Task.FromResult(true);
        }
        var query = Roots(name) with { EndedBefore = Before(keep), Order = InstanceOrder.OldestFirst };
        return EachPageAsync(query, rows => DeleteAsync(rows, cancellationToken), cancellationToken);
    }

    // Those that have enough younger ones.
    Task<bool> DropSurplusAsync(string? name, RetentionPolicy policy, CancellationToken cancellationToken)
    {
        if (policy.KeepAtMost is not { } most)
        {
            return Task.FromResult(true);
        }
        var kept = 0;
        return EachPageAsync(
            Roots(name) with
            {
                EndedBefore = DateTimeOffset.MaxValue,
            },
            rows =>
            {
                var young = Math.Min(rows.Count, most - kept);
                kept += young;
                return DeleteAsync([.. rows.Skip(young)], cancellationToken);
            },
            cancellationToken
        );
    }

    // Executions before the current one, also of what runs and of children.
    Task<bool> PruneAsync(string? name, RetentionPolicy policy, CancellationToken cancellationToken)
    {
        PruneOptions?[] limits =
        [
            policy.KeepExecutions is { } most ? new() { KeepLast = most } : null,
            policy.KeepExecutionsFor is { } keep ? new() { EndedBefore = Before(keep) } : null,
        ];
        if (limits.All(limit => limit is null))
        {
            return Task.FromResult(true);
        }
        return EachPageAsync(
            new()
            {
                Name = name,
                Order = InstanceOrder.OldestFirst,
                Limit = Page,
            },
            async rows =>
            {
                foreach (var row in rows.Where(row => row.Execution != ExecutionId.First))
                {
                    foreach (var limit in limits.OfType<PruneOptions>())
                    {
                        var pruned = await management
                            .PruneIfThereAsync(row.Instance, limit, cancellationToken)
                            .ConfigureAwait(false);
                        Removed = ManagementClient.Add(Removed, pruned with { Instances = 0 });
                    }
                }
            },
            cancellationToken
        );
    }

    InstanceQuery Roots(string? name) =>
        new()
        {
            Name = name,
            RootsOnly = true,
            Limit = Page,
        };

    DateTimeOffset Before(TimeSpan keep) => now - keep;

    async Task DeleteAsync(IReadOnlyList<InstanceInfo> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }
        // What runs by now, or has a child that does, stays.
        var deleted = await management
            .DeleteInstancesAsync(
                new() { Instances = rows.Select(row => row.Instance).ToValueList() },
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
        Removed = ManagementClient.Add(Removed, deleted);
    }

    async Task<bool> EachPageAsync(
        InstanceQuery query,
        Func<IReadOnlyList<InstanceInfo>, Task> act,
        CancellationToken cancellationToken
    )
    {
        while (await mayGoOn().ConfigureAwait(false))
        {
            var page = await management.ListInstancesAsync(query, cancellationToken).ConfigureAwait(false);
            await act([.. page.Where(row => IsOf(query.Name, row))]).ConfigureAwait(false);
            if (page.Next is not { } next)
            {
                return true;
            }
            query = query with { After = next };
        }
        return false;
    }

    // Without a name those that have a policy of their own are left to it.
    bool IsOf(string? name, InstanceInfo row) => name is not null || !options.Orchestrations.ContainsKey(row.Name);
}
