using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Keeps this node's sessions while they are used, and sweeps up forgotten ones.</summary>
sealed class SessionKeeper
{
    readonly IProvider provider;
    readonly RuntimeOptions options;
    readonly string node;
    readonly ILogger log;
    readonly Heartbeat renewal;
    readonly Heartbeat sweep;
    long used;

    public SessionKeeper(IProvider provider, RuntimeOptions options, string node, ILogger log)
    {
        this.provider = provider;
        this.options = options;
        this.node = node;
        this.log = log;
        renewal = new Heartbeat(RenewalInterval.Of(options.SessionLease), options.Time, options.Work, IsInUse);
        sweep = new Heartbeat(options.SessionSweep, options.Time, options.Work, IsInUse);
    }

    /// <summary>Notes that an activity of a session runs here.</summary>
    public void Use()
    {
        Volatile.Write(ref used, options.Time.GetTimestamp());
        renewal.Wake();
        sweep.Wake();
    }

    /// <summary>Renews and sweeps until it is cancelled.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(
            renewal.RunAsync(
                () =>
                    TryAsync(() =>
                        provider.RenewSessionsAsync([node], options.SessionLease, options.SessionIdle, stop)
                    ),
                stop
            ),
            sweep.RunAsync(() => TryAsync(() => provider.SweepSessionsAsync(stop)), stop)
        );

    // After the idle time the store would not extend a session any more.
    bool IsInUse() =>
        options.Time.GetElapsedTime(Volatile.Read(ref used)) <= options.SessionIdle + options.SessionSweep;

    async Task TryAsync(Func<Task<int>> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (ProviderException error)
        {
            log.RenewalFailed(error, 1);
        }
    }
}
