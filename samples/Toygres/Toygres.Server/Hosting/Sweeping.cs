using Toygres.Orchestrations;

namespace Toygres.Server;

/// <summary>Has what belongs to nobody taken away when a worker starts, and each hour.</summary>
internal sealed partial class Sweeping(FleetServices fleet, TimeProvider time, ILogger<Sweeping> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await TryAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // The memory or the store of secrets may be away for a while; the next hour comes.
    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var secret in await SecretSweep.RunAsync(fleet, time.GetUtcNow(), cancel))
            {
                Swept(log, secret.Name);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Unswept(log, error);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The password {Secret} belonged to no instance, and is gone.")]
    private static partial void Swept(ILogger log, string secret);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "What belongs to nobody could not be taken away; it is tried again in an hour."
    )]
    private static partial void Unswept(ILogger log, Exception error);
}
