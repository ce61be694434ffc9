using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Duroxide.Servers;

/// <summary>A PostgreSQL server on loopback, in a folder of its own, which ends with the process.</summary>
public sealed class LocalPostgreSql : IAsyncDisposable
{
    /// <summary>Names a server to use in place of one that is started.</summary>
    public const string Variable = "DUROXIDE_TEST_POSTGRES";

    private readonly string programs;
    private readonly string folder;
    private readonly string settings;

    private LocalPostgreSql(string programs, string folder, string settings, int port)
    {
        this.programs = programs;
        this.folder = folder;
        this.settings =
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=300 "
            + $"-c shared_buffers=128MB -c max_wal_size=2GB -c log_min_messages=warning {settings}";
        Port = port;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Timeout=30";
    }

    /// <summary>How it is reached.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="settings">What it is started with besides, as in <c>-c fsync=off</c>.</param>
    public static async Task<LocalPostgreSql> StartAsync(string settings = "")
    {
        var server = await PrepareAsync(settings);
        await server.RunAsync(
            "initdb",
            ["-D", server.Data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
        );
        await server.BeginAsync();
        return server;
    }

    /// <summary>Makes a standby of this server, starts it, and lets each commit wait until it has that, too.</summary>
    /// <param name="settings">What it is started with besides.</param>
    public async Task<LocalPostgreSql> AddStandbyAsync(string settings = "")
    {
        var standby = await PrepareAsync(settings);
        await standby.RunAsync("pg_basebackup", ["-D", standby.Data, "-R", "-c", "fast", "-d", Address]);
        await standby.BeginAsync();
        await RunAsync("psql", ["-c", "ALTER SYSTEM SET synchronous_standby_names = '*'", Address]);
        await RunAsync("pg_ctl", ["-D", Data, "reload"]);
        return standby;
    }

    /// <summary>Makes a standby a server that writes.</summary>
    public Task PromoteAsync() => RunAsync("pg_ctl", ["-D", Data, "-w", "promote"]);

    /// <summary>Starts the server again.</summary>
    public Task BeginAsync() =>
        RunAsync("pg_ctl", ["-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o", settings, "start"]);

    /// <summary>Ends the server as a crash would.</summary>
    public Task EndAsync() => RunAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]);

    public ValueTask DisposeAsync()
    {
        Remove();
        return ValueTask.CompletedTask;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    private string Address => $"host=127.0.0.1 port={Port} user=postgres dbname=postgres";

    private string Data => Path.Combine(folder, "data");

    private static bool IsRoot => Environment.UserName == "root";

    private void Remove()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        using var stop = Process.Start(
            Start(Path.Combine(programs, "pg_ctl"), ["-D", Data, "-m", "immediate", "-w", "stop"])
        )!;
        stop.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }

    // The runner of tests gives a process ten seconds to exit, and on a busy machine many databases take longer to delete.
    private void RemoveLater()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        const string Script = "\"$1\" -D \"$2/data\" -m immediate -w stop; rm -rf \"$2\"";
        var start = Start("/bin/sh", ["-c", Script, "sh", Path.Combine(programs, "pg_ctl"), folder]);
        using var shell = Process.Start(
            new ProcessStartInfo(
                "/bin/sh",
                ["-c", "\"$0\" \"$@\" >/dev/null 2>&1 </dev/null &", start.FileName, .. start.ArgumentList]
            )
            {
                WorkingDirectory = start.WorkingDirectory,
            }
        )!;
        shell.WaitForExit();
    }

    private static async Task<LocalPostgreSql> PrepareAsync(string settings)
    {
        var folder = Directory.CreateTempSubdirectory("duroxide-postgres-").FullName;
        if (IsRoot)
        {
            // The server refuses to run as root, so then it runs as the user that its package has made.
            await RunAsync(Start("chown", ["postgres", folder], asSelf: true));
        }
        var server = new LocalPostgreSql(Programs(), folder, settings, FreePort());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.RemoveLater();
        return server;
    }

    private static string Programs()
    {
        const string Packages = "/usr/lib/postgresql";
        var versions = Directory.Exists(Packages) ? Directory.GetDirectories(Packages) : [];
        return versions
                .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .OrderByDescending(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
                .Select(version => Path.Combine(version, "bin"))
                .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
                .FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")))
            ?? throw new InvalidOperationException(
                $"No PostgreSQL server is installed here. Install one (apt-get install -y postgresql), or name one in {Variable}, as in 'Host=localhost;Username=postgres;Password=secret'."
            );
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task RunAsync(string program, IReadOnlyList<string> arguments) =>
        RunAsync(Start(Path.Combine(programs, program), arguments));

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}."
            );
        }
    }

    // Nothing is read: a server that is started here keeps what it was given for as long as it runs.
    private static ProcessStartInfo Start(string program, IReadOnlyList<string> arguments, bool asSelf = false)
    {
        string[] user = IsRoot && !asSelf ? ["-u", "postgres", "--", "/bin/sh"] : [];
        return new ProcessStartInfo(
            user.Length > 0 ? "runuser" : "/bin/sh",
            [.. user, "-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]
        )
        {
            WorkingDirectory = Path.GetTempPath(),
            // Where page faults are dear, as in many sandboxes, memory that is given back and asked for again at every
            // call takes nine tenths of the time.
            Environment = { ["MALLOC_TOP_PAD_"] = "16777216", ["MALLOC_TRIM_THRESHOLD_"] = "134217728" },
        };
    }
}
