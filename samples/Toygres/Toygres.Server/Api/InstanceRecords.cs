using Duroxide;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Tells what is known of one instance, and asks it.</summary>
internal static class InstanceRecords
{
    private const int MostSeconds = 60;
    private const int MostRecords = 1000;

    public static void MapInstanceRecords(this RouteGroupBuilder one)
    {
        one.MapGet("/events", EventsAsync)
            .WithName("ListInstanceEvents")
            .WithSummary("Lists what happened to an instance, newest first.");
        one.MapGet("/health", HealthAsync)
            .WithName("ListInstanceHealth")
            .WithSummary("Lists the last looks at an instance, newest first.");
        one.MapGet("/logs", LogsAsync)
            .WithName("GetInstanceLog")
            .WithSummary(
                "Reads the last lines that the server of an instance logged, which have statements that failed."
            )
            .RequireAuthorization(Policies.Operator);
        one.MapGet("/backups", BackupsAsync)
            .WithName("ListBackups")
            .WithSummary("Lists the images that a plan made of an instance, newest first.");
        one.MapGet("/operations", OperationsAsync)
            .WithName("ListInstanceOperations")
            .WithSummary("Lists the operations on an instance that the engine still knows, newest first.");
        one.MapGet("/connection", ConnectAsync)
            .WithName("GetConnection")
            .WithSummary("Tells how to enter an instance, with its password.")
            .RequireAuthorization(Policies.Operator);
        one.MapPost("/query", QueryAsync)
            .WithName("QueryInstance")
            .WithSummary("Runs a statement, as the superuser.")
            .RequireAuthorization(Policies.Operator);
        one.MapGet("/query-status", QueryStatusAsync)
            .WithName("GetQueryStatus")
            .WithSummary("Tells what became of a statement. Answers are kept for an hour at least.")
            .RequireAuthorization(Policies.Operator);
    }

    private static async Task<Ok<IReadOnlyList<EventView>>> EventsAsync(
        string name,
        ICms cms,
        CancellationToken cancel,
        int limit = 100
    )
    {
        var events = await cms.ListEventsAsync(name, Math.Clamp(limit, 1, MostRecords), cancel);
        return TypedResults.Ok<IReadOnlyList<EventView>>([.. events.Select(EventView.Of)]);
    }

    private static async Task<Ok<IReadOnlyList<HealthView>>> HealthAsync(
        string name,
        ICms cms,
        CancellationToken cancel,
        int limit = 100
    )
    {
        var looks = await cms.ListHealthAsync(InstanceName.Parse(name), Math.Clamp(limit, 1, MostRecords), cancel);
        return TypedResults.Ok<IReadOnlyList<HealthView>>([.. looks.Select(HealthView.Of)]);
    }

    private static async Task<Ok<LogView>> LogsAsync(
        string name,
        FleetServices fleet,
        CancellationToken cancel,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "tail_lines")] int tailLines = 200
    ) =>
        TypedResults.Ok(
            new LogView(
                await fleet.Driver.TailLogAsync(InstanceName.Parse(name), Math.Clamp(tailLines, 1, MostRecords), cancel)
            )
        );

    private static async Task<Ok<IReadOnlyList<ImageView>>> BackupsAsync(
        string name,
        ICms cms,
        CancellationToken cancel
    )
    {
        var images = await cms.ListImagesAsync(cancel);
        var mine = images.Where(image => image.IsScheduled && image.Source.Value == name).Reverse();
        return TypedResults.Ok<IReadOnlyList<ImageView>>([.. mine.Select(ImageView.Of)]);
    }

    private static async Task<Ok<IReadOnlyList<OperationView>>> OperationsAsync(
        string name,
        OperationsLook operations,
        CancellationToken cancel
    ) => TypedResults.Ok(await operations.OfAsync(name, cancel));

    private static async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> ConnectAsync(
        string name,
        FleetServices fleet,
        Auditing audit,
        HttpContext http,
        CancellationToken cancel
    )
    {
        var row = (await fleet.Cms.FindAsync(InstanceName.Parse(name), cancel))!;
        if (
            row is not { Endpoint: { } endpoint, Password: { } reference }
            || await fleet.Secrets.FindAsync(reference, cancel) is not { } password
        )
        {
            return Problems.Refused($"{name} has no place or no password yet. Wait until it runs.");
        }
        await audit.NoteAsync(http, "GetConnection");
        http.Response.Headers.CacheControl = "no-store";
        var secret = password.Reveal();
        var way = new NpgsqlConnectionStringBuilder(endpoint.ConnectionString) { Password = secret };
        var view = new ConnectionView(
            endpoint.Host,
            endpoint.Port,
            Endpoint.User,
            Endpoint.Database,
            secret,
            way.ConnectionString,
            Uri(endpoint.Host)
        );
        return TypedResults.Ok(view with { DnsUri = row.DnsName is { } dns ? Uri($"{dns}.localhost") : null });

        string Uri(string host) =>
            $"postgresql://{Endpoint.User}:{System.Uri.EscapeDataString(secret)}@{host}:{endpoint.Port}/{Endpoint.Database}";
    }

    private static async Task<Results<Ok<QueryView>, Accepted<QueryView>, ProblemHttpResult>> QueryAsync(
        string name,
        QueryRequest request,
        Requests requests,
        CancellationToken cancel
    )
    {
        if (request.WaitSeconds is < 0 or > MostSeconds)
        {
            return Problems.Wrong($"{request.WaitSeconds} seconds to wait: between 0 and {MostSeconds} are possible.");
        }
        var instance = InstanceName.Parse(name);
        var fleet = await requests.FleetAsync();
        if (await fleet.AskAsync(instance, request.Statement, cancel) is not { } id)
        {
            return Problems.Refused(
                $"Nobody watches {name}, so that nobody carries the statement to it. Start its actor."
            );
        }
        var view = await LookAsync(fleet, instance, id, TimeSpan.FromSeconds(request.WaitSeconds), cancel);
        return view.Status == Waiting
            ? TypedResults.Accepted($"/api/instances/{name}/query-status?id={id}", view)
            : TypedResults.Ok(view);
    }

    private static async Task<Ok<QueryView>> QueryStatusAsync(
        string name,
        string id,
        FleetClient fleet,
        CancellationToken cancel
    ) => TypedResults.Ok(await LookAsync(fleet, InstanceName.Parse(name), id, TimeSpan.Zero, cancel));

    private const string Waiting = "waiting";

    private static async Task<QueryView> LookAsync(
        FleetClient fleet,
        InstanceName name,
        string id,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        var answer = await fleet.FindAnswerAsync(name, id, patience, cancel);
        return answer switch
        {
            null => new QueryView(id, Waiting),
            { Error: { } error } => new QueryView(id, "failed") { Error = error },
            { Result: var result } => new QueryView(id, "answered")
            {
                Columns = result?.Columns,
                Rows = result?.Rows,
                Affected = result?.Affected ?? -1,
                IsCut = result?.IsCut ?? false,
            },
        };
    }
}
