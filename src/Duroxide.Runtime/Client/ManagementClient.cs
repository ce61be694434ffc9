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
    /// <exception cref="ProviderException">The text after which the page is to begin is not of a page in the same order.</exception>
    public async Task<Page<InstanceInfo>> ListInstancesAsync(
        InstanceQuery? query = null,
        CancellationToken cancellationToken = default
    )
    {
        var rows = await management.ListInstancesAsync(query ?? new(), cancellationToken).ConfigureAwait(false);
        return new([.. rows.Select(InstanceInfo.Of)], rows.Next);
    }

    /// <summary>Counts instances, by groups where asked for: the largest first.</summary>
    /// <param name="query">Which; its limit does not count. Null for all.</param>
    /// <param name="by">By what they are counted apart; null for one count of all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks>It looks at 10,000 instances in one call of the store, and at those after them in the next: what happens meanwhile may be counted or not.</remarks>
    public async Task<IReadOnlyList<InstanceCount>> CountInstancesAsync(
        InstanceQuery? query = null,
        InstanceGrouping? by = null,
        CancellationToken cancellationToken = default
    )
    {
        by ??= new InstanceGrouping.None();
        List<InstanceCount> counts = by is InstanceGrouping.None ? [new(null, 0)] : [];
        var next = query ?? new();
        do
        {
            var page = await management.CountInstancesAsync(next, by, cancellationToken).ConfigureAwait(false);
            counts.AddRange(page);
            next = next with { After = page.Next };
        } while (next.After is not null);
        return
        [
            .. counts
                .GroupBy(count => count.Group)
                .Select(group => new InstanceCount(group.Key, group.Sum(count => count.Count)))
                .OrderByDescending(count => count.Count)
                .ThenBy(count => count.Group, StringComparer.Ordinal),
        ];
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

    /// <summary>Counts what is stored and queued.</summary>
    public Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellationToken = default) =>
        management.GetMetricsAsync(cancellationToken);

    async Task<InstanceRecord> FindAsync(InstanceId instance, CancellationToken cancellationToken) =>
        await ReadAsync(instance, cancellationToken).ConfigureAwait(false)
        ?? throw new ClientException(new ClientError.InstanceNotFound(instance));

    Task<InstanceRecord?> ReadAsync(InstanceId instance, CancellationToken cancellationToken) =>
        provider.ReadInstanceAsync(check.Instance(instance), seen: -1, TimeSpan.Zero, cancellationToken);
}
