using System.Data.Common;
using Toygres.Cms;

namespace Toygres.Server;

/// <summary>Says now and then that this process is there.</summary>
internal sealed partial class Presence(
    SqlProcesses processes,
    ServerOptions options,
    TimeProvider time,
    ILogger<Presence> log
) : BackgroundService
{
    /// <summary>How long ago a process was seen that is there.</summary>
    public static readonly TimeSpan Recently = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly string id = Guid.NewGuid().ToString();

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => processes.ForgetAsync(id, cancellationToken));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = time.GetUtcNow();
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            var here = new FleetProcess(
                id,
                Environment.MachineName,
                Environment.ProcessId,
                Contracts.Word.Of(options.Role),
                started,
                time.GetUtcNow()
            );
            await TryAsync(() => processes.SeeAsync(here, stoppingToken));
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // The database may be away for a while; the process is there all the same.
    private async Task TryAsync(Func<Task> say)
    {
        try
        {
            await say();
        }
        catch (DbException away)
        {
            Unseen(log, away);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The database does not answer, so that nobody sees this process there.")]
    private static partial void Unseen(ILogger log, Exception error);
}
