namespace Duroxide;

public sealed partial class ManagementClient
{
    // One call of the store is one transaction, and while it goes on nothing else of these instances is written.
    const int InstancesAtOnce = 100;

    /// <summary>Suspends many instances, one page of them; trees only as far as the query finds their members.</summary>
    /// <param name="query">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="progress">Hears after each hundred what was done so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call; what is suspended stays so.</param>
    /// <exception cref="ClientException">The reason is missing or too long.</exception>
    public Task<BulkReport> SuspendInstancesAsync(
        InstanceQuery query,
        string reason,
        IProgress<BulkReport>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        check.Data("reason", reason);
        return EachPartAsync(
            query,
            async some =>
            {
                var changes = await management
                    .SuspendInstancesAsync(some, reason, cancellationToken)
                    .ConfigureAwait(false);
                return Changed(some, changes, changed => log.InstancesSuspended(changed, reason));
            },
            progress,
            cancellationToken
        );
    }

    /// <summary>Resumes many instances, one page of them.</summary>
    /// <param name="query">Which; those that are not suspended are left as they are.</param>
    /// <param name="progress">Hears after each hundred what was done so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call; what is resumed stays so.</param>
    public Task<BulkReport> ResumeInstancesAsync(
        InstanceQuery query,
        IProgress<BulkReport>? progress = null,
        CancellationToken cancellationToken = default
    ) =>
        EachPartAsync(
            query,
            async some =>
            {
                var changes = await management.ResumeInstancesAsync(some, cancellationToken).ConfigureAwait(false);
                return Changed(some, changes, log.InstancesResumed);
            },
            progress,
            cancellationToken
        );

    /// <summary>Asks many instances to end as cancelled, with their children, one page of them.</summary>
    /// <param name="query">Which; those that have ended are left as they are.</param>
    /// <param name="reason">Why.</param>
    /// <param name="progress">Hears after each hundred what was done so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call; what was asked stays asked.</param>
    /// <exception cref="ClientException">The reason is missing or too long.</exception>
    public Task<BulkReport> CancelInstancesAsync(
        InstanceQuery query,
        string reason,
        IProgress<BulkReport>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var payload = WireCodec.EncodeDelivery(new Delivery.Cancel(check.Data("reason", reason)));
        return EachPartAsync(
            query,
            async some =>
            {
                IReadOnlyList<NewMessage> messages =
                [
                    .. some.Select(instance => new NewMessage(instance, payload) { IsCancel = true }),
                ];
                var taken = await provider.EnqueueAsync(messages, cancellationToken).ConfigureAwait(false);
                return taken.Count(isTaken => isTaken);
            },
            progress,
            cancellationToken
        );
    }

    static int Changed(
        IReadOnlyList<InstanceId> some,
        IReadOnlyList<InstanceChange> changes,
        Action<IReadOnlyList<InstanceId>> tell
    )
    {
        IReadOnlyList<InstanceId> changed = [.. some.Where((_, index) => changes[index] == InstanceChange.Changed)];
        if (changed.Count > 0)
        {
            tell(changed);
        }
        return changed.Count;
    }

    async Task<BulkReport> EachPartAsync(
        InstanceQuery query,
        Func<IReadOnlyList<InstanceId>, Task<int>> act,
        IProgress<BulkReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var rows = await management.ListInstancesAsync(query, cancellationToken).ConfigureAwait(false);
        var report = new BulkReport(0, 0) { After = query.After };
        foreach (var part in rows.Select(row => row.Instance).Chunk(InstancesAtOnce))
        {
            var changed = await act(part).ConfigureAwait(false);
            report = new(report.Changed + changed, report.Left + part.Length - changed) { After = query.After };
            progress?.Report(report);
        }
        return report with { After = rows.Next };
    }
}
