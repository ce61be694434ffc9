using System.Runtime.CompilerServices;

namespace Duroxide;

/// <summary>The handle of something durable that was asked for; await it for the answer.</summary>
/// <remarks>
/// Unlike a plain task it knows the branch that awaits it and whether its answer was read, which decides what a lost
/// race gives back. It may be awaited any number of times.
/// </remarks>
public sealed class DurableTask<T> : Branch<T>
{
    internal DurableTask(Pending pending, Task<T> task)
    {
        Pending = pending;
        Task = task;
    }

    /// <summary>Whether the answer has arrived.</summary>
    public bool IsCompleted => Task.IsCompleted && !Pending.IsCancelled;

    internal Pending Pending { get; }

    internal Task<T> Task { get; }

    /// <summary>Lets the handle be awaited.</summary>
    public Awaiter GetAwaiter() => new(this);

    /// <summary>Gives up what was asked for; awaiting the handle afterwards is an error.</summary>
    /// <remarks>Does nothing when the answer was read. A message that was received but not read goes back to its queue.</remarks>
    public void Cancel()
    {
        if (Pending.Run.IsLive())
        {
            Pending.Cancel();
        }
    }

    /// <summary>A plain task with the same answer, for <see cref="Task.WhenAll(Task[])"/> and the like.</summary>
    /// <remarks>How a plain task is used cannot be seen, so the answer counts as read when it arrives.</remarks>
    public Task<T> AsTask()
    {
        if (Pending.IsCancelled)
        {
            throw Pending.AwaitedAfterCancel();
        }
        if (Pending.Run.IsLive())
        {
            Pending.ReadOnArrival(Pending.Run.Pump.CurrentScope);
        }
        return Task;
    }

    /// <summary>A handle of the same thing with its answer changed; cancelling either cancels both.</summary>
    public DurableTask<TResult> Map<TResult>(Func<T, TResult> map)
    {
        var mapped = new TaskCompletionSource<TResult>();
        if (Pending.Run.IsLive())
        {
            _ = Follow();
        }
        return new(Pending, mapped.Task);

        // It belongs to no branch: whoever waits is told although the branch that asked, or the one it maps, may have lost. The
        // exception counts as seen, or one that nobody awaits would surface in the host's process.
        async Task Follow()
        {
            Pump.Enter(Pending.Run.Pump.Root);
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
        if (Pending.Run != run)
        {
            throw new InvalidOperationException(
                $"{Pending.Name} belongs to another orchestration instance (DUR0006, DUR0018)."
            );
        }
        return Pending.IsCancelled ? throw Pending.AwaitedAfterCancel() : this;
    }

    /// <summary>Awaits the handle, and notes that its answer was read.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion
    {
        const string Await = "await of a durable handle";

        readonly DurableTask<T> handle;

        internal Awaiter(DurableTask<T> handle) => this.handle = handle;

        /// <summary>Whether awaiting ends at once.</summary>
        public bool IsCompleted =>
            (handle.Task.IsCompleted || handle.Pending.IsCancelled) && handle.Pending.Run.IsLive(Await);

        /// <summary>Runs a callback, in the awaiting branch, when the answer is there.</summary>
        public void OnCompleted(Action continuation)
        {
            if (handle.Pending.Run.IsLive(Await))
            {
                handle.Task.GetAwaiter().OnCompleted(continuation);
            }
        }

        /// <summary>Runs a callback, in the awaiting branch, when the answer is there.</summary>
        public void UnsafeOnCompleted(Action continuation)
        {
            if (handle.Pending.Run.IsLive(Await))
            {
                handle.Task.GetAwaiter().UnsafeOnCompleted(continuation);
            }
        }

        /// <summary>The answer.</summary>
        /// <exception cref="DurableException">What was asked for failed.</exception>
        /// <exception cref="InvalidOperationException">The handle was cancelled, or is asked for its answer without an await.</exception>
        public T GetResult()
        {
            if (handle.Pending.IsCancelled)
            {
                throw handle.Pending.AwaitedAfterCancel();
            }
            if (!handle.Task.IsCompleted)
            {
                throw new InvalidOperationException(
                    $"{handle.Pending.Name} has no answer yet. Await it; blocking would never end (DUR0009)."
                );
            }
            if (handle.Pending.Run.IsLive(Await))
            {
                handle.Pending.Read();
            }
            return handle.Task.GetAwaiter().GetResult();
        }
    }
}
