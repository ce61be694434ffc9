using Duroxide.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Duroxide.Cli;

/// <summary>Shows a store in a browser.</summary>
static class DashboardCommand
{
    const string Path = "/duroxide";

    // A page that follows an instance has a request open for as long as it is shown.
    static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on loopback. Default: one that is free.",
            DefaultValueFactory = _ => 0,
        };
        var readOnly = new Option<bool>("--read-only") { Description = "Let nothing be changed." };
        var code = new CodeOptions(isRequired: false);
        return StoreCommand.Create(
            "dashboard",
            "Shows the store in a browser on this machine, until Ctrl-C. Who acts, and on what, is told on the terminal.",
            [port, readOnly, .. code.Options],
            session =>
                ServeAsync(
                    session,
                    session.Get(port),
                    new()
                    {
                        IsReadOnly = session.Get(readOnly),
                        Code = code.IsGiven(session) ? code.Load(session).Registry : null,
                    }
                ),
            line => !line.GetValue(readOnly)
        );
    }

    static async Task<int> ServeAsync(Session session, int port, DashboardOptions options)
    {
        await using var app = Build(session.Client, port);
        app.MapGet(
            "/",
            (HttpContext http) =>
            {
                http.Response.Redirect(Path);
                return Task.CompletedTask;
            }
        );
        app.MapDuroxide(Path, options);
        await app.StartAsync(session.Cancellation);
        var address = $"{app.Urls.Single()}{Path}";
        if (session.Printer.IsJson)
        {
            session.Printer.Json(new { Address = address });
        }
        session.Printer.Line(address);
        await app.WaitForShutdownAsync(session.Cancellation);
        return ExitCode.Done;
    }

    // Nothing of the folder or the environment is read, which could let it listen elsewhere.
    static WebApplication Build(DuroxideClient client, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.AddFilter((category, _) => category == "Duroxide.Dashboard.Audit");
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(client);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Courtesy);
        return builder.Build();
    }
}
