using System.Runtime.CompilerServices;

namespace Duroxide;

/// <summary>Awaits a <see cref="DurableTask{T}"/>, and notes that its answer was read.</summary>
public readonly struct DurableAwaiter<T> : ICriticalNotifyCompletion
{
    const string Await = "await of a durable handle";

    readonly DurableTask<T> handle;

    internal DurableAwaiter(DurableTask<T> handle) => this.handle = handle;

    /// <summary>Whether awaiting ends at once.</summary>
    public bool IsCompleted => (handle.Task.IsCompleted || handle.Work.IsCancelled) && handle.Work.Run.IsLive(Await);

    /// <summary>Runs a callback, in the awaiting branch, when the answer is there.</summary>
    public void OnCompleted(Action continuation)
    {
        if (handle.Work.Run.IsLive(Await))
        {
            handle.Task.GetAwaiter().OnCompleted(continuation);
        }
    }

    /// <summary>Runs a callback, in the awaiting branch, when the answer is there.</summary>
    public void UnsafeOnCompleted(Action continuation)
    {
        if (handle.Work.Run.IsLive(Await))
        {
            handle.Task.GetAwaiter().UnsafeOnCompleted(continuation);
        }
    }

    /// <summary>The answer.</summary>
    /// <exception cref="DurableException">What was asked for failed.</exception>
    /// <exception cref="InvalidOperationException">The handle was cancelled, or is asked for its answer without an await.</exception>
    public T GetResult()
    {
        if (handle.Work.IsCancelled)
        {
            throw handle.Work.AwaitedAfterCancel();
        }
        if (!handle.Task.IsCompleted)
        {
            throw new InvalidOperationException(
                $"{handle.Work.Name} has no answer yet. Await it; blocking would never end."
            );
        }
        if (handle.Work.Run.IsLive(Await))
        {
            handle.Work.Read();
        }
        return handle.Task.GetAwaiter().GetResult();
    }
}
