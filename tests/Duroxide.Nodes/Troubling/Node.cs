using System.Globalization;

namespace Duroxide.Nodes;

/// <summary>A worker process, as who runs it sees it.</summary>
sealed class Node : IAsyncDisposable
{
    readonly Child child;

    Node(WorkerSettings settings, Child child)
    {
        Settings = settings;
        this.child = child;
    }

    public WorkerSettings Settings { get; }

    /// <summary>All that it wrote.</summary>
    public string Output => child.Output;

    /// <summary>Starts a process, and returns when it works.</summary>
    public static async Task<Node> StartAsync(WorkerSettings settings)
    {
        var folder = settings.Release == Release.NewFramework ? NextFramework.Folder : AppContext.BaseDirectory;
        return new(settings, await Child.StartAsync(settings.Name, folder, "worker", settings.ToText()));
    }

    /// <summary>Ends it as the kernel would.</summary>
    public Task KillAsync() => child.KillAsync();

    /// <summary>Lets it do nothing for a while, as a machine that sleeps.</summary>
    public async Task FreezeAsync(TimeSpan time)
    {
        await child.SignalAsync("-STOP");
        await Task.Delay(time, TimeProvider.System);
        await child.SignalAsync("-CONT");
    }

    /// <summary>Has it stop in order.</summary>
    /// <returns>About how many turns it ran.</returns>
    public async Task<int> StopAsync() => int.Parse(await child.StopAsync(Worker.Turns), CultureInfo.InvariantCulture);

    /// <summary>Asks it to stop in order, and does not wait.</summary>
    public Task SignalStopAsync() => child.SignalAsync("-TERM");

    public ValueTask DisposeAsync() => child.DisposeAsync();
}
