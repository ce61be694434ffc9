namespace Duroxide;

public sealed partial class ManagementClient
{
    /// <summary>Suspends an instance: no turn of it is taken until it is resumed. What comes for it is kept, and activities go on.</summary>
    /// <remarks>
    /// A turn on its way is refused, so that nothing of it is stored once this returns. A request to cancel waits for the
    /// resumption, too; deletion by force does not. One that is suspended already keeps its first reason.
    /// </remarks>
    /// <param name="instance">The instance.</param>
    /// <param name="reason">Why: what <see cref="InstanceInfo.Suspended"/> shows.</param>
    /// <param name="tree">Whether its children, and theirs, are suspended too: parents first, so that no child can appear meanwhile.</param>
    /// <param name="cancellationToken">Ends the call; what is suspended stays so, and the same call goes on.</param>
    /// <returns>How many instances are suspended by this call; those that have ended are passed over in a tree.</returns>
    /// <exception cref="ClientException">There is no such instance, it has ended with all its children, or the reason is missing or too long.</exception>
    public Task<int> SuspendInstanceAsync(
        InstanceId instance,
        string reason,
        bool tree = false,
        CancellationToken cancellationToken = default
    )
    {
        check.Data("reason", reason);
        return ChangeAsync(
            instance,
            tree,
            some => management.SuspendInstancesAsync(some, reason, cancellationToken),
            some => log.InstancesSuspended(some, reason),
            cancellationToken
        );
    }

    /// <summary>Resumes a suspended instance: it reacts to all that came meanwhile, in its order.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="tree">Whether its children, and theirs, are resumed too, also those that were suspended by themselves.</param>
    /// <param name="cancellationToken">Ends the call; what is resumed stays so, and the same call goes on.</param>
    /// <returns>How many instances are resumed by this call; 0 when none was suspended.</returns>
    /// <exception cref="ClientException">There is no such instance, or it has ended with all its children.</exception>
    public Task<int> ResumeInstanceAsync(
        InstanceId instance,
        bool tree = false,
        CancellationToken cancellationToken = default
    ) =>
        ChangeAsync(
            instance,
            tree,
            some => management.ResumeInstancesAsync(some, cancellationToken),
            log.InstancesResumed,
            cancellationToken
        );

    async Task<int> ChangeAsync(
        InstanceId root,
        bool tree,
        Func<IReadOnlyList<InstanceId>, Task<IReadOnlyList<InstanceChange>>> change,
        Action<IReadOnlyList<InstanceId>> tell,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<InstanceId> level = [check.Instance(root)];
        var (changed, haveEnded) = (0, true);
        while (level.Count > 0)
        {
            var changes = await change(level).ConfigureAwait(false);
            if (changes is [InstanceChange.NotFound] && level is [var only] && only == root)
            {
                throw new ClientException(new ClientError.InstanceNotFound(root));
            }
            haveEnded &= changes.All(one => one is InstanceChange.Ended or InstanceChange.NotFound);
            IReadOnlyList<InstanceId> now = [.. level.Where((_, index) => changes[index] == InstanceChange.Changed)];
            changed += now.Count;
            if (now.Count > 0)
            {
                tell(now);
            }
            level = tree ? await ChildrenAsync(level, cancellationToken).ConfigureAwait(false) : [];
        }
        return haveEnded ? throw new ClientException(new ClientError.InstanceHasEnded(root)) : changed;
    }

    async Task<IReadOnlyList<InstanceId>> ChildrenAsync(
        IReadOnlyList<InstanceId> parents,
        CancellationToken cancellationToken
    )
    {
        List<InstanceId> children = [];
        foreach (var parent in parents)
        {
            children.AddRange(
                await management.ListSubOrchestrationsAsync(parent, cancellationToken).ConfigureAwait(false)
            );
        }
        return children;
    }
}
