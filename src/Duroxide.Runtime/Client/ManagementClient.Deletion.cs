namespace Duroxide;

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
        var deleted = Nothing;
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
            return Nothing;
        }
    }

    static Deleted Nothing => new(0, 0, 0, 0);

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
