using System.Reflection;
using Duroxide;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Toygres.Cms;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Upkeep;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Tells of the fleet as a whole, and of the server.</summary>
internal static class SystemEndpoints
{
    private const int MostLines = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static void MapSystem(this RouteGroupBuilder api)
    {
        var fleet = api.MapGroup("").WithTags("fleet");
        fleet.MapGet("/system", SystemAsync).WithName("GetSystem").WithSummary("Tells of the fleet as a whole.");
        fleet
            .MapGet("/drift", DriftAsync)
            .WithName("GetDrift")
            .WithSummary("Compares what is wanted with what is there now, and lists what was found before.");
        fleet
            .MapPost("/sync", SyncAsync)
            .WithName("Sync")
            .WithSummary(
                "Has the reconciler compare and mend now, and waits a minute at most: it says how many mends still run."
            )
            .RequireAuthorization(Policies.Operator);
        var server = api.MapGroup("/server").WithTags("server");
        server.MapGet("/stats", StatsAsync).WithName("GetStats").WithSummary("Counts what the engine has to do.");
        server
            .MapGet("/logs", Logs)
            .WithName("GetServerLog")
            .WithSummary("Reads the last lines that this process logged.")
            .RequireAuthorization(Policies.Operator);
        server.MapGet("/prune-log", PruneLogAsync).WithName("GetPruneLog").WithSummary("Reads what the pruner forgot.");
        server
            .MapGet("/workers", WorkersAsync)
            .WithName("ListWorkers")
            .WithSummary("Lists the processes of the fleet that were seen in the last half minute.");
        server
            .MapGet("/config", Config)
            .WithName("GetConfig")
            .WithSummary("Lists the options of this process; of secrets only whether they are set.")
            .RequireAuthorization(Policies.Admin);
        server.MapOrchestrations();
    }

    /// <summary>Maps what is answered to anybody.</summary>
    public static void MapServerHealth(this IEndpointRouteBuilder app) =>
        app.MapGet("/health", HealthAsync)
            .WithName("GetHealth")
            .WithSummary("Tells whether this process works.")
            .WithTags("server")
            .AllowAnonymous();

    private static async Task<Results<Ok<ServerHealthView>, JsonHttpResult<ServerHealthView>>> HealthAsync(
        HealthCheckService checks,
        CancellationToken cancel
    )
    {
        var report = await checks.CheckHealthAsync(cancel);
        var view = new ServerHealthView(
            Word.Of(report.Status),
            report.Entries.ToDictionary(
                entry => entry.Key,
                entry => entry.Value.Description ?? Word.Of(entry.Value.Status)
            )
        );
        return report.Status is HealthStatus.Unhealthy
            ? TypedResults.Json(view, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(view);
    }

    private static async Task<Ok<SystemView>> SystemAsync(
        ICms cms,
        DuroxideClient engine,
        ServerOptions options,
        CancellationToken cancel
    )
    {
        var rows = await cms.ListAsync(cancel);
        var upkeep = new List<UpkeepView>();
        foreach (var id in new[] { Names.Reconciler, Names.Semaphore, Names.Pruner, Names.BackupScheduler })
        {
            upkeep.Add(await Upkeep.OfAsync(engine, id, cancel));
        }
        return TypedResults.Ok(
            new SystemView(
                VersionOf(),
                options.Driver,
                Word.Of(options.Role),
                options.Database is null ? "sqlite" : "postgresql",
                rows.GroupBy(row => row.State)
                    .OrderBy(state => state.Key)
                    .ToDictionary(state => Word.Of(state.Key), state => state.Count()),
                rows.Count(row => row is { State: InstanceState.Running, Health: Health.Unhealthy }),
                (await cms.ListImagesAsync(cancel)).Count,
                upkeep
            )
        );
    }

    private static string VersionOf() =>
        typeof(SystemEndpoints)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private static async Task<Ok<DriftReport>> DriftAsync(
        FleetClient fleet,
        ICms cms,
        CancellationToken cancel,
        int limit = 100
    )
    {
        var findings = await fleet.CompareAsync(cancel);
        var recorded = await cms.ListDriftsAsync(Math.Clamp(limit, 1, 1000), cancel);
        return TypedResults.Ok(
            new DriftReport(
                [.. findings.Select(Of)],
                [
                    .. recorded.Select(drift => new DriftView(
                        drift.Instance.Value,
                        drift.Type,
                        drift.Message,
                        drift.Detected,
                        drift.Resolved,
                        drift.ResolvedBy
                    )),
                ]
            )
        );
    }

    private static FindingView Of(Finding finding) =>
        finding switch
        {
            Finding.Stray(var name) => new(name.Value, "stray", "There is a cluster that belongs to nobody."),
            Finding.StrayImage(var name) => new(
                name.Value,
                "stray image",
                "There is data of an image that belongs to nobody."
            ),
            Finding.LostImage(var name, var why) => new(name.Value, "lost image", why),
            Finding.Abandoned(var name, var operation) => new(
                name.Value,
                "abandoned",
                $"{operation} ended and left it."
            ),
            Finding.Drifted(var name, var message) => new(name.Value, "state", message),
            Finding.Unwatched(var name) => new(name.Value, "actor", "Nobody watches it."),
        };

    private static async Task<Results<Ok<UpkeepView>, ProblemHttpResult>> SyncAsync(
        FleetClient fleet,
        CancellationToken cancel
    ) =>
        await fleet.SyncAsync(Patience, cancel) is { } told
            ? TypedResults.Ok(new UpkeepView(Names.Reconciler.ToString(), "running", told))
            : Problems.Refused("The reconciler does not run. Start a process with the role worker.");

    private static async Task<Ok<StatsView>> StatsAsync(DuroxideClient engine, CancellationToken cancel)
    {
        var counts = await engine.Management.GetMetricsAsync(cancel);
        return TypedResults.Ok(
            new StatsView(
                counts.Running,
                counts.Completed,
                counts.Failed,
                counts.Executions,
                counts.Events,
                counts.Messages,
                counts.Activities,
                counts.Timers,
                counts.Parked
            )
        );
    }

    private static Ok<LogView> Logs(LogRing ring, int limit = 200, string? filter = null) =>
        TypedResults.Ok(new LogView(ring.Tail(Math.Clamp(limit, 1, MostLines), filter)));

    private static async Task<Ok<LogView>> PruneLogAsync(DuroxideClient engine, CancellationToken cancel) =>
        TypedResults.Ok(new LogView(await engine.GetValueAsync<string[]>(Names.Pruner, "log", cancel) ?? []));

    private static async Task<Ok<IReadOnlyList<ProcessView>>> WorkersAsync(
        SqlProcesses processes,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var seen = await processes.ListAsync(time.GetUtcNow() - Presence.Recently, cancel);
        return TypedResults.Ok<IReadOnlyList<ProcessView>>([
            .. seen.Select(process => new ProcessView(
                process.Machine,
                process.Process,
                process.Role,
                process.Started,
                process.Seen
            )),
        ]);
    }

    private static Ok<IReadOnlyList<SettingView>> Config(ServerOptions options) =>
        TypedResults.Ok(Settings.Of(options));
}
