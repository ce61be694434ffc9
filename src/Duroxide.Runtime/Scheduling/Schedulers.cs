namespace Duroxide.Runtime;

/// <summary>Beginning and ending asynchronous work on a scheduler.</summary>
static class Schedulers
{
    /// <summary>Begins asynchronous work on a scheduler.</summary>
    public static Task RunAsync(this IScheduler scheduler, Func<Task> work)
    {
        var done = new TaskCompletionSource();
        scheduler.Post(() => _ = FollowAsync());
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

    /// <summary>Begins asynchronous work that has a result on a scheduler.</summary>
    public static async Task<T> ComputeAsync<T>(this IScheduler scheduler, Func<Task<T>> work)
    {
        T? result = default;
        await scheduler.RunAsync(async () => result = await work().ConfigureAwait(false)).ConfigureAwait(false);
        return result!;
    }

    /// <summary>Fires a token; what hangs on it does not run on top of the caller.</summary>
    public static Task CancelAsync(this IScheduler scheduler, CancellationTokenSource source)
    {
        if (scheduler is ThreadPoolScheduler)
        {
            return source.CancelAsync();
        }
        var done = new TaskCompletionSource();
        scheduler.Post(() =>
        {
            source.Cancel();
            done.SetResult();
        });
        return done.Task;
    }
}
