namespace Duroxide;

public sealed partial class ManagementClient
{
    /// <summary>Lists what was set aside because it could not be processed, oldest first.</summary>
    /// <param name="query">Which; null for the first 1,000.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(
        ParkedQuery? query = null,
        CancellationToken cancellationToken = default
    ) => management.ListParkedAsync(query ?? new(), cancellationToken);

    /// <summary>Puts a parked item back to where it came from, its attempts counted anew.</summary>
    /// <returns>Whether there was such an item.</returns>
    public Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellationToken = default) =>
        management.ReleaseParkedAsync(id, cancellationToken);

    /// <summary>Puts many parked items back to where they came from, one page of them.</summary>
    /// <param name="query">Which.</param>
    /// <param name="progress">Hears after each of them what was done so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call; what is released stays so.</param>
    public Task<ParkedReport> ReleaseParkedAsync(
        ParkedQuery query,
        IProgress<ParkedReport>? progress = null,
        CancellationToken cancellationToken = default
    ) =>
        EachParkedAsync(
            query,
            item => management.ReleaseParkedAsync(item.Id, cancellationToken),
            progress,
            cancellationToken
        );

    /// <summary>Forgets a parked message or activity for good; the activity fails for its orchestration.</summary>
    /// <remarks>A parked instance is not discarded: delete it by force.</remarks>
    /// <returns>Whether there was such an item, and it could be discarded.</returns>
    public async Task<bool> DiscardParkedItemAsync(long id, CancellationToken cancellationToken = default)
    {
        var found = await management
            .ListParkedAsync(new() { After = id - 1, Limit = 1 }, cancellationToken)
            .ConfigureAwait(false);
        return found is [var item]
            && item.Id == id
            && await DiscardAsync(item, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets parked messages and activities for good, one page of them. Each activity fails for its orchestration, with the reason why it was parked.</summary>
    /// <remarks>A parked instance is not discarded: delete it by force.</remarks>
    /// <param name="query">Which.</param>
    /// <param name="progress">Hears after each of them what was done so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call; what is forgotten stays so.</param>
    public Task<ParkedReport> DiscardParkedAsync(
        ParkedQuery query,
        IProgress<ParkedReport>? progress = null,
        CancellationToken cancellationToken = default
    ) => EachParkedAsync(query, item => DiscardAsync(item, cancellationToken), progress, cancellationToken);

    async Task<bool> DiscardAsync(ParkedItem item, CancellationToken cancellationToken)
    {
        var isDiscarded = await management
            .DiscardParkedAsync(item.Id, AnswerOf(item), cancellationToken)
            .ConfigureAwait(false);
        if (isDiscarded)
        {
            log.ParkedDiscarded(item.Kind, item.Instance, item.Reason);
        }
        return isDiscarded;
    }

    static ReadOnlyMemory<byte>? AnswerOf(ParkedItem item)
    {
        if (item is not { Execution: { } execution, Event: { } asked })
        {
            return null;
        }
        var failure = new Failure.Application(
            ApplicationKind.ActivityFailed,
            $"the activity was parked and then discarded: {item.Reason}",
            Retryable: false
        );
        return WireCodec.EncodeDelivery(new Delivery.Answer(execution, asked, new Outcome.Failed(failure)));
    }

    async Task<ParkedReport> EachParkedAsync(
        ParkedQuery query,
        Func<ParkedItem, Task<bool>> act,
        IProgress<ParkedReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var items = await management.ListParkedAsync(query, cancellationToken).ConfigureAwait(false);
        var report = new ParkedReport(0, 0) { After = query.After };
        foreach (var item in items)
        {
            report = await act(item).ConfigureAwait(false)
                ? report with
                {
                    Done = report.Done + 1,
                    After = item.Id,
                }
                : report with
                {
                    Left = report.Left + 1,
                    After = item.Id,
                };
            progress?.Report(report);
        }
        return report with { HasMore = items.Count > 0 && items.Count == query.Limit };
    }
}
