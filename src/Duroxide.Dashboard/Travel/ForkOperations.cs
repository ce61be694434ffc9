namespace Duroxide.Dashboard;

/// <summary>The fork that was made.</summary>
/// <param name="Instance">The new instance.</param>
/// <param name="Kept">How many events it keeps.</param>
/// <param name="Note">Why it keeps less than what came before the event that was named; missing when it does not, or none was.</param>
sealed record ForkedView(string Instance, long Kept, string? Note);

/// <summary>The operations of the API that fork.</summary>
static class ForkOperations
{
    public static IEnumerable<ApiOperation> All { get; } =
    [
        ApiOperation.Get(
            "/instance/fork",
            "tryFork",
            "Tries a fork: what it would keep, and what the code at hand would do then. Nothing is changed.",
            [
                ApiOperations.Instance,
                ApiOperations.Execution,
                new("before", "integer", "The event before which; missing for the ending, or what caused it."),
                new("version", "string", "The version that the fork would run; missing for that of the history."),
            ],
            ApiJson.Api.DryRunView,
            Forking.TryAsync
        ),
        ApiOperation.Post(
            "/instance/fork",
            "forkInstance",
            "Begins a new instance that keeps the history of this one before an event, and goes on from there.",
            [ApiOperations.Instance],
            ApiJson.Api.ForkBody,
            ApiJson.Api.ForkedView,
            async (call, body) =>
            {
                var kept = await Forking.ForkAsync(call, call.Instance, body).ConfigureAwait(false);
                var note = body.Before is { } before ? ForkTrial.Less(new(before), kept) : null;
                return new ForkedView(body.Fork!, kept.Value, note);
            }
        ),
    ];
}
