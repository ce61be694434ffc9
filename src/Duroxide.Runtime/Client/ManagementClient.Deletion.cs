using Duroxide.Core;

namespace Duroxide.Runtime;

public sealed partial class ManagementClient
{
    /// <summary>Deletes a root instance with all its children, in one transaction.</summary>
    /// <param name="instance">The root.</param>
    /// <param name="force">Whether it goes although it, or a child, still runs. Nothing of what runs is told.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="ClientException">There is no such instance, it is a child, or it runs; nothing is deleted.</exception>
    public async Task<Deleted> DeleteInstanceAsync(
        InstanceId instance,
        bool force = false,
        CancellationToken cancellation = default
    )
    {
        check.Instance(instance);
        try
        {
            return await DeleteAsync([instance], force, cancellation).ConfigureAwait(false);
        }
        catch (ProviderException refusal) when (!refusal.IsRetryable)
        {
            if (await ReasonAsync(instance, force, cancellation).ConfigureAwait(false) is { } reason)
            {
                throw new ClientException(reason, refusal);
            }
            throw;
        }
    }

    /// <summary>Deletes ended root instances with all their children; what runs, or is a child, stays.</summary>
    /// <param name="query">Which; the oldest go first. It must hold a condition.</param>
    /// <param name="cancellation">Ends the call; what was deleted before stays deleted.</param>
    /// <exception cref="ClientException">There is no condition.</exception>
    public async Task<Deleted> DeleteInstancesAsync(DeleteQuery query, CancellationToken cancellation = default)
    {
        if (query is { Instances: null, Name: null, EndedBefore: null })
        {
            throw InputCheck.Invalid(
                "A deletion needs a condition: instances, the name of an orchestration, or a time before which they ended."
            );
        }
        var roots = await EndedRootsAsync(query, cancellation).ConfigureAwait(false);
        var deleted = await DeleteAllAsync(roots, cancellation).ConfigureAwait(false);
        return deleted with { HasMore = deleted.Instances > 0 && roots.Count == query.Limit };
    }

