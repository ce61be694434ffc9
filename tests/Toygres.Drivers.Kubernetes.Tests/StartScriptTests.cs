using System.Diagnostics;
using Toygres.Drivers.Kubernetes;
using static Toygres.Tests.Drivers.Kubernetes.ClusterGround;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>The script of the pods and the settings that they get, with real servers: each pod is a process, and its volume a folder.</summary>
public class StartScriptTests
{
    [Fact]
    public async Task A_pod_makes_its_data_keeps_them_and_is_followed_and_copied()
    {
        using var pods = new RealPods();
        var primary = pods.Prepare("primary", key: "the-key-of-the-lineage");
        // What a pod that died left half made.
        pods.Make(Path.Combine(primary.Data + ".new", "rubbish"));
        await pods.StartAsync(primary);
        await pods.AskAsync(primary, "CREATE TABLE kept AS SELECT 42 AS answer");

        await pods.KillAsync(primary);
        await pods.StartAsync(primary);
        Assert.Equal("42", await pods.AskAsync(primary, "SELECT answer FROM kept"));
        Assert.False(Directory.Exists(primary.Data + ".new"));

        var replica = pods.Prepare("replica", key: "the-key-of-the-lineage") with { Follows = primary };
        await pods.StartAsync(replica);
        await pods.EventuallyAsync(
            primary,
            "SELECT count(*) FROM pg_stat_replication WHERE application_name = 'replica'",
            "1"
        );
        Assert.Equal("t", await pods.AskAsync(replica, "SELECT pg_is_in_recovery()"));
        await pods.AskAsync(primary, "INSERT INTO kept VALUES (43)");
        await pods.EventuallyAsync(replica, "SELECT count(*) FROM kept", "2");
        Assert.Equal(
            "t",
            await pods.AskAsync(
                replica,
                "SELECT CASE WHEN pg_is_in_recovery() THEN pg_promote(true, 30) ELSE true END;"
            )
        );
        await pods.KillAsync(replica);
        await pods.StartAsync(replica);
        Assert.Equal("f", await pods.AskAsync(replica, "SELECT pg_is_in_recovery()"));

        // A snapshot is the disk of a server that lost its power.
        await pods.KillAsync(primary);
        var copy = pods.Prepare("copy", key: "a-key-of-its-own");
        await pods.CopyAsync(primary, copy);
        await pods.StartAsync(copy);
        Assert.Equal("85", await pods.AskAsync(copy, "SELECT sum(answer) FROM kept"));
        Assert.Equal(0, await pods.IdentifyAsync(copy, "a-key-of-its-own"));
        Assert.NotEqual(0, await pods.IdentifyAsync(copy, "the-key-of-the-lineage"));
    }

    /// <summary>Where a pod has its things.</summary>
    private sealed record Pod(string Name, string Folder, int Port)
    {
        public Pod? Follows { get; init; }

        public string Data => Path.Combine(Folder, "data", "cluster");

        public string Of(string part) => Path.Combine(Folder, part);
    }

    private sealed class RealPods : IDisposable
    {
        private readonly string root = Directory.CreateTempSubdirectory("toygres-pods-").FullName;
        private readonly Dictionary<string, Process> running = [];

        private static string Programs { get; } =
            Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(programs => File.Exists(Path.Combine(programs, "initdb")))
                .Order()
                .Last();

        public Pod Prepare(string name, string key)
        {
            var pod = new Pod(name, Path.Combine(root, name), FreePort());
            var options = new KubernetesOptions();
            var settings = new Manifests(options, new Marks(options)).Settings(Spec(InstanceName.Parse(name)));
            foreach (var part in new[] { "data", "settings", "sockets", "replication" })
            {
                Directory.CreateDirectory(pod.Of(part));
            }
            foreach (var (file, text) in settings.Data)
            {
                File.WriteAllText(Path.Combine(pod.Of("settings"), file), text);
            }
            File.AppendAllText(
                Path.Combine(pod.Of("settings"), "postgresql.conf"),
                $"port = {pod.Port}\nfsync = off\n"
            );
            File.WriteAllText(Path.Combine(pod.Of("replication"), "password"), key);
            Run("chmod", "755", root);
            Give(root);
            return pod;
        }

