using Microsoft.Extensions.Logging;

namespace Duroxide;

/// <summary>Lists, inspects, deletes and prunes what is stored.</summary>
public sealed partial class ManagementClient
{
    readonly IProvider provider;
    readonly IManagement management;
    readonly InputCheck check;
    readonly Func<InstanceId, Nonce> nonces;
    readonly ILogger log;

    internal ManagementClient(
        IProvider provider,
        IManagement management,
        InputCheck check,
        Func<InstanceId, Nonce> nonces,
        ILogger log
    )
    {
        this.nonces = nonces;
        this.log = log;
        this.provider = provider;
        this.management = management;
        this.check = check;
    }

    /// <summary>Lists instances, newest first unless asked otherwise, one page at a time.</summary>
    /// <param name="query">Which; null for the first 1,000.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProviderException">The instance after which the page is to begin is not there any more.</exception>
    public async Task<IReadOnlyList<InstanceInfo>> ListInstancesAsync(
        InstanceQuery? query = null,
        CancellationToken cancellationToken = default
    )
    {
        var rows = await management.ListInstancesAsync(query ?? new(), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(InstanceInfo.Of)];
    }

    /// <summary>Lists the executions of an instance, oldest first; empty when there is no such instance.</summary>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    public async Task<IReadOnlyList<ExecutionInfo>> ListExecutionsAsync(
        InstanceId instance,
        CancellationToken cancellationToken = default
    )
    {
        var rows = await management
            .ListExecutionsAsync(check.Instance(instance), cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(row => ExecutionInfo.Of(instance, row))];
    }

    /// <summary>Finds the children of an instance, and theirs.</summary>
    /// <exception cref="ClientException">There is no such instance.</exception>
    public async Task<InstanceTree> GetTreeAsync(InstanceId instance, CancellationToken cancellationToken = default)
    {
        await FindAsync(instance, cancellationToken).ConfigureAwait(false);
        return await TreeAsync(instance, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts what is stored and queued.</summary>
    public Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellationToken = default) =>
        management.GetMetricsAsync(cancellationToken);

    /// <summary>Lists what was set aside because it could not be processed, oldest first.</summary>
    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(
        int limit = 1000,
        CancellationToken cancellationToken = default
    ) => management.ListParkedAsync(limit, cancellationToken);

    /// <summary>Puts a parked item back to where it came from, its attempts counted anew.</summary>
    /// <returns>Whether there was such an item.</returns>
    public Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellationToken = default) =>
        management.ReleaseParkedAsync(id, cancellationToken);

    async Task<InstanceTree> TreeAsync(InstanceId root, CancellationToken cancellationToken)
    {
        var children = new List<InstanceTree>();
        foreach (
            var child in await management.ListSubOrchestrationsAsync(root, cancellationToken).ConfigureAwait(false)
        )
        {
            children.Add(await TreeAsync(child, cancellationToken).ConfigureAwait(false));
        }
        return new(root, children.ToValueList());
    }

    async Task<InstanceRecord> FindAsync(InstanceId instance, CancellationToken cancellationToken) =>
        await ReadAsync(instance, cancellationToken).ConfigureAwait(false)
        ?? throw new ClientException(new ClientError.InstanceNotFound(instance));

    Task<InstanceRecord?> ReadAsync(InstanceId instance, CancellationToken cancellationToken) =>
        provider.ReadInstanceAsync(check.Instance(instance), seen: -1, TimeSpan.Zero, cancellationToken);
}
