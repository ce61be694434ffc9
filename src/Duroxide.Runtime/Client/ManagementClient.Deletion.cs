namespace Duroxide;

public sealed partial class ManagementClient
{
    /// <summary>Deletes a root instance with all its children, in one transaction.</summary>
    /// <param name="instance">The root.</param>
    /// <param name="force">Whether it goes although it, or a child, still runs. Nothing of what runs is told.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ClientException">There is no such instance, it is a child, or it runs; nothing is deleted.</exception>
    public Task<Deleted> DeleteInstanceAsync(
        InstanceId instance,
        bool force = false,
        CancellationToken cancellationToken = default
    ) => DeleteAsync(check.Instance(instance), force ? DeletionForce.Trees : DeletionForce.None, cancellationToken);

    async Task<Deleted> DeleteAsync(InstanceId instance, DeletionForce force, CancellationToken cancellationToken)
    {
        try
        {
            return await DeleteAsync([instance], force, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException refusal) when (!refusal.IsRetryable)
        {
            if (await ReasonAsync(instance, force, cancellationToken).ConfigureAwait(false) is { } reason)
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
        CancellationToken cancellationToken = default
    )
    {
        await FindAsync(instance, cancellationToken).ConfigureAwait(false);
        return await PruneAsync(instance, options ?? new(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes old executions of many instances, running ones included.</summary>
    /// <param name="query">Of which instances: one page.</param>
    /// <param name="options">Which executions; null for all but the current one.</param>
    /// <param name="progress">Hears after each instance what was deleted so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call; what was deleted before stays deleted.</param>
    public async Task<Deleted> PruneInstancesAsync(
        InstanceQuery query,
        PruneOptions? options = null,
        IProgress<Deleted>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var deleted = Nothing;
        var rows = await management.ListInstancesAsync(query, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            deleted = Add(
                deleted,
                await PruneIfThereAsync(row.Instance, options ?? new(), cancellationToken).ConfigureAwait(false)
            );
            progress?.Report(deleted);
        }
        return deleted with { After = rows.Next, HasMore = rows.Next is not null };
    }

    async Task<Deleted> DeleteAsync(
        IReadOnlyList<InstanceId> roots,
        DeletionForce force,
        CancellationToken cancellationToken
    )
    {
        var deleted = await management.DeleteInstancesAsync(roots, force, cancellationToken).ConfigureAwait(false);
        if (deleted.Instances > 0)
        {
            log.InstancesDeleted(roots, force, deleted);
        }
        return deleted;
    }

    async Task<Deleted> PruneAsync(InstanceId instance, PruneOptions options, CancellationToken cancellationToken)
    {
        var deleted = await management.PruneExecutionsAsync(instance, options, cancellationToken).ConfigureAwait(false);
        if (deleted.Executions > 0)
        {
            log.ExecutionsPruned(instance, options, deleted);
        }
        return deleted;
    }

    internal async Task<Deleted> PruneIfThereAsync(
        InstanceId instance,
        PruneOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await PruneAsync(instance, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException refusal) when (!refusal.IsRetryable)
        {
            if (await ReadAsync(instance, cancellationToken).ConfigureAwait(false) is not null)
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
    async Task<ClientError?> ReasonAsync(InstanceId instance, DeletionForce force, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(instance, cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            return new ClientError.InstanceNotFound(instance);
        }
        if (row.Parent is { } parent)
        {
            return new ClientError.CannotDeleteSubOrchestration(instance, parent);
        }
        if (force == DeletionForce.Trees)
        {
            return null;
        }
        var running = await RunningAsync(row, isForced: force == DeletionForce.Roots, cancellationToken)
            .ConfigureAwait(false);
        return running is { } member ? new ClientError.InstanceStillRunning(member) : null;
    }

    // A root that is forced may run; its children may not.
    async Task<InstanceId?> RunningAsync(InstanceRecord row, bool isForced, CancellationToken cancellationToken)
    {
        if (!isForced && !HasEnded(row))
        {
            return row.Instance;
        }
        var query = new InstanceQuery { Parent = row.Instance };
        do
        {
            var page = await management.ListInstancesAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var child in page)
            {
                if (await RunningAsync(child, isForced: false, cancellationToken).ConfigureAwait(false) is { } running)
                {
                    return running;
                }
            }
            query = query with { After = page.Next };
        } while (query.After is not null);
        return null;
    }

    internal static Deleted Add(Deleted one, Deleted other) =>
        new(
            one.Instances + other.Instances,
            one.Executions + other.Executions,
            one.Events + other.Events,
            one.Messages + other.Messages
        );
}
