using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Renews the leases of all work in hand, in one call, as long as the work continues.</summary>
/// <remarks>Only a lost lease stops work. An error of the store stops nothing: the renewal is tried again soon.</remarks>
sealed class LeaseKeeper
{
    readonly ConcurrentDictionary<Lease, Held> held = new();
    readonly Func<IReadOnlyList<Lease>, TimeSpan, CancellationToken, Task<IReadOnlyList<bool>>> renew;
    readonly TimeSpan duration;
    readonly string work;
    readonly RuntimeOptions options;
    readonly IPace pace;
    readonly Heartbeat heartbeat;
    readonly ILogger log;

    public LeaseKeeper(
        Func<IReadOnlyList<Lease>, TimeSpan, CancellationToken, Task<IReadOnlyList<bool>>> renew,
        TimeSpan duration,
        string work,
        RuntimeOptions options,
        IPace pace,
        ILogger log
    )
    {
        this.renew = renew;
        this.duration = duration;
        this.work = work;
        this.options = options;
        this.pace = pace;
        this.log = log;
        heartbeat = new Heartbeat(RenewalInterval.Of(duration), pace, () => !held.IsEmpty)
        {
            AfterFailure = RenewalInterval.AfterError(duration),
        };
    }

    /// <summary>Fetches work, and looks at it where leases are kept, so that nothing holds up the first renewal.</summary>
    /// <param name="fetch">Fetches.</param>
    /// <param name="take">Says what is to be done with an item; null for nothing more.</param>
    public Task<IReadOnlyList<TWork>> TakeAsync<TItem, TWork>(
        Func<Task<IReadOnlyList<TItem>>> fetch,
        Func<TItem, TWork?> take
    )
        where TWork : class =>
        pace.RunAsync<IReadOnlyList<TWork>>(async () =>
        {
            var items = await fetch();
            return [.. items.Select(take).OfType<TWork>()];
        });

    /// <summary>Keeps a lease until it is let go.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="lost">Called once, when the store says that the lease is lost or the work was cancelled, with the time since the lease was last known to hold.</param>
    public void Keep(Lease lease, Action<TimeSpan> lost)
    {
        held[lease] = new(lost, options.Time.GetTimestamp());
        heartbeat.Wake();
    }

    /// <summary>Stops renewing a lease.</summary>
    public void LetGo(Lease lease) => held.TryRemove(lease, out _);

    /// <summary>Renews until it is cancelled.</summary>
    public Task RunAsync(CancellationToken stop) => heartbeat.RunAsync(() => RenewAsync(stop), stop);

    async Task<bool> RenewAsync(CancellationToken stop)
    {
        Lease[] leases = [.. held.Keys];
        if (leases.Length == 0)
        {
            return true;
        }
        var asked = options.Time.GetTimestamp();
        try
        {
            var renewed = await renew(leases, duration, stop);
            for (var index = 0; index < leases.Length; index++)
            {
                Note(leases[index], renewed[index], asked);
            }
            return true;
        }
        catch (ProviderException error)
        {
            options.Scheduler.Post(() => log.RenewalFailed(error, leases.Length));
            return false;
        }
    }

    void Note(Lease lease, bool isRenewed, long asked)
    {
        if (isRenewed)
        {
            if (held.TryGetValue(lease, out var before))
            {
                held.TryUpdate(lease, before with { Since = asked }, before);
            }
        }
        else if (held.TryRemove(lease, out var gone))
        {
            var age = options.Time.GetElapsedTime(gone.Since);
            Metrics.LeaseLosses.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Work, work));
            options.Scheduler.Post(() => gone.Lost(age));
        }
    }

    sealed record Held(Action<TimeSpan> Lost, long Since);
}
