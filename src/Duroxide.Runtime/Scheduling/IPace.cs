namespace Duroxide.Runtime;

/// <summary>Where leases are kept, and how time passes there.</summary>
interface IPace
{
    /// <summary>Goes on there.</summary>
    IScheduler Scheduler { get; }

    /// <summary>Runs asynchronous work there; what it awaits without <c>ConfigureAwait</c> continues there too.</summary>
    Task<T> RunAsync<T>(Func<Task<T>> work);

    /// <summary>Waits for time to pass.</summary>
    Task DelayAsync(TimeSpan delay, CancellationToken stop);
}

/// <summary>Keeps leases where all else runs, as a simulated clock or scheduler wants it.</summary>
sealed class SharedPace(IScheduler scheduler, TimeProvider time) : IPace
{
    public IScheduler Scheduler => scheduler;

    public Task<T> RunAsync<T>(Func<Task<T>> work) => work();

    public Task DelayAsync(TimeSpan delay, CancellationToken stop) => time.DelayAsync(delay, stop);
}
