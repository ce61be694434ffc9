namespace Duroxide.Runtime;

/// <summary>A task that is ended by hand; who waits for it continues on the scheduler, not on top of who ends it.</summary>
sealed class Promise<T>(IScheduler scheduler)
{
    // The pool is built into tasks; any other scheduler is asked.
    readonly TaskCompletionSource<T> source =
        scheduler is ThreadPoolScheduler ? new(TaskCreationOptions.RunContinuationsAsynchronously) : new();
    int ended;

    public Task<T> Task => source.Task;

    /// <summary>Ends the task with a result, unless it has ended.</summary>
    public bool TrySetResult(T result)
    {
        if (scheduler is not ThreadPoolScheduler)
        {
            return TryEnd(() => source.SetResult(result));
        }
        if (!TryEnd())
        {
            return false;
        }
        source.SetResult(result);
        return true;
    }

    /// <summary>Ends the task with an error, unless it has ended.</summary>
    public bool TrySetException(Exception error) => TryEnd(() => source.SetException(error));

    /// <summary>Ends the task as given up, unless it has ended.</summary>
    public bool TrySetCanceled() => TryEnd(source.SetCanceled);

    bool TryEnd() => Interlocked.Exchange(ref ended, 1) == 0;

    bool TryEnd(Action end)
    {
        if (!TryEnd())
        {
            return false;
        }
        if (scheduler is ThreadPoolScheduler)
        {
            end();
        }
        else
        {
            scheduler.Post(end);
        }
        return true;
    }
}
