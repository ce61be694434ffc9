using System.Text.Json;

namespace Duroxide.Dashboard;

/// <summary>What the dashboard and its API can do to instances; each is written into the audit log.</summary>
static class InstanceActions
{
    /// <summary>The most instances that one request starts.</summary>
    public const int MostStarts = 1000;

    /// <summary>Starts an instance.</summary>
    /// <returns>Whether it was created; false when the id exists.</returns>
    public static Task<bool> StartAsync(Call call, InstanceId instance, StartBody body) =>
        Audit.DoAsync(
            call,
            "start",
            instance.Value,
            () =>
                call.Client.StartOrchestrationAsync(
                    Required(body.Orchestration, "orchestration"),
                    instance,
                    Payload(body.Input),
                    new() { Version = Call.Version(body.Version), Tags = TagTexts.Of(body.Tags ?? []) },
                    call.Cancellation
                )
        );

    /// <summary>Starts many instances in one write.</summary>
    /// <returns>For each in order, whether it was created.</returns>
    /// <exception cref="BadRequestException">There are more than one request may have; nothing is started.</exception>
    public static Task<IReadOnlyList<bool>> StartManyAsync(Call call, StartsBody body)
    {
        var starts = body.Starts ?? throw new BadRequestException("'starts' is missing. Nothing was started.");
        if (starts.Length > MostStarts)
        {
            throw new BadRequestException(
                $"There are {starts.Length} starts, and a request may have {MostStarts}. Nothing was started: send them in parts."
            );
        }
        var instances = starts
            .Select(start => new InstanceStart<JsonElement>(Call.Id(start?.Instance), Payload(start?.Input)))
            .ToList();
        return Audit.DoAsync(
            call,
            "start",
            $"{instances.Count} instances of {body.Orchestration}: {string.Join(", ", instances.Select(start => start.Instance))}",
            () =>
                call.Client.StartOrchestrationsAsync(
                    Required(body.Orchestration, "orchestration"),
                    instances,
                    new() { Version = Call.Version(body.Version), Tags = TagTexts.Of(body.Tags ?? []) },
                    call.Cancellation
                )
        );
    }

    /// <summary>Raises an event.</summary>
    public static Task<bool> RaiseAsync(Call call, InstanceId instance, EventBody body) =>
        Audit.DoAsync(
            call,
            "event",
            instance.Value,
            () =>
                TakenAsync(
                    call,
                    instance,
                    call.Client.RaiseEventAsync(
                        instance,
                        Required(body.Name, "name"),
                        Payload(body.Data),
                        call.Cancellation
                    )
                )
        );

    /// <summary>Sends a message into a queue.</summary>
    public static Task<bool> SendAsync(Call call, InstanceId instance, MessageBody body) =>
        Audit.DoAsync(
            call,
            "message",
            instance.Value,
            () =>
                TakenAsync(
                    call,
                    instance,
                    call.Client.SendMessageAsync(
                        instance,
                        Required(body.Queue, "queue"),
                        Payload(body.Data),
                        call.Cancellation
                    )
                )
        );

    /// <summary>Asks an instance to end.</summary>
    public static Task<bool> CancelAsync(Call call, InstanceId instance, string? reason) =>
        Audit.DoAsync(
            call,
            "cancel",
            instance.Value,
            () =>
                TakenAsync(
                    call,
                    instance,
                    call.Client.CancelAsync(instance, Required(reason, "reason"), call.Cancellation)
                )
        );

    /// <summary>Keeps an instance from taking turns.</summary>
    public static Task<int> SuspendAsync(Call call, InstanceId instance, SuspendBody body) =>
        Audit.DoAsync(
            call,
            "suspend",
            instance.Value,
            () =>
                call.Management.SuspendInstanceAsync(
                    instance,
                    Required(body.Reason, "reason"),
                    body.Tree ?? false,
                    call.Cancellation
                )
        );

    /// <summary>Lets a suspended instance go on.</summary>
    public static Task<int> ResumeAsync(Call call, InstanceId instance, bool tree) =>
        Audit.DoAsync(
            call,
            "resume",
            instance.Value,
            () => call.Management.ResumeInstanceAsync(instance, tree, call.Cancellation)
        );

    /// <summary>Restarts an instance that has ended.</summary>
    public static Task<ExecutionId> RestartAsync(Call call, InstanceId instance, RestartBody body) =>
        Audit.DoAsync(
            call,
            "restart",
            instance.Value,
            () =>
                call.Management.RestartInstanceAsync(
                    instance,
                    new()
                    {
                        Version = Call.Version(body.Version),
                        After = body.After is { } after ? new ExecutionId(after) : null,
                    },
                    call.Cancellation
                )
        );

    /// <summary>Deletes an instance with its children.</summary>
    public static Task<Deleted> DeleteAsync(Call call, InstanceId instance, bool force) =>
        Audit.DoAsync(
            call,
            "delete",
            instance.Value,
            () => call.Management.DeleteInstanceAsync(instance, force, call.Cancellation)
        );

    /// <summary>Deletes executions before the current one.</summary>
    public static Task<Deleted> PruneAsync(Call call, InstanceId instance, PruneBody body) =>
        Audit.DoAsync(
            call,
            "prune",
            instance.Value,
            () =>
                call.Management.PruneExecutionsAsync(
                    instance,
                    new() { KeepLast = body.KeepLast, EndedBefore = body.EndedBefore },
                    call.Cancellation
                )
        );

    /// <summary>Puts a parked item back to where it came from.</summary>
    /// <exception cref="BadRequestException">There is no such item.</exception>
    public static Task<bool> ReleaseAsync(Call call, long item) =>
        ParkedAsync(call, "release", item, call.Management.ReleaseParkedAsync);

    /// <summary>Forgets a parked message or activity for good.</summary>
    /// <exception cref="BadRequestException">There is no such item, or it is an instance.</exception>
    public static Task<bool> DiscardAsync(Call call, long item) =>
        ParkedAsync(call, "discard", item, call.Management.DiscardParkedItemAsync);

    static Task<bool> ParkedAsync(Call call, string action, long item, Func<long, CancellationToken, Task<bool>> act) =>
        Audit.DoAsync(
            call,
            action,
            $"parked item {item}",
            async () =>
                await act(item, call.Cancellation).ConfigureAwait(false)
                    ? true
                    : throw new BadRequestException(
                        $"There is no parked item {item} to {action}: it is an instance, somebody released it, or its instance was deleted."
                    )
        );

    // An instance that has ended and one that never was are two answers for people.
    static async Task<bool> TakenAsync(Call call, InstanceId instance, Task<bool> sent)
    {
        if (await sent.ConfigureAwait(false))
        {
            return true;
        }
        throw new ClientException(
            await call.Client.GetStatusAsync(instance, call.Cancellation).ConfigureAwait(false)
            is OrchestrationStatus.NotFound
                ? new ClientError.InstanceNotFound(instance)
                : new ClientError.InstanceHasEnded(instance)
        );
    }

    static string Required(string? text, string name) =>
        string.IsNullOrWhiteSpace(text)
            ? throw new BadRequestException($"'{name}' is missing. Nothing was changed.")
            : text;

    // No input is the input null, as the default converter writes it.
    static JsonElement Payload(JsonElement? data) => data ?? Null;

    static JsonElement Null { get; } = JsonDocument.Parse("null").RootElement.Clone();
}
