using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Toygres.Cli;

/// <summary>Shows the life of instances on real servers, and that nothing of it is left behind.</summary>
internal static class DemoCommand
{
    private const int Ports = 20;

    public static Command Create()
    {
        var keep = new Option<bool>("--keep-root")
        {
            Description = "Leave the folder of a server that the demo started.",
        };
        return ApiCommand.Create(
            "demo",
            "Makes three instances, fills one, images it, restores it, kills a server and sees it heal, fails over, and deletes all. Without --url or TOYGRES_URL it starts a server of its own in a temporary folder.",
            [keep],
            session =>
                session.Get(ApiCommand.Url) is null && session.Terminal.Variable("TOYGRES_URL") is null
                    ? OnItsOwnAsync(session, session.Get(keep))
                    : PlayAsync(session, root: null)
        );
    }

    private static async Task<int> OnItsOwnAsync(Session session, bool keep)
    {
        var root = Directory.CreateTempSubdirectory("toygres-demo-").FullName;
        // Servers run as another user when this is root, and must come through.
        File.SetUnixFileMode(root, File.GetUnixFileMode(root) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        var fleet = Path.Combine(root, "fleet");
        var key = $"toygres_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";
        var first = FreePorts();
        string[] options =
        [
            "--first-port",
            $"{first + 1}",
            "--ports",
            $"{Ports - 1}",
            "--health-seconds",
            "2",
            "--poll-seconds",
            "1",
            "--is-durable",
            "false",
        ];
        var program = await ServerProgram.StartAsync(
            $"http://127.0.0.1:{first}",
            fleet,
            key,
            Path.Combine(root, "server.log"),
            options,
            session.Cancel
        );
        session.Printer.Line($"A server of its own runs at {program.Url}, process {program.Process}.");
        var code = ExitCode.Refused;
        try
        {
            using var api = new ApiClient(new Credentials(program.Url, key));
            code = await PlayAsync(session with { Api = api }, fleet);
        }
        finally
        {
            await program.StopAsync(CancellationToken.None);
            foreach (var (_, id) in Leftovers.Servers(fleet))
            {
                // The demo failed half way: what it started ends with it.
                using var server = System.Diagnostics.Process.GetProcessById(id);
                server.Kill();
                await server.WaitForExitAsync(CancellationToken.None);
            }
            if (!keep)
            {
                Directory.Delete(root, recursive: true);
            }
        }
        var isGone = !program.IsAlive && (keep || !Directory.Exists(root));
        session.Printer.Line(
            isGone ? "The server has ended, and its folder is gone." : $"The server or {root} is left behind."
        );
        return isGone ? code : ExitCode.Refused;
    }

    private static async Task<int> PlayAsync(Session session, string? root)
    {
        root ??= await RootAsync(session);
        var story = new DemoStory(session, root);
        try
        {
            await story.PlayAsync();
        }
        catch (DemoException wrong)
        {
            session.Terminal.Error.WriteLine(Shown.Text($"The demo failed: {wrong.Message}"));
            return ExitCode.Refused;
        }
        var left = await story.FindLeftoversAsync();
        session.Printer.Lines(left.Select(what => $"Left behind: {what}"));
        session.Printer.Line(
            left.Count == 0
                ? "Nothing is left behind: no row, no process, no folder, no port."
                : "The demo left something behind."
        );
        return left.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    // Where the server keeps its fleet; the demo kills a process of it, and so must be on its machine.
    private static async Task<string> RootAsync(Session session)
    {
        var config = await session.Api.GetAsync<List<SettingView>>("/api/server/config", session.Cancel);
        var root = config.Single(setting => setting.Name == "Root").Value!;
        return Directory.Exists(Path.Combine(root, "instances"))
            ? root
            : throw new UsageException(
                $"The fleet of {session.Api.Url} is not on this machine. The demo kills a process of it: run it there."
            );
    }

    private static int FreePorts()
    {
        while (true)
        {
            var first = RandomNumberGenerator.GetInt32(20_000, 32_000);
            if (Enumerable.Range(first, Ports).All(port => !Leftovers.IsListening(port)))
            {
                return first;
            }
        }
    }
}