        public void Make(string folder)
        {
            Directory.CreateDirectory(folder);
            Give(root);
        }

        public async Task StartAsync(Pod pod)
        {
            var start = AsServer("sh", Path.Combine(pod.Of("settings"), "start.sh"));
            start.Environment["PATH"] = $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}";
            start.Environment["NAME"] = pod.Name;
            start.Environment["PGDATA"] = pod.Data;
            start.Environment["SETTINGS"] = pod.Of("settings");
            start.Environment["SOCKETS"] = pod.Of("sockets");
            start.Environment["REPLICATION"] = pod.Of("replication");
            if (pod.Follows is { } primary)
            {
                start.Environment["FOLLOWS"] = "127.0.0.1";
                start.Environment["FOLLOWS_PORT"] = $"{primary.Port}";
            }
            var process = Process.Start(start)!;
            running[pod.Name] = process;
            await UntilAsync(async () =>
            {
                Assert.False(process.HasExited, $"{pod.Name} ended with its start.");
                return await CodeAsync(
                        AsServer(Program("pg_isready"), "-q", "-h", pod.Of("sockets"), "-p", $"{pod.Port}")
                    ) == 0;
            });
        }

        /// <summary>Ends a pod as a machine does that loses its power.</summary>
        public async Task KillAsync(Pod pod)
        {
            running[pod.Name].Kill(entireProcessTree: true);
            await running[pod.Name].WaitForExitAsync(Cancel);
        }

        public async Task<string> AskAsync(Pod pod, string statement)
        {
            var start = AsServer(
                Program("psql"),
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                pod.Of("sockets"),
                "-p",
                $"{pod.Port}",
                "-U",
                "postgres",
                "-c",
                statement
            );
            start.RedirectStandardOutput = true;
            using var process = Process.Start(start)!;
            var said = await process.StandardOutput.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            Assert.Equal(0, process.ExitCode);
            return said.Trim();
        }

        public Task EventuallyAsync(Pod pod, string statement, string answer) =>
            UntilAsync(async () => await AskAsync(pod, statement) == answer);

        /// <summary>Comes in over the network as a replica does, and gives the code of the program that tried.</summary>
        public Task<int> IdentifyAsync(Pod pod, string key)
        {
            var start = AsServer(
                Program("psql"),
                "-X",
                "-q",
                "-c",
                "IDENTIFY_SYSTEM",
                $"host=127.0.0.1 port={pod.Port} user=toygres_replicator replication=true"
            );
            start.Environment["PGPASSWORD"] = key;
            return CodeAsync(start);
        }

        public async Task CopyAsync(Pod from, Pod to)
        {
            Assert.Equal(0, await CodeAsync(AsServer("cp", "-a", from.Data, to.Data)));
        }

        public void Dispose()
        {
            foreach (var process in running.Values)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                process.Dispose();
            }
            // The children of a server that was killed end by themselves, and may write until then.
            Run("sh", "-c", $"until rm -rf {root}; do :; done");
        }

        private static bool IsRoot => Environment.UserName == "root";

        private static string Program(string name) => Path.Combine(Programs, name);

        private static void Give(string folder)
        {
            if (IsRoot)
            {
                Run("chown", "-R", "postgres:postgres", folder);
            }
        }

        private static void Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }

        private static ProcessStartInfo AsServer(string program, params string[] arguments) =>
            new(
                IsRoot ? "setpriv" : program,
                IsRoot
                    ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", program, .. arguments]
                    : arguments
            )
            {
                WorkingDirectory = "/",
            };

        private static async Task<int> CodeAsync(ProcessStartInfo start)
        {
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            using var process = Process.Start(start)!;
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(Cancel),
                process.StandardError.ReadToEndAsync(Cancel)
            );
            await process.WaitForExitAsync(Cancel);
            return process.ExitCode;
        }

        private static int FreePort()
        {
            using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
            listener.Start();
            return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        }

        private static async Task UntilAsync(Func<Task<bool>> holds)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            limit.CancelAfter(TimeSpan.FromMinutes(1));
            while (!await holds())
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
    }
}
