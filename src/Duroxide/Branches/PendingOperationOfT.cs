namespace Duroxide;

/// <summary>One operation with the type of its answer.</summary>
sealed class PendingOperation<T>(
    OrchestrationRun run,
    Scope scope,
    EventId id,
    Operation operation,
    Func<PendingOperation, Outcome, T> read
) : PendingOperation(run, scope, id, operation)
{
    readonly TaskCompletionSource<T> source = new();

    public Task<T> Task => source.Task;

    public override bool IsCompleted => source.Task.IsCompleted;

    private protected override void Answer(Outcome outcome)
    {
        try
        {
            source.TrySetResult(read(this, outcome));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    // The exception counts as seen, or one that nobody awaits would surface in the host's process.
    private protected override void Fail(Exception exception)
    {
        source.TrySetException(exception);
        _ = source.Task.Exception;
    }

    private protected override void Abandon() => source.TrySetCanceled();
}
