using System.Diagnostics;

namespace Toygres.Drivers.Local;

/// <summary>How a program ended.</summary>
/// <param name="Code">Its exit code; 0 is success.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record CommandResult(int Code, string Output, string Error)
{
    public bool Succeeded => Code == 0;
}

/// <summary>Runs programs as the user of the servers. Everybody can read arguments, so that no secret is among them.</summary>
internal sealed class Commands(string programs, ServerUser user)
{
    private static readonly string Path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";

    // How long a program waits until a server has let it in, in seconds. One that is frozen never does.
    private const string Entry = "10";

    /// <summary>Runs a program of PostgreSQL, and wants it to succeed.</summary>
    public async Task<string> DoAsync(string what, string program, string[] arguments, CancellationToken cancel)
    {
        var result = await RunAsync(
            AsServer(System.IO.Path.Combine(programs, program), arguments),
            input: null,
            cancel
        );
        return result.Succeeded ? result.Output : throw Failure(what, program, result);
    }

    /// <summary>Runs a program of PostgreSQL with something to read, and says how it ended.</summary>
    public Task<CommandResult> TryAsync(
        string program,
        string[] arguments,
        CancellationToken cancel,
        string? input = null
    ) => RunAsync(AsServer(System.IO.Path.Combine(programs, program), arguments), input, cancel);

    /// <summary>Runs a program of the system, perhaps with something to read, and wants it to succeed.</summary>
    public async Task<string> DoSystemAsync(
        string what,
        string program,
        string[] arguments,
        CancellationToken cancel,
        string? input = null
    )
    {
        var result = await RunAsync(AsServer(program, arguments), input, cancel);
        return result.Succeeded ? result.Output : throw Failure(what, program, result);
    }

    /// <summary>Takes away files and folders, with all that is in them, as the driver itself.</summary>
    /// <remarks>
    /// rm opens no folder through a link, so that a link which the user of the servers makes meanwhile leads it nowhere. As that
    /// user it could not take away what was made unreadable.
    /// </remarks>
    public async Task RemoveAsync(string[] paths, CancellationToken cancel)
    {
        var result = await RunAsync(["rm", "-rf", "--", .. paths], input: null, cancel);
        if (!result.Succeeded)
        {
            throw Failure($"{string.Join(" ", paths)} cannot be removed", "rm", result);
        }
    }

    /// <summary>Lets a process of the user of the servers go on that somebody froze.</summary>
    public Task WakeAsync(int process, CancellationToken cancel) =>
        RunAsync(AsServer("sh", ["-c", $"kill -CONT {process}"]), input: null, cancel);

    /// <summary>Waits until a folder and all that was written beside it is on the disk.</summary>
    public Task SettleAsync(string folder, CancellationToken cancel) =>
        DoSystemAsync($"{folder} cannot be written to disk", "sync", ["-f", folder], cancel);

    /// <summary>The major version of the programs.</summary>
    public static string VersionOf(string programs)
    {
        var start = new ProcessStartInfo(System.IO.Path.Combine(programs, "initdb"), ["--version"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new string([.. said.SkipWhile(letter => !char.IsDigit(letter)).TakeWhile(char.IsDigit)]);
    }

    public static DriverException Failure(string what, string program, CommandResult result) =>
        new($"{what}: {program} ended with {result.Code}. {(result.Error + result.Output).Trim()}");

    private string[] AsServer(string program, string[] arguments) =>
        user.Ids is var (owner, group)
            ? ["setpriv", $"--reuid={owner}", $"--regid={group}", "--clear-groups", "--", program, .. arguments]
            : [program, .. arguments];

    private static async Task<CommandResult> RunAsync(string[] line, string? input, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            // The user may not enter the folder that the driver was started in.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A server hands on what it is given to the programs that its owner has it run: nothing of ours is among it.
        start.Environment.Clear();
        start.Environment["PATH"] = Path;
        start.Environment["LC_ALL"] = "C";
        start.Environment["PGCONNECT_TIMEOUT"] = Entry;
        using var process =
            Process.Start(start) ?? throw new DriverException($"{line[0]} could not be started on this machine.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var error = process.StandardError.ReadToEndAsync(cancel);
            await WriteAsync(process.StandardInput, input, cancel);
            await process.WaitForExitAsync(cancel);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task WriteAsync(StreamWriter to, string? input, CancellationToken cancel)
    {
        try
        {
            await to.WriteAsync((input ?? "").AsMemory(), cancel);
            to.Close();
        }
        catch (IOException)
        {
            // The program has ended before it read everything. Its code and what it complained of say why.
        }
    }
}
