using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;
using Begun = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Accepted<Toygres.Server.Contracts.StartedView>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult
>;

namespace Toygres.Server;

/// <summary>Begins what is done with an instance.</summary>
internal static class InstanceOperations
{
    public static void MapInstanceOperations(this RouteGroupBuilder one)
    {
        var work = one.MapGroup("").RequireAuthorization(Policies.Operator);
        Simple(
            work,
            "stop",
            "Ends the server of an instance, which keeps its data.",
            (fleet, name) => fleet.StopAsync(name)
        );
        Simple(
            work,
            "start",
            "Starts an instance that is stopped, or that failed.",
            (fleet, name) => fleet.StartAsync(name)
        );
        Simple(work, "restart", "Stops an instance and starts it again.", (fleet, name) => fleet.RestartAsync(name));
        Simple(
            work,
            "retry",
            "Tries to make an instance that could not be made.",
            (fleet, name) => fleet.RetryAsync(name)
        );
        Simple(
            work,
            "rotate-password",
            "Gives an instance and its replicas a new password.",
            (fleet, name) => fleet.RotatePasswordAsync(name)
        );
        work.MapPost("/resize", Resize).WithName("ResizeInstance").WithSummary("Gives an instance another size.");
        work.MapPost("/restore", Restore)
            .WithName("RestoreInstance")
            .WithSummary("Makes an instance what it was when an image was made. It loses what it has.");
        work.MapPost("/fail-over", FailOver)
            .WithName("FailOverInstance")
            .WithSummary("Lets a replica take the place of an instance.");
        work.MapPost("/rejoin", Rejoin)
            .WithName("RejoinInstance")
            .WithSummary(
                "Makes an instance that lost its place a replica of the one that has it. It loses what it has."
            );
        work.MapPost("/images", CreateImage).WithName("ImageInstance").WithSummary("Makes an image of an instance.");
        work.MapPut("/tags", SetTagsAsync).WithName("TagInstance").WithSummary("Notes something else of an instance.");
        work.MapPut("/backups", SetBackupsAsync)
            .WithName("PlanBackups")
            .WithSummary("Has an instance backed up by itself.");
        work.MapDelete("/backups", EndBackupsAsync)
            .WithName("EndBackups")
            .WithSummary("Has an instance no longer backed up by itself.");
    }

    private static void Simple(
        RouteGroupBuilder work,
        string what,
        string summary,
        Func<FleetClient, InstanceName, Task<Outcome>> begin
    ) =>
        work.MapPost(
                $"/{what}",
                Task<Begun> (string name, Requests requests) =>
                    requests.BeginAsync(name, fleet => begin(fleet, InstanceName.Parse(name)))
            )
            .WithName($"{Pascal(what)}Instance")
            .WithSummary(summary);

    private static string Pascal(string what) =>
        string.Concat(what.Split('-').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

    private static Task<Begun> Resize(string name, ResizeRequest request, Requests requests) =>
        requests.BeginAsync(
            name,
            fleet => fleet.ResizeAsync(InstanceName.Parse(name), InstanceEndpoints.Size(request.Size))
        );

    private static Task<Begun> Restore(string name, RestoreRequest request, Requests requests) =>
        requests.BeginAsync(
            name,
            fleet => fleet.RestoreAsync(InstanceName.Parse(name), ImageName.Parse(request.Image))
        );

    private static Task<Begun> FailOver(string name, FailOverRequest request, Requests requests) =>
        requests.BeginAsync(
            name,
            fleet => fleet.FailOverAsync(InstanceName.Parse(name), InstanceName.Parse(request.Replica), request.Reason)
        );

    private static Task<Begun> Rejoin(string name, RejoinRequest request, Requests requests) =>
        requests.BeginAsync(
            name,
            fleet => fleet.RejoinAsync(InstanceName.Parse(name), InstanceName.Parse(request.Primary))
        );

    private static Task<Begun> CreateImage(string name, ImageRequest request, Requests requests) =>
        requests.BeginAsync(
            request.Name,
            fleet => fleet.CreateImageAsync(InstanceName.Parse(name), ImageName.Parse(request.Name))
        );

    private static async Task<Results<NoContent, ProblemHttpResult>> SetTagsAsync(
        string name,
        Dictionary<string, string> tags,
        FleetClient fleet,
        CancellationToken cancel
    ) =>
        InstanceEndpoints.TagProblem(tags) is { } problem
            ? Problems.Wrong(problem)
            : Changed(await fleet.SetTagsAsync(InstanceName.Parse(name), tags, cancel));

    private static async Task<Results<NoContent, ProblemHttpResult>> SetBackupsAsync(
        string name,
        BackupPlanView plan,
        FleetClient fleet,
        CancellationToken cancel
    ) => Changed(await fleet.PlanBackupsAsync(InstanceName.Parse(name), InstanceEndpoints.Plan(plan), cancel));

    private static async Task<Results<NoContent, ProblemHttpResult>> EndBackupsAsync(
        string name,
        FleetClient fleet,
        CancellationToken cancel
    ) => Changed(await fleet.PlanBackupsAsync(InstanceName.Parse(name), null, cancel));

    private static Results<NoContent, ProblemHttpResult> Changed(Outcome outcome) =>
        outcome is Outcome.Refused refused ? Problems.Refused(refused.Reason) : TypedResults.NoContent();
}