    /// <summary>Deletes old executions of an instance, never the current one; values and status stay.</summary>
    /// <exception cref="ClientException">There is no such instance.</exception>
    public async Task<Deleted> PruneExecutionsAsync(
        InstanceId instance,
        PruneOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        await FindAsync(instance, cancellation).ConfigureAwait(false);
        return await PruneAsync(instance, options ?? new(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes old executions of many instances, running ones included.</summary>
    /// <param name="query">Of which instances: one page.</param>
    /// <param name="options">Which executions; null for all but the current one.</param>
    /// <param name="cancellation">Ends the call; what was deleted before stays deleted.</param>
    public async Task<Deleted> PruneInstancesAsync(
        InstanceQuery query,
        PruneOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var deleted = new Deleted(0, 0, 0, 0);
        foreach (var row in await management.ListInstancesAsync(query, cancellation).ConfigureAwait(false))
        {
            deleted = Add(
                deleted,
                await PruneIfThereAsync(row.Instance, options ?? new(), cancellation).ConfigureAwait(false)
            );
        }
        return deleted;
    }

    async Task<Deleted> DeleteAsync(IReadOnlyList<InstanceId> roots, bool force, CancellationToken cancellation)
    {
        var deleted = await management.DeleteInstancesAsync(roots, force, cancellation).ConfigureAwait(false);
        if (deleted.Instances > 0)
        {
            log.InstancesDeleted(roots, force, deleted);
        }
        return deleted;
    }

    async Task<Deleted> PruneAsync(InstanceId instance, PruneOptions options, CancellationToken cancellation)
    {
        var deleted = await management.PruneExecutionsAsync(instance, options, cancellation).ConfigureAwait(false);
        if (deleted.Executions > 0)
        {
            log.ExecutionsPruned(instance, options, deleted);
        }
        return deleted;
    }

    async Task<Deleted> PruneIfThereAsync(InstanceId instance, PruneOptions options, CancellationToken cancellation)
    {
        try
        {
            return await PruneAsync(instance, options, cancellation).ConfigureAwait(false);
        }
        catch (ProviderException refusal) when (!refusal.IsRetryable)
        {
            if (await ReadAsync(instance, cancellation).ConfigureAwait(false) is not null)
            {
                throw;
            }
            // It was deleted since it was listed.
            return new Deleted(0, 0, 0, 0);
        }
    }

    async Task<Deleted> DeleteAllAsync(IReadOnlyList<InstanceId> roots, CancellationToken cancellation)
    {
        try
        {
            return await DeleteAsync(roots, force: false, cancellation).ConfigureAwait(false);
        }
        catch (ProviderException refusal) when (!refusal.IsRetryable)
        {
            // One that is gone by now, or of which a child still runs, must not keep the others.
            return await DeleteOneByOneAsync(roots, cancellation).ConfigureAwait(false);
        }
    }

    async Task<Deleted> DeleteOneByOneAsync(IReadOnlyList<InstanceId> roots, CancellationToken cancellation)
    {
        var deleted = new Deleted(0, 0, 0, 0);
        foreach (var root in roots)
        {
            try
            {
                deleted = Add(
                    deleted,
                    await DeleteInstanceAsync(root, force: false, cancellation).ConfigureAwait(false)
                );
            }
            catch (ClientException refusal)
                when (refusal.Error is ClientError.InstanceNotFound or ClientError.InstanceStillRunning)
            {
                // It stays, as this call says.
            }
        }
        return deleted;
    }

    async Task<IReadOnlyList<InstanceId>> EndedRootsAsync(DeleteQuery query, CancellationToken cancellation)
    {
        if (query.Instances is { } chosen)
        {
            var rows = new List<InstanceRecord>();
            foreach (var instance in chosen)
            {
                rows.AddRange(
                    await ReadAsync(instance, cancellation).ConfigureAwait(false) is { } row && Meets(row, query)
                        ? [row]
                        : []
                );
            }
            return [.. rows.Select(row => row.Instance).Distinct().Take(query.Limit)];
        }
        var wanted = new InstanceQuery
        {
            Name = query.Name,
            EndedBefore = query.EndedBefore,
            RootsOnly = true,
            OldestFirst = true,
            Limit = query.Limit,
        };
        var completed = await ListAsync(wanted with { Status = ExecutionStatus.Completed }).ConfigureAwait(false);
        var failed = await ListAsync(wanted with { Status = ExecutionStatus.Failed }).ConfigureAwait(false);
        return [.. completed.Concat(failed).OrderBy(row => row.Created).Select(row => row.Instance).Take(query.Limit)];

        Task<IReadOnlyList<InstanceRecord>> ListAsync(InstanceQuery page) =>
            management.ListInstancesAsync(page, cancellation);
    }

    // The row changes last when the instance ends, so its last change is the time of the ending.
    static bool Meets(InstanceRecord row, DeleteQuery query) =>
        HasEnded(row)
        && row.Parent is null
        && (query.Name is not { } name || row.Name == name)
        && (query.EndedBefore is not { } time || row.Updated.CompareTo(Timestamp.From(time)) < 0);

    static bool HasEnded(InstanceRecord row) => row.Status is ExecutionStatus.Completed or ExecutionStatus.Failed;

    /// <summary>Why an instance could not be deleted; null when that cannot be seen any more.</summary>
    async Task<ClientError?> ReasonAsync(InstanceId instance, bool force, CancellationToken cancellation)
    {
        var row = await ReadAsync(instance, cancellation).ConfigureAwait(false);
        if (row is null)
        {
            return new ClientError.InstanceNotFound(instance);
        }
        if (row.Parent is { } parent)
        {
            return new ClientError.CannotDeleteSubOrchestration(instance, parent);
        }
        if (force)
        {
            return null;
        }
        var tree = await TreeAsync(instance, cancellation).ConfigureAwait(false);
        foreach (var member in tree.All)
        {
            if (await ReadAsync(member, cancellation).ConfigureAwait(false) is { } found && !HasEnded(found))
            {
                return new ClientError.InstanceStillRunning(member);
            }
        }
        return null;
    }

    static Deleted Add(Deleted one, Deleted other) =>
        new(
            one.Instances + other.Instances,
            one.Executions + other.Executions,
            one.Events + other.Events,
            one.Messages + other.Messages
        );
}
