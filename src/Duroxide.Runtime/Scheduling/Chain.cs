namespace Duroxide.Runtime;

/// <summary>Goes on with work on the thread that brings it, by a loop and not by recursion.</summary>
/// <remarks>
/// Handing work to another thread takes longer than most steps. A chain of them keeps its thread only while nobody else
/// waits for one. A simulation says itself where work goes on.
/// </remarks>
/// <param name="scheduler">Where work goes on that cannot stay.</param>
sealed class Chain(IScheduler scheduler)
{
    [ThreadStatic]
    static Queue<Action>? here;

    [ThreadStatic]
    static bool isNeeded;

    /// <summary>Goes on with work: here when what runs here has ended, or elsewhere. It does not throw.</summary>
    public void GoOn(Action work)
    {
        if (isNeeded || scheduler is not ThreadPoolScheduler || !Thread.CurrentThread.IsThreadPoolThread)
        {
            scheduler.Post(work);
        }
        else if (here is { } waiting)
        {
            waiting.Enqueue(work);
        }
        else
        {
            RunAll(work);
        }
    }

    /// <summary>Runs something on a thread that is needed afterwards, so that no chain stays on it.</summary>
    public static void Apart(Action work)
    {
        var before = isNeeded;
        isNeeded = true;
        try
        {
            work();
        }
        finally
        {
            isNeeded = before;
        }
    }

    void RunAll(Action first)
    {
        var waiting = here = new Queue<Action>();
        try
        {
            first();
            while (waiting.TryDequeue(out var next))
            {
                if (ThreadPool.PendingWorkItemCount > 0)
                {
                    scheduler.Post(next);
                }
                else
                {
                    next();
                }
            }
        }
        finally
        {
            here = null;
        }
    }
}
