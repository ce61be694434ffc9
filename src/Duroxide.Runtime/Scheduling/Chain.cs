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

    /// <summary>Goes on with work as the last thing that the caller does: here, or elsewhere. It does not throw.</summary>
    public void GoOn(Action work)
    {
        if (here is null && CanStay)
        {
            RunAll(work);
        }
        else
        {
            Continue(work);
        }
    }

    /// <summary>Continues with work when what runs here has ended, here or elsewhere: the caller returns first. It does not throw.</summary>
    public void Continue(Action work)
    {
        if (here is { } waiting && CanStay)
        {
            waiting.Enqueue(work);
        }
        else
        {
            scheduler.Post(work);
        }
    }

    bool CanStay => !isNeeded && scheduler is ThreadPoolScheduler && Thread.CurrentThread.IsThreadPoolThread;

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
