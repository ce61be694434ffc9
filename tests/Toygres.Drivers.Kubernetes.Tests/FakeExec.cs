using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>
/// Runs psql in a pod over a web socket: each message begins with its channel, 0 for the input, 1 and 2 for what is printed, 3 for how
/// it ended.
/// </summary>
internal static class FakeExec
{
    private const string Protocol = "v4.channel.k8s.io";

    public static async Task RunAsync(HttpContext http, FakeServer server)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync(Protocol);
        var input = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!input.ToString().EndsWith("\n\\q\n", StringComparison.Ordinal))
        {
            var part = await socket.ReceiveAsync(buffer, http.RequestAborted);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return;
            }
            if (part.Count > 0 && buffer[0] == 0)
            {
                input.Append(Encoding.UTF8.GetString(buffer, 1, part.Count - 1));
            }
        }
        var (output, error, code) = server.Run(input.ToString()[..^"\n\\q\n".Length]);
        await SendAsync(socket, 1, output, http.RequestAborted);
        await SendAsync(socket, 2, error, http.RequestAborted);
        await SendAsync(socket, 3, StatusOf(code).ToJsonString(), http.RequestAborted);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
    }

    private static JsonObject StatusOf(int code) =>
        code == 0
            ? new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Success" }
            : new JsonObject
            {
                ["metadata"] = new JsonObject(),
                ["status"] = "Failure",
                ["message"] = $"command terminated with non-zero exit code: exit status {code}",
                ["reason"] = "NonZeroExitCode",
                ["details"] = new JsonObject
                {
                    ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{code}" }),
                },
            };

    private static async Task SendAsync(WebSocket socket, byte channel, string text, CancellationToken cancel)
    {
        byte[] message = [channel, .. Encoding.UTF8.GetBytes(text)];
        await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancel);
    }
}
