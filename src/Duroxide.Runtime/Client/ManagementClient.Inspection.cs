namespace Duroxide;

public sealed partial class ManagementClient
{
    const int EventsAtOnce = 1000;

    /// <summary>Reads what is known of an instance, in one read.</summary>
    /// <exception cref="ClientException">There is no such instance.</exception>
    public async Task<InstanceInfo> GetInstanceAsync(
        InstanceId instance,
        CancellationToken cancellationToken = default
    ) => InstanceInfo.Of(await FindAsync(instance, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads what is known of one execution, its ending included, in one read.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="execution">Which of its executions; null for the current one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The execution; null when there is no such one.</returns>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    public async Task<ExecutionInfo?> GetExecutionAsync(
        InstanceId instance,
        ExecutionId? execution = null,
        CancellationToken cancellationToken = default
    ) =>
        await management
            .ReadExecutionRecordAsync(check.Instance(instance), execution, cancellationToken)
            .ConfigureAwait(false)
            is { } row
            ? ExecutionInfo.Of(instance, row)
            : null;

    /// <summary>Reads a part of the history of one execution.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="execution">Which of its executions; null for the current one. An instance may continue as new between two pages, so name it from the second on.</param>
    /// <param name="from">The first event; null for the first of all.</param>
    /// <param name="limit">The most events to return.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page; null when there is no such execution.</returns>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    /// <exception cref="CorruptPayloadException">The part is damaged, or a newer build wrote it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public async Task<HistoryPage?> ReadHistoryAsync(
        InstanceId instance,
        ExecutionId? execution = null,
        EventId? from = null,
        int limit = EventsAtOnce,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var first = from ?? EventId.None.Next;
        var part = await management
            .ReadHistoryAsync(check.Instance(instance), execution, first, limit, cancellationToken)
            .ConfigureAwait(false);
        return part is null ? null : Page(instance, part, first, limit);
    }

    /// <summary>Finds the children of an instance, and theirs, with what is known of each.</summary>
    /// <param name="instance">The root of the tree.</param>
    /// <param name="limit">The most instances to show; where there are more, <see cref="InstanceTree.HasMore"/> says so.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ClientException">There is no such instance.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public async Task<InstanceTree> GetTreeAsync(
        InstanceId instance,
        int limit = 1000,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var root = await FindAsync(instance, cancellationToken).ConfigureAwait(false);
        return (await TreeAsync(root, limit - 1, cancellationToken).ConfigureAwait(false)).Tree;
    }

    /// <summary>Lists work that nobody does or that does not succeed, what waits longest first.</summary>
    /// <param name="query">What counts as stuck; null for what waits for five minutes or was taken five times.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<StuckWork>> ListStuckAsync(
        StuckQuery? query = null,
        CancellationToken cancellationToken = default
    ) => management.ListStuckAsync(query ?? new(), cancellationToken);

    static HistoryPage Page(InstanceId instance, StoredHistory part, EventId first, int limit)
    {
        var (from, to) = (first.Value, first.Value + limit);
        var events = WireCodec
            .DecodeEvents(instance, part.Batches)
            .Where(happened => happened.Id.Value >= from && happened.Id.Value < to)
            .ToValueList();
        return new(part.Execution, events)
        {
            Next = events.Count == limit ? new EventId(to) : null,
            Header = part.Start is { } start ? WireCodec.DecodeHeader(instance, start.Header) : null,
        };
    }

    async Task<(InstanceTree Tree, int Left)> TreeAsync(
        InstanceRecord row,
        int left,
        CancellationToken cancellationToken
    )
    {
        var children = new List<InstanceTree>();
        var hasMore = false;
        var query = new InstanceQuery { Parent = row.Instance, Order = InstanceOrder.OldestFirst };
        do
        {
            // One more than there is room for tells whether there are more.
            query = query with
            {
                Limit = Math.Min(left, EventsAtOnce) + 1,
            };
            var page = await management.ListInstancesAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var child in page)
            {
                if (left <= 0)
                {
                    hasMore = true;
                    break;
                }
                var (tree, rest) = await TreeAsync(child, left - 1, cancellationToken).ConfigureAwait(false);
                children.Add(tree);
                left = rest;
            }
            query = query with { After = page.Next };
        } while (query.After is not null && !hasMore);
        var shown = new InstanceTree(row.Instance, children.ToValueList())
        {
            Info = InstanceInfo.Of(row),
            HasMore = hasMore,
        };
        return (shown, left);
    }
}
