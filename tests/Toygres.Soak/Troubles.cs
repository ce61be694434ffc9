using System.Diagnostics;

namespace Toygres.Soak;

/// <summary>Kills what works.</summary>
internal sealed class Troubles(Place place, SoakSettings settings, Random chance) : IDisposable
{
    private readonly List<Worker> workers = [.. Enumerable.Range(0, settings.Workers).Select(_ => Worker.Start(place))];

    public int ServersKilled { get; private set; }

    public int WorkersKilled { get; private set; }

    /// <summary>Kills a server or a worker. Of a worker another one is started.</summary>
    public void Strike()
    {
        if (chance.Next(3) == 0)
        {
            KillWorker();
        }
        else
        {
            KillServer();
        }
    }

    /// <summary>Starts those anew that have ended by themselves, and gives how many did.</summary>
    public int Replace()
    {
        var dead = workers.Where(worker => !worker.Runs).ToList();
        foreach (var worker in dead)
        {
            workers[workers.IndexOf(worker)] = Worker.Start(place);
            worker.Dispose();
        }
        return dead.Count;
    }

    public void Dispose()
    {
        foreach (var worker in workers)
        {
            worker.Stop();
            worker.Dispose();
        }
    }

    private void KillWorker()
    {
        var at = chance.Next(workers.Count);
        workers[at].Kill();
        workers[at].Dispose();
        workers[at] = Worker.Start(place);
        WorkersKilled++;
    }

    private void KillServer()
    {
        var servers = Postmasters().ToList();
        if (servers.Count == 0)
        {
            return;
        }
        try
        {
            using var process = Process.GetProcessById(servers[chance.Next(servers.Count)]);
            process.Kill();
            ServersKilled++;
        }
        catch (ArgumentException)
        {
            // It was stopped a moment before.
        }
    }

    // Those whose data lie below the root of this trial, and no others.
    private IEnumerable<int> Postmasters()
    {
        var instances = Path.Combine(place.Root, "instances");
        foreach (
            var file in Directory
                .EnumerateDirectories(instances)
                .Select(folder => Path.Combine(folder, "data", "postmaster.pid"))
        )
        {
            string? first;
            try
            {
                first = File.ReadLines(file).FirstOrDefault();
            }
            catch (IOException)
            {
                // It does not run.
                continue;
            }
            if (int.TryParse(first, out var id) && IsServer(id, file))
            {
                yield return id;
            }
        }
    }

    // A file may outlive its server, whose id may be that of anybody by now.
    private static bool IsServer(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline")
                .Contains(Path.GetDirectoryName(file)!, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
