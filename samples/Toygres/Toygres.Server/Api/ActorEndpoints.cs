using Duroxide;
using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;
using Begun = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Accepted<Toygres.Server.Contracts.StartedView>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult
>;

namespace Toygres.Server;

/// <summary>Looks at the orchestration that watches an instance, and acts on it.</summary>
internal static class ActorEndpoints
{
    public static void MapActor(this RouteGroupBuilder one)
    {
        var actor = one.MapGroup("/actor");
        actor.MapGet("", FindAsync).WithName("GetActor").WithSummary("Tells what the actor of an instance says.");
        var work = actor.MapGroup("").RequireAuthorization(Policies.Operator);
        work.MapPost("/start", StartAsync).WithName("StartActor").WithSummary("Has an instance watched again.");
        work.MapPost("/restart", RestartAsync)
            .WithName("RestartActor")
            .WithSummary("Ends the actor of an instance and starts another one.");
        work.MapPost("/cancel", CancelAsync)
            .WithName("CancelActor")
            .WithSummary("Ends the actor of an instance. The reconciler starts another one within a minute.");
    }

    private static async Task<Ok<UpkeepView>> FindAsync(string name, DuroxideClient engine, CancellationToken cancel) =>
        TypedResults.Ok(await Upkeep.OfAsync(engine, Names.Actor(InstanceName.Parse(name)), cancel));

    private static async Task<Begun> StartAsync(string name, FleetClient fleet, CancellationToken cancel) =>
        Requests.Answer(name, await fleet.StartActorAsync(InstanceName.Parse(name), cancel));

    private static async Task<Begun> RestartAsync(
        string name,
        ReasonRequest? request,
        FleetClient fleet,
        CancellationToken cancel
    ) =>
        Requests.Answer(
            name,
            await fleet.RestartActorAsync(InstanceName.Parse(name), (request ?? new()).Reason, cancel)
        );

    private static async Task<Begun> CancelAsync(
        string name,
        ReasonRequest? request,
        FleetClient fleet,
        CancellationToken cancel
    ) =>
        Requests.Answer(
            name,
            await fleet.CancelActorAsync(InstanceName.Parse(name), (request ?? new()).Reason, cancel)
        );
}
