using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Renews the leases of all work in hand, in one call, as long as the work goes on.</summary>
/// <remarks>Only a lost lease stops work. An error of the store stops nothing: the renewal is tried again soon.</remarks>
sealed class LeaseKeeper
{
    readonly ConcurrentDictionary<Lease, Action> held = new();
    readonly Func<IReadOnlyList<Lease>, TimeSpan, CancellationToken, Task<IReadOnlyList<bool>>> renew;
    readonly TimeSpan duration;
    readonly Heartbeat heartbeat;
    readonly ILogger log;

    public LeaseKeeper(
        Func<IReadOnlyList<Lease>, TimeSpan, CancellationToken, Task<IReadOnlyList<bool>>> renew,
        TimeSpan duration,
        TimeProvider time,
        IScheduler scheduler,
        ILogger log
    )
    {
        this.renew = renew;
        this.duration = duration;
        this.log = log;
        heartbeat = new Heartbeat(RenewalInterval.Of(duration), time, scheduler, () => !held.IsEmpty)
        {
            AfterFailure = RenewalInterval.AfterError(duration),
        };
    }

    /// <summary>Keeps a lease until it is let go.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="lost">Called once when the store says that somebody else holds it, or that the work was cancelled.</param>
    public void Keep(Lease lease, Action lost)
    {
        held[lease] = lost;
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
        try
        {
            var renewed = await renew(leases, duration, stop).ConfigureAwait(false);
            for (var index = 0; index < leases.Length; index++)
            {
                if (!renewed[index] && held.TryRemove(leases[index], out var lost))
                {
                    lost();
                }
            }
            return true;
        }
        catch (ProviderException error)
        {
            log.RenewalFailed(error, leases.Length);
            return false;
        }
    }
}
