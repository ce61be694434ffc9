namespace Duroxide.Dashboard;

/// <summary>Whether each of many instances was created, in the order in which they were named; false when the id exists.</summary>
sealed record StartedManyView(bool[] Created);

/// <summary>The operations of the API that start instances.</summary>
static class StartOperations
{
    static readonly ApiJson Json = ApiJson.Api;

    public static IEnumerable<ApiOperation> All { get; } =
    [
        ApiOperation.Post(
            "/instances",
            "startInstance",
            "Starts an instance; one that exists is left as it is.",
            [],
            Json.StartBody,
            Json.StartedView,
            async (call, body) =>
            {
                var instance = Call.Id(body.Instance);
                var created = await InstanceActions.StartAsync(call, instance, body).ConfigureAwait(false);
                call.Http.Response.StatusCode = created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
                return new StartedView(instance.Value, created);
            }
        ),
        ApiOperation.Post(
            "/instances/starts",
            "startInstances",
            $"Starts many instances of an orchestration, up to {InstanceActions.MostStarts}, all in one write or none; those that exist are left as they are.",
            [],
            Json.StartsBody,
            Json.StartedManyView,
            async (call, body) =>
            {
                var created = await InstanceActions.StartManyAsync(call, body).ConfigureAwait(false);
                return new StartedManyView([.. created]);
            }
        ),
    ];
}
