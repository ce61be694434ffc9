using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Duroxide.Nodes;

/// <summary>A worker process, as who runs it sees it.</summary>
sealed class Node : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly Process process;
    readonly StringBuilder output = new();
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Node(WorkerSettings settings, Process process)
    {
        Settings = settings;
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ready.TrySetResult();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public WorkerSettings Settings { get; }

    /// <summary>All that it wrote.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts a process, and returns when it works.</summary>
    public static async Task<Node> StartAsync(WorkerSettings settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Duroxide.Nodes.dll");
        var node = new Node(
            settings,
            new Process
            {
                StartInfo = new("dotnet", ["exec", program, "worker", settings.ToText()])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                },
            }
        );
        await node.ready.Task.WaitAsync(Patience);
        return node.process.HasExited
            ? throw new InvalidOperationException($"Node {settings.Name} did not start:\n{node.Output}")
            : node;
    }

    /// <summary>Ends it as the kernel would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Lets it do nothing for a while, as a machine that sleeps.</summary>
    public async Task FreezeAsync(TimeSpan time)
    {
        await SignalAsync("-STOP");
        await Task.Delay(time, TimeProvider.System);
        await SignalAsync("-CONT");
    }

    /// <summary>Has it stop in order.</summary>
    /// <returns>About how many turns it ran.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("-TERM");
        await process.WaitForExitAsync().WaitAsync(Patience);
        // What it wrote last is read only after this.
        process.WaitForExit();
        var said = Output.Split('\n').SingleOrDefault(line => line.StartsWith(Worker.Turns, StringComparison.Ordinal));
        return said is null
            ? throw new InvalidOperationException($"Node {Settings.Name} did not stop in order:\n{Output}")
            : int.Parse(said[Worker.Turns.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Asks it to stop in order, and does not wait.</summary>
    public Task SignalStopAsync() => SignalAsync("-TERM");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }
        process.Dispose();
    }

    async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    void Keep(string? line)
    {
        lock (output)
        {
            output.Append(line).Append('\n');
        }
        if (line == Worker.Ready)
        {
            ready.TrySetResult();
        }
    }
}
