using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Toygres.Server;

namespace Toygres.Cli;

/// <summary>A server that this user started beside the command line: it lives on when the command has ended.</summary>
/// <param name="Process">The id of its process.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Root">The folder of its fleet.</param>
/// <param name="Log">The file of what it prints.</param>
internal sealed record ServerProgram(int Process, string Url, string Root, string Log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether it runs. Another process may have its number by now.</summary>
    public bool IsAlive =>
        File.Exists($"/proc/{Process}/cmdline")
        && File.ReadAllText($"/proc/{Process}/cmdline").Contains(Assembly, StringComparison.Ordinal);

    private static string Assembly => typeof(ToygresServer).Assembly.Location;

    /// <summary>Finds the one that was started last; null when there is none.</summary>
    public static ServerProgram? Find(Terminal terminal) =>
        File.Exists(PathOf(terminal))
            ? JsonSerializer.Deserialize<ServerProgram>(File.ReadAllText(PathOf(terminal)))
            : null;

    /// <summary>Starts one, and waits until it answers.</summary>
    /// <param name="url">Where it is to listen.</param>
    /// <param name="root">The folder of its fleet.</param>
    /// <param name="key">A key of its admin, told in the environment.</param>
    /// <param name="log">The file of what it prints.</param>
    /// <param name="options">Other options.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="IOException">It ended before it answered; the text is what it printed.</exception>
    public static async Task<ServerProgram> StartAsync(
        string url,
        string root,
        string key,
        string log,
        IReadOnlyList<string> options,
        CancellationToken cancel
    )
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        string[] line = ["dotnet", Assembly, "--address", url, "--root", root, .. options];
        // A session of its own, so that Ctrl-C in this terminal does not end it.
        var start = new ProcessStartInfo(
            "setsid",
            ["sh", "-c", "log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1", "sh", log, .. line]
        )
        {
            Environment = { ["Toygres__AdminKey"] = key },
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var program = new ServerProgram(process.Id, url, root, log);
        await program.WaitAsync(process, key, cancel);
        return program;
    }

    /// <summary>Remembers it for later commands.</summary>
    public void Save(Terminal terminal) => OwnFile.Write(PathOf(terminal), JsonSerializer.Serialize(this));

    /// <summary>Ends it, and waits until it has ended. What it works on goes on when it is started again.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        if (!IsAlive)
        {
            return;
        }
        using var process = System.Diagnostics.Process.GetProcessById(Process);
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{Process}"]);
        await process.WaitForExitAsync(cancel);
    }

    /// <summary>Forgets the one that was started last.</summary>
    public static void Forget(Terminal terminal) => File.Delete(PathOf(terminal));

    private async Task WaitAsync(Process process, string key, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var timer = new PeriodicTimer(Pause);
        var began = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(http, cancel))
        {
            if (process.HasExited)
            {
                var said = File.ReadLines(Log).TakeLast(5);
                throw new IOException($"The server did not start: {string.Join(' ', said)}");
            }
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new IOException($"The server does not answer at {Url}. Read {Log}.");
            }
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var response = await http.GetAsync("/api/system", cancel);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    private static string PathOf(Terminal terminal) => Path.Combine(Credentials.FolderOf(terminal), "server.json");
}
