namespace Duroxide.Dashboard;

/// <summary>The changes of one instance as server-sent events.</summary>
static class ChangeStream
{
    // The row tells of most changes at once. Events that leave it as it is are seen after so long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    const int SilentLooks = 7;

    public static async Task AnswerAsync(Call call)
    {
        var instance = call.Instance;
        if (await LookAsync(call, instance, seen: -1, call.Cancellation).ConfigureAwait(false) is not { } first)
        {
            throw new ClientException(new ClientError.InstanceNotFound(instance));
        }
        await EventStream.SendAsync(call, stream => FollowAsync(call, stream, instance, first)).ConfigureAwait(false);
    }

    static async Task FollowAsync(Call call, EventStream stream, InstanceId instance, ChangeView first)
    {
        await TellAsync(stream, first).ConfigureAwait(false);
        var (last, silent) = (first, 0);
        while (!HasEnded(last))
        {
            var now = await LookAsync(call, instance, last.Revision, stream.Cancellation).ConfigureAwait(false);
            if (now is null)
            {
                await stream.WriteAsync("event: deleted\ndata: {}\n\n").ConfigureAwait(false);
                return;
            }
            if (now != last)
            {
                (last, silent) = (now, 0);
                await TellAsync(stream, now).ConfigureAwait(false);
            }
            else if (++silent == SilentLooks)
            {
                silent = 0;
                await stream.KeepAsync().ConfigureAwait(false);
            }
        }
    }

    static Task TellAsync(EventStream stream, ChangeView change) =>
        stream.TellAsync("change", change, ApiJson.Api.ChangeView, change.Mark);

    static bool HasEnded(ChangeView change) =>
        change.Status is nameof(ExecutionStatus.Completed) or nameof(ExecutionStatus.Failed);

    static async Task<ChangeView?> LookAsync(
        Call call,
        InstanceId instance,
        long seen,
        CancellationToken cancellationToken
    )
    {
        var info = await call
            .Client.WaitForChangeAsync(instance, seen, Patience, cancellationToken)
            .ConfigureAwait(false);
        if (info is null)
        {
            return null;
        }
        var execution = await call
            .Management.GetExecutionAsync(instance, info.Execution, cancellationToken)
            .ConfigureAwait(false);
        return new(
            Words.Status(info),
            call.ShownIfAny(info.CustomStatus),
            info.Revision,
            info.Execution.Value,
            execution?.Events ?? 0
        );
    }
}
