namespace Duroxide.Dashboard;

/// <summary>How an instance is, for a program that waits for it.</summary>
/// <param name="Summary">What a list shows of it.</param>
/// <param name="CustomStatusVersion">How many commits changed the status that its code published.</param>
/// <param name="Output">Its encoded result; missing unless it completed.</param>
/// <param name="Error">Why it failed; missing unless it did.</param>
/// <param name="IsCancelled">Whether it failed since it was cancelled; the error is the reason then.</param>
/// <param name="SuspendedSince">Since when it is suspended; missing when it is not.</param>
sealed record StatusView(
    InstanceView Summary,
    long CustomStatusVersion,
    string? Output,
    string? Error,
    bool IsCancelled,
    DateTimeOffset? SuspendedSince
);

/// <summary>The operations of the API by which a program waits for an instance.</summary>
static class StatusOperations
{
    const long LongestWait = 30_000;

    public static IEnumerable<ApiOperation> All { get; } =
    [
        ApiOperation.Get(
            "/instance/status",
            "getStatus",
            "Tells how an instance is, in one read; waits until that has changed when it is told what was seen.",
            [
                ApiOperations.Instance,
                new(
                    "seen",
                    "integer",
                    "The revision that was seen; 0 when there was no such instance. Missing for no wait."
                ),
                new("wait", "integer", $"For how many milliseconds at most: up to {LongestWait}."),
            ],
            ApiJson.Api.StatusView,
            StatusAsync
        ),
        ApiOperation.Get(
            "/instance/values",
            "getValues",
            "Reads the values that an instance has set.",
            [ApiOperations.Instance],
            ApiJson.Api.ValueViewArray,
            async call =>
            {
                var values = await call.Client.GetValuesAsync(call.Instance, call.Cancellation).ConfigureAwait(false);
                return values.Select(value => ValueView.Of(call, value.Key, value.Value)).ToArray();
            }
        ),
    ];

    static async Task<StatusView> StatusAsync(Call call)
    {
        var instance = call.Instance;
        if (call.Number("seen", least: 0) is { } seen)
        {
            var wait = TimeSpan.FromMilliseconds(call.Number("wait", least: 0, most: LongestWait) ?? 0);
            await call.Client.WaitForChangeAsync(instance, seen, wait, call.Cancellation).ConfigureAwait(false);
        }
        return await call.Client.GetStatusAsync(instance, call.Cancellation).ConfigureAwait(false) switch
        {
            OrchestrationStatus.NotFound => throw new ClientException(new ClientError.InstanceNotFound(instance)),
            OrchestrationStatus.Running running => View(call, running.Info),
            OrchestrationStatus.Completed completed => View(call, completed.Info) with
            {
                Output = call.Shown(completed.Output),
            },
            OrchestrationStatus.Failed
            {
                Failure: Failure.Application { Kind: ApplicationKind.Cancelled } why
            } failed => View(call, failed.Info) with
            {
                Error = call.Shown(why.Message),
                IsCancelled = true,
            },
            OrchestrationStatus.Failed failed => View(call, failed.Info) with
            {
                Error = call.Shown(failed.Failure.Display),
            },
        };
    }

    static StatusView View(Call call, InstanceInfo info) =>
        new(InstanceView.Of(call, info), info.CustomStatusVersion, null, null, false, info.Suspended?.Since);
}
