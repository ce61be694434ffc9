namespace Duroxide;

/// <summary>The handle of something durable that was asked for; await it for the answer.</summary>
/// <remarks>
/// Unlike a plain task it knows the branch that awaits it and whether its answer was read, which decides what a lost
/// race gives back. It may be awaited any number of times.
/// </remarks>
public sealed class DurableTask<T> : Branch<T>
{
    internal DurableTask(Work work, Task<T> task)
    {
        Work = work;
        Task = task;
    }

    /// <summary>Whether the answer is there.</summary>
    public bool IsCompleted => Task.IsCompleted && !Work.IsCancelled;

    internal Work Work { get; }

    internal Task<T> Task { get; }

    /// <summary>Lets the handle be awaited.</summary>
    public DurableAwaiter<T> GetAwaiter() => new(this);

    /// <summary>Gives up what was asked for; awaiting the handle afterwards is an error.</summary>
    /// <remarks>Does nothing when the answer was read. A message that was received but not read goes back to its queue.</remarks>
    public void Cancel()
    {
        if (Work.Run.IsLive())
        {
            Work.Cancel();
        }
    }

    /// <summary>A plain task with the same answer, for <see cref="Task.WhenAll(Task[])"/> and the like.</summary>
    /// <remarks>How a plain task is used cannot be seen, so the answer counts as read when it arrives.</remarks>
    public Task<T> AsTask()
    {
        if (Work.IsCancelled)
        {
            throw Work.AwaitedAfterCancel();
        }
        if (Work.Run.IsLive())
        {
            Work.ReadOnArrival(Work.Run.Pump.CurrentScope);
        }
        return Task;
    }

    /// <summary>A handle of the same thing with its answer changed; cancelling either cancels both.</summary>
    public DurableTask<TResult> Map<TResult>(Func<T, TResult> map)
    {
        var mapped = new TaskCompletionSource<TResult>();
        if (Work.Run.IsLive())
        {
            _ = Follow();
        }
        return new(Work, mapped.Task);

        // It belongs to no branch: whoever waits hears of it although the branch that asked, or the one it maps, may have lost. The
        // exception counts as seen, or one that nobody awaits would surface in the host's process.
        async Task Follow()
        {
            Pump.Enter(Work.Run.Pump.Root);
            try
            {
                mapped.TrySetResult(map(await Task));
            }
            catch (OperationCanceledException) when (Task.IsCanceled)
            {
                mapped.TrySetCanceled();
            }
            catch (Exception exception)
            {
                mapped.TrySetException(exception);
                _ = mapped.Task.Exception;
            }
        }
    }

    internal override DurableTask<T> Enter(OrchestrationRun run)
    {
        if (Work.Run != run)
        {
            throw new InvalidOperationException($"{Work.Name} belongs to another orchestration instance.");
        }
        return Work.IsCancelled ? throw Work.AwaitedAfterCancel() : this;
    }
}
