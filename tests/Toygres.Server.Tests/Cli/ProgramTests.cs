using Toygres.Cli;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests.Cli;

/// <summary>Servers that are processes, over real PostgreSQL.</summary>
public class ProgramTests
{
    [Fact]
    public async Task A_server_is_started_used_and_stopped()
    {
        var folder = Directory.CreateTempSubdirectory("toygres-cli-");
        try
        {
            var shell = new Shell(name => name == "TOYGRES_CONFIG" ? Path.Combine(folder.FullName, "config") : null);
            var root = Path.Combine(folder.FullName, "fleet");
            var port = $"{20_000 + Environment.ProcessId % 10_000}";

            Assert.Contains(
                "http://127.0.0.1",
                (await shell.RunAsync("server", "start", "-p", port, "--root", root)).Done()
            );
            Assert.Equal(ExitCode.Refused, (await shell.RunAsync("server", "start", "-p", port, "--root", root)).Code);
            Assert.Contains("runs", (await shell.RunAsync("server", "status")).Done());
            Assert.Contains("admin", (await shell.RunAsync("whoami")).Done());
            Assert.Contains("has ended", (await shell.RunAsync("server", "stop")).Done());
            Assert.Equal(ExitCode.NotFound, (await shell.RunAsync("server", "stop")).Code);
            Assert.Equal(ExitCode.Server, (await shell.RunAsync("whoami")).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_demo_shows_a_life_and_leaves_nothing_behind()
    {
        var shell = new Shell(_ => null);

        var told = (await shell.RunAsync("demo")).Done();

        Assert.Contains("Its data is the same", told);
        Assert.Contains("It healed by itself", told);
        Assert.Contains("It writes, and is reached as", told);
        Assert.Contains("Nothing is left behind: no row, no process, no folder, no port.", told);
        Assert.Contains("its folder is gone", told);
    }
}
