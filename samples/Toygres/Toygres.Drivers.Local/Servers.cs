using System.Diagnostics;

namespace Toygres.Drivers.Local;

/// <summary>Starts, stops and asks the servers.</summary>
internal sealed class Servers(
    LocalOptions options,
    Layout layout,
    Commands commands,
    PortLeases leases,
    ServerUser user
)
{
    private const int MostPorts = 5;

    private string Patience => $"{(int)options.Patience.TotalSeconds}";

    public ServerProcess? Find(InstanceName instance) => ServerProcess.Find(layout.DataOf(instance), user);

    /// <summary>How psql and the others reach a server, without a password.</summary>
    public string[] Way(int port) => ["-h", layout.Sockets, "-p", $"{port}", "-U", "postgres", "-w"];

    public async Task StartAsync(InstanceName instance, InstanceName? follows, CancellationToken cancel)
    {
        await WakeAsync(instance, cancel);
        for (var tried = 0; Find(instance) is null; tried++)
        {
            options.Step("look at the port");
            var port = leases.Take(instance);
            if (!PortLeases.IsFree(port))
            {
                options.Step("take another port");
                port = leases.Move(instance);
            }
            options.Step("start the server");
            layout.CreateLog(instance);
            var before = new FileInfo(layout.LogOf(instance)).Length;
            var result = await commands.TryAsync("pg_ctl", StartLine(instance, port, follows), cancel);
            // It may recover for longer than an attempt waits.
            if (Find(instance) is null)
            {
                var said = LogFile.Tail(layout.LogOf(instance), lines: 20, from: before);
                var mayTryAgain =
                    result.Succeeded
                    || said.Any(line => line.Contains("Address already in use", StringComparison.Ordinal));
                if (tried == MostPorts || !mayTryAgain)
                {
                    throw new DriverException(
                        $"{instance} does not start: {string.Join(" ", said.DefaultIfEmpty(result.Error))}"
                    );
                }
            }
        }
    }

    /// <summary>Ends a server.</summary>
    /// <param name="instance">Which.</param>
    /// <param name="atOnce">Whether it leaves its files as a crash would, because nobody needs them any more.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task StopAsync(InstanceName instance, bool atOnce, CancellationToken cancel)
    {
        if (Find(instance) is not { } server)
        {
            return;
        }
        if (!Directory.Exists(server.Data))
        {
            options.Step("end the server without data");
            await EndOrphanAsync(instance, cancel);
            return;
        }
        await WakeAsync(instance, cancel);
        string[] stop = ["-D", server.Data, "-w", "-t", Patience, "stop", "-m"];
        if (!atOnce)
        {
            options.Step("stop the server");
            var asked = await commands.TryAsync("pg_ctl", [.. stop, "fast"], cancel);
            if (asked.Succeeded && await HasEndedAsync(instance, cancel))
            {
                return;
            }
        }
        options.Step("stop the server at once");
        var result = await commands.TryAsync("pg_ctl", [.. stop, "immediate"], cancel);
        if (result.Succeeded && await HasEndedAsync(instance, cancel))
        {
            return;
        }
        if (Find(instance) is { } hung)
        {
            // It does not even hear that. Its processes end when they see that it is gone.
            options.Step("kill the server");
            await commands.TryAsync("pg_ctl", ["kill", "KILL", $"{hung.Id}"], cancel);
        }
        if (!await HasEndedAsync(instance, cancel))
        {
            throw Commands.Failure($"{instance} does not stop", "pg_ctl", result);
        }
    }

    // One that somebody froze hears nothing, and lets nobody in: to start it is to let it go on, and it stops in peace only then.
    private async Task WakeAsync(InstanceName instance, CancellationToken cancel)
    {
        if (Find(instance) is { IsFrozen: true } server)
        {
            options.Step("wake the server");
            await commands.WakeAsync(server.Id, cancel);
        }
    }

    // pg_ctl is content when the server has taken its file away; its process ends a moment later. One that has ended, and that
    // nobody has waited for yet, has no command line any more, and so is none of ours.
    private async Task<bool> HasEndedAsync(InstanceName instance, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        while (Find(instance) is not null)
        {
            if (Stopwatch.GetElapsedTime(began) > options.Patience)
            {
                return false;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancel);
        }
        return true;
    }

    public async Task<ObservedState> CheckAsync(InstanceName instance, CancellationToken cancel)
    {
        var isThere = Marker.Find(layout.Of(instance), instance.Value) is not null;
        return await LookAsync(instance, isThere, cancel);
    }

    /// <summary>Looks at an instance of which it is known whether it has a folder.</summary>
    public async Task<ObservedState> LookAsync(InstanceName instance, bool isThere, CancellationToken cancel) =>
        (isThere, Find(instance)) switch
        {
            (true, { } server) => await TakesSessionsAsync(instance, server, cancel)
                ? ObservedState.Ready
                : ObservedState.Starting,
            (true, null) => ObservedState.Stopped,
            (false, { }) => ObservedState.Orphan,
            (false, null) => ObservedState.Missing,
        };

    /// <summary>The port of a server that runs.</summary>
    public int PortOf(InstanceName instance) =>
        (Find(instance) is { } server ? WhereListens(instance, server) : null)
        ?? throw new DriverException($"{instance} does not run. Start it and try again.");

    // Who only looks holds no lock, and takes no port that a Delete beside it would leave behind.
    private int? WhereListens(InstanceName instance, ServerProcess server) => server.Port ?? leases.Find(instance);

    private async Task<bool> TakesSessionsAsync(InstanceName instance, ServerProcess server, CancellationToken cancel)
    {
        if (WhereListens(instance, server) is not { } port)
        {
            return false;
        }
        var result = await commands.TryAsync("pg_isready", [.. Way(port)[..^1], "-q"], cancel);
        return result.Succeeded;
    }

    private string[] StartLine(InstanceName instance, int port, InstanceName? follows)
    {
        var settings = $"-p {port} -k {layout.Sockets} -c listen_addresses=127.0.0.1";
        if (follows is { } primary && leases.Find(primary) is { } source)
        {
            // The one that it follows may have moved to another port since.
            settings +=
                $" -c \"primary_conninfo=host={layout.Sockets} port={source} user=postgres application_name={instance}\"";
        }
        return
        [
            "-D",
            layout.DataOf(instance),
            "-l",
            layout.LogOf(instance),
            "-w",
            "-t",
            Patience,
            "-o",
            settings,
            "start",
        ];
    }

    // Its files are gone, so that it cannot be asked to end in peace, and has nothing left to keep.
    private async Task EndOrphanAsync(InstanceName instance, CancellationToken cancel)
    {
        // It is looked at right before: once it has ended, its id may be that of another process.
        if (Find(instance) is not { } server)
        {
            return;
        }
        await commands.TryAsync("pg_ctl", ["kill", "QUIT", $"{server.Id}"], cancel);
        if (!await HasEndedAsync(instance, cancel))
        {
            throw new DriverException($"{instance} lost its data, and its process {server.Id} does not end.");
        }
    }
}
