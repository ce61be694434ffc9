using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Duroxide.Samples.Tests;

/// <summary>The order program as a process of its own.</summary>
sealed class ShopProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly Process process;
    readonly StringBuilder output = new();

    ShopProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string ShippedOrders => SampleProgram.File("orders.csv");

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

    public static ShopProcess Start(params IEnumerable<string> arguments) => StartTwin("OrderFulfilment", arguments);

    /// <summary>Starts the program in one of its languages.</summary>
    public static ShopProcess StartTwin(string program, params IEnumerable<string> arguments) =>
        new(new Process { StartInfo = SampleProgram.Start(program, arguments) });

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var shop = Start(arguments);
        return (await shop.EndAsync(), shop.Output);
    }

    /// <summary>Lets the program live for a while, unless it ends before, and kills it as the kernel would.</summary>
    /// <returns>Whether it was killed.</returns>
    public async Task<bool> KillAfterAsync(TimeSpan life, TimeProvider time)
    {
        var ended = process.WaitForExitAsync();
        await Task.WhenAny(ended, Task.Delay(life, time));
        if (process.HasExited)
        {
            return false;
        }
        process.Kill();
        await ended;
        return true;
    }

    /// <summary>Asks the program to stop. By the signal that no shell takes from its children, as some do with that of Ctrl-C.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> EndAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Waits until the program has written something that matches a pattern.</summary>
    public async Task SaysAsync(string pattern, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!Regex.IsMatch(Output, pattern))
        {
            Assert.False(process.HasExited, $"It ended without '{pattern}':\n{Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, limit.Token);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        process.Dispose();
    }

    void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
