namespace Duroxide.Runtime;

/// <summary>Goes on in the thread pool.</summary>
sealed class ThreadPoolScheduler : IScheduler
{
    public static ThreadPoolScheduler Instance { get; } = new();

    public void Post(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static next => next(), work, preferLocal: true);
}
