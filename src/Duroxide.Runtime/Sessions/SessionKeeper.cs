using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Keeps this node's sessions while they are used, and sweeps up forgotten ones.</summary>
sealed class SessionKeeper
{
    readonly IProvider provider;
    readonly RuntimeOptions options;
    readonly string node;
    readonly RunningActivities running;
    readonly ILogger log;
    readonly Heartbeat renewal;
    readonly Heartbeat sweep;
    long used;

    public SessionKeeper(
        IProvider provider,
        RuntimeOptions options,
        string node,
        RunningActivities running,
        IPace pace,
        ILogger log
    )
    {
        this.provider = provider;
        this.options = options;
        this.node = node;
        this.running = running;
        this.log = log;
        renewal = new Heartbeat(RenewalInterval.Of(options.SessionLease), pace, IsInUse)
        {
            AfterFailure = RenewalInterval.AfterError(options.SessionLease),
        };
        sweep = new Heartbeat(options.SessionSweep, pace, IsInUse);
    }

    /// <summary>Notes that an activity of a session begins or ends here.</summary>
    public void Use()
    {
        Volatile.Write(ref used, options.Time.GetTimestamp());
        renewal.Wake();
        sweep.Wake();
    }

    /// <summary>Renews until it is cancelled.</summary>
    public Task RenewAsync(CancellationToken stop) =>
        renewal.RunAsync(
            () =>
                TryAsync(
                    "Renewing",
                    () => provider.RenewSessionsAsync([node], options.SessionLease, options.SessionIdle, stop)
                ),
            stop
        );

    /// <summary>Sweeps until it is cancelled.</summary>
    public Task SweepAsync(CancellationToken stop) =>
        sweep.RunAsync(() => TryAsync("Sweeping up", () => provider.SweepSessionsAsync(stop)), stop);

    /// <summary>Lets others have this node's sessions at once, when it stops in order and nobody will come back under its name.</summary>
    public async Task GiveBackAsync()
    {
        if (options.NodeId is not null || Volatile.Read(ref used) == 0)
        {
            return;
        }
        try
        {
            await provider
                .RenewSessionsAsync([node], TimeSpan.Zero, options.SessionIdle, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is ProviderException or ObjectDisposedException)
        {
            // Then others wait for the end of the lease, as after a crash.
            log.SessionsKept(error, options.SessionLease);
        }
    }

    // A running activity uses its session all the time. After the idle time the store would not extend it any more.
    bool IsInUse() =>
        running.Sessions.Count > 0
        || options.Time.GetElapsedTime(Volatile.Read(ref used)) <= options.SessionIdle + options.SessionSweep;

    async Task<bool> TryAsync(string what, Func<Task<int>> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (ProviderException error)
        {
            options.Scheduler.Post(() => log.SessionsFailed(error, what));
            return false;
        }
    }
}
