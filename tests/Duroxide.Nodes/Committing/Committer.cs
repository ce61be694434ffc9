using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Duroxide.Nodes;

/// <summary>A process that places orders, and runs them, until it is told to stop, or is killed.</summary>
static class Committer
{
    /// <summary>What it writes when it has stopped in order.</summary>
    public const string Stopped = "stopped";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(CommitterSettings settings)
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        );
        using var logging = LoggerFactory.Create(log =>
            log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(line => line.SingleLine = true)
        );
        var ledger = Ledger.Of(settings);
        var orders = new Orders(ledger, new Fate(settings.Dies, settings.Pass));
        await using var provider = ledger.Open();
        var options = new RuntimeOptions
        {
            NodeId = settings.Name,
            TurnLease = Lease,
            ActivityLease = Lease,
            WorkerConcurrency = 4,
            // Nobody counts how often a process dies with the same turn.
            MaxAttempts = 1000,
            Logging = logging,
        };
        await using (var runtime = await DuroxideRuntime.StartAsync(provider, orders.Registry(), options))
        {
            Console.WriteLine(Child.Ready);
            await Task.WhenAll(
                PlaceAsync(orders, runtime.Client, settings, stop.Token),
                RaiseAsync(orders, runtime.Client, stop.Token)
            );
        }
        Console.WriteLine(Stopped);
        return 0;
    }

    static async Task PlaceAsync(
        Orders orders,
        DuroxideClient client,
        CommitterSettings settings,
        CancellationToken stop
    )
    {
        for (var number = 0; number < settings.Orders && !stop.IsCancellationRequested; number++)
        {
            await orders.PlaceAsync(client, $"{settings.Name}-{number}");
        }
    }

    static async Task RaiseAsync(Orders orders, DuroxideClient client, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await orders.RaiseAsync(client);
            await Task.Delay(Pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
