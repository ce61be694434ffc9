namespace Duroxide.Runtime;

/// <summary>The thread pool as a queue.</summary>
sealed class ThreadPoolQueue : IWorkQueue
{
    public static ThreadPoolQueue Instance { get; } = new();

    public void Post(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static next => next(), work, preferLocal: true);
}

/// <summary>What is done with queues.</summary>
static class WorkQueues
{
    /// <summary>Begins asynchronous work on a queue.</summary>
    public static Task RunAsync(this IWorkQueue queue, Func<Task> work)
    {
        var done = new TaskCompletionSource();
        queue.Post(() => _ = FollowAsync());
        return done.Task;

        async Task FollowAsync()
        {
            try
            {
                await work().ConfigureAwait(false);
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }
    }

    /// <summary>Begins asynchronous work that has a result on a queue.</summary>
    public static async Task<T> ComputeAsync<T>(this IWorkQueue queue, Func<Task<T>> work)
    {
        T? result = default;
        await queue.RunAsync(async () => result = await work().ConfigureAwait(false)).ConfigureAwait(false);
        return result!;
    }

    /// <summary>Fires a token; what hangs on it does not run on top of the caller.</summary>
    public static Task CancelAsync(this IWorkQueue queue, CancellationTokenSource source)
    {
        if (queue is ThreadPoolQueue)
        {
            return source.CancelAsync();
        }
        var done = new TaskCompletionSource();
        queue.Post(() =>
        {
            source.Cancel();
            done.SetResult();
        });
        return done.Task;
    }
}

/// <summary>A task that is ended by hand; who waits for it goes on in the queue, not on top of who ends it.</summary>
sealed class Promise<T>(IWorkQueue queue)
{
    // The pool is built into tasks; any other queue is asked.
    readonly TaskCompletionSource<T> source =
        queue is ThreadPoolQueue ? new(TaskCreationOptions.RunContinuationsAsynchronously) : new();
    int ended;

    public Task<T> Task => source.Task;

    /// <summary>Ends the task with a result, unless it has ended.</summary>
    public bool TrySetResult(T result) => TryEnd(() => source.SetResult(result));

    /// <summary>Ends the task with an error, unless it has ended.</summary>
    public bool TrySetException(Exception error) => TryEnd(() => source.SetException(error));

    /// <summary>Ends the task as given up, unless it has ended.</summary>
    public bool TrySetCanceled() => TryEnd(source.SetCanceled);

    bool TryEnd(Action end)
    {
        if (Interlocked.Exchange(ref ended, 1) == 1)
        {
            return false;
        }
        if (queue is ThreadPoolQueue)
        {
            end();
        }
        else
        {
            queue.Post(end);
        }
        return true;
    }
}
