using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Duroxide.Nodes;

/// <summary>This program, run once more as a process of its own.</summary>
sealed class Child : IAsyncDisposable
{
    /// <summary>What it writes when it works.</summary>
    public const string Ready = "ready";

    // 128, and the number of the signal.
    const int Killed = 137;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly string name;
    readonly Process process;
    readonly StringBuilder output = new();
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Child(string name, Process process)
    {
        this.name = name;
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ready.TrySetResult();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

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

    /// <summary>Whether it ended as one that the kernel ends.</summary>
    public bool WasKilled => process.ExitCode == Killed;

    /// <summary>Starts it, and returns when it works.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="folder">Where the program lies.</param>
    /// <param name="arguments">What it is told.</param>
    public static async Task<Child> StartAsync(string name, string folder, params string[] arguments)
    {
        var program = Path.Combine(folder, "Duroxide.Nodes.dll");
        var child = new Child(
            name,
            new Process
            {
                StartInfo = new("dotnet", ["exec", program, .. arguments])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                },
            }
        );
        await child.ready.Task.WaitAsync(Patience);
        return child.Output.Split('\n').Contains(Ready)
            ? child
            : throw new InvalidOperationException($"Process {name} did not start:\n{child.Output}");
    }

    /// <summary>Ends it as the kernel would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        // What it wrote last is read only after this.
        process.WaitForExit();
    }

    /// <summary>Sends it a signal, such as <c>-TERM</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Has it stop in order.</summary>
    /// <param name="last">How the line begins that it then writes.</param>
    /// <returns>What follows in that line.</returns>
    public async Task<string> StopAsync(string last)
    {
        await SignalAsync("-TERM");
        await EndAsync();
        var said = Output.Split('\n').SingleOrDefault(line => line.StartsWith(last, StringComparison.Ordinal));
        return said?[last.Length..]
            ?? throw new InvalidOperationException($"Process {name} did not stop in order:\n{Output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }
        process.Dispose();
    }

    void Keep(string? line)
    {
        lock (output)
        {
            output.Append(line).Append('\n');
        }
        if (line == Ready)
        {
            ready.TrySetResult();
        }
    }
}
