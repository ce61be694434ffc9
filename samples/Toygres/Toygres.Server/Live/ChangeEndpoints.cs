using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Tells what changes, as server-sent events, to who would ask again and again otherwise.</summary>
internal static class ChangeEndpoints
{
    // So that whatever stands between does not take a silent stream for a dead one.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private const string BeatName = "beat";

    public static void MapChanges(this RouteGroupBuilder api)
    {
        var changes = api.MapGroup("").WithTags("changes");
        changes
            .MapGet("/changes", Fleet)
            .WithName("WatchFleet")
            .WithSummary(
                "Tells the fleet as it is, then each change of it: server-sent events of the types of FleetChangeView, and beat."
            )
            .Produces<FleetChangeView>(contentType: "text/event-stream");
        changes
            .MapGet("/instances/{name}/changes", Instance)
            .AddEndpointFilter<InstanceFilter>()
            .WithName("WatchInstance")
            .WithSummary("The same for one instance, until it is gone.")
            .Produces<FleetChangeView>(contentType: "text/event-stream");
        changes
            .MapGet("/operations/{id}/changes", OperationAsync)
            .WithName("WatchOperation")
            .WithSummary(
                "Tells an operation as it is, then each change of it, until it has ended: events named operation."
            )
            .Produces<OperationView>(contentType: "text/event-stream");
    }

    private static ServerSentEventsResult<FleetChangeView> Fleet(HttpContext http, FleetLook look, Streams streams) =>
        TypedResults.ServerSentEvents(FleetAsync(look, name: null, streams.Until(http)));

    private static ServerSentEventsResult<FleetChangeView> Instance(
        string name,
        HttpContext http,
        FleetLook look,
        Streams streams
    ) => TypedResults.ServerSentEvents(FleetAsync(look, name, streams.Until(http)));

    private static async Task<Results<ServerSentEventsResult<OperationView>, ProblemHttpResult>> OperationAsync(
        string id,
        HttpContext http,
        OperationsLook operations,
        Streams streams
    ) =>
        await operations.FindAsync(id, http.RequestAborted) is null
            ? OperationEndpoints.Missing(id)
            : TypedResults.ServerSentEvents(FollowAsync(id, operations, streams.Until(http)));

    private static async IAsyncEnumerable<SseItem<FleetChangeView>> FleetAsync(
        FleetLook look,
        string? name,
        StreamEnd end,
        [EnumeratorCancellation] CancellationToken aborted = default
    )
    {
        var told = new FleetDifference();
        // The first one says that the stream has begun, where there is nothing else to tell.
        var silent = Beat;
        while (!end.IsOver)
        {
            var seen = await look.LookAsync(aborted);
            foreach (var change in told.Tell(seen).Where(change => name is null || Concerns(change, name)))
            {
                silent = TimeSpan.Zero;
                yield return new(change, change.Type);
                if (name is not null && change.Type == FleetChangeView.InstanceGone)
                {
                    yield break;
                }
            }
            if (silent >= Beat)
            {
                silent = TimeSpan.Zero;
                yield return new(new FleetChangeView(BeatName, ""), BeatName);
            }
            silent += look.Every;
            await end.PauseAsync(look.Every);
        }
    }

    private static bool Concerns(FleetChangeView change, string name) =>
        change.Name == name && change.Type is FleetChangeView.Instance or FleetChangeView.InstanceGone;

    private static async IAsyncEnumerable<SseItem<OperationView>> FollowAsync(
        string id,
        OperationsLook operations,
        StreamEnd end,
        [EnumeratorCancellation] CancellationToken aborted = default
    )
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(aborted, end.Token);
        await foreach (var view in operations.FollowAsync(id, Beat, linked.Token).UntilCancelled())
        {
            yield return new(view, "operation");
        }
    }
}
