using System.Diagnostics;
using System.Threading.Channels;

namespace Duroxide.Packages.Tests;

/// <summary>A program that runs until it is told to stop, and what it wrote so far.</summary>
sealed class Service : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Process process;
    readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    readonly List<string> told = [];

    Service(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static Service Start(string folder, string program, params string[] arguments) =>
        new(Process.Start(Command.Describe(folder, program, arguments))!);

    /// <summary>Waits for a line that holds a text, and gives what follows it there.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var line = await lines.Reader.ReadAsync(patience.Token);
                if (line.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at)
                {
                    return line[(at + text.Length)..];
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not write '{text}', but:\n{Told}");
        }
    }

    /// <summary>Asks it to stop, as a supervisor does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await Command.RunAsync(Path.GetTempPath(), "kill", "-TERM", $"{process.Id}");
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    string Told
    {
        get
        {
            lock (told)
            {
                return string.Join('\n', told);
            }
        }
    }

    void Take(string? line)
    {
        if (line is not null)
        {
            lock (told)
            {
                told.Add(line);
            }
            lines.Writer.TryWrite(line);
        }
    }
}
