namespace Duroxide;

/// <summary>Some handles of which the first to complete is wanted, or one after the other.</summary>
/// <remarks>A handle that is cancelled meanwhile cannot win, not even if it was complete. Only when nothing else is left it comes up, for the race would have no end.</remarks>
sealed class Race(Scope scope, long number) : IComparable<Race>
{
    readonly List<(Work Work, Task Task)> contenders = [];
    readonly List<int> running = [];
    readonly Queue<int> complete = new();
    readonly Queue<int> cancelled = new();
    TaskCompletionSource<int>? next;

    /// <summary>Takes a handle in.</summary>
    public void Add<T>(DurableTask<T> handle)
    {
        running.Add(contenders.Count);
        contenders.Add((handle.Work, handle.Task));
        handle.Work.Watch(this);
    }

    /// <summary>The place of the next handle to complete: among those that do so in one turn, the first in order.</summary>
    public Task<int> Next()
    {
        next = new();
        var answer = next.Task;
        Decide();
        return answer;
    }

    /// <summary>Notes which handles are complete by now, and answers the one who waits, if there is an answer.</summary>
    public bool Decide()
    {
        running.RemoveAll(HasSettled);
        while (complete.TryPeek(out var place) && contenders[place].Work.IsCancelled)
        {
            cancelled.Enqueue(complete.Dequeue());
        }
        if (next is not { } waiting || scope.IsLost || complete.Count == 0 && running.Count > 0)
        {
            return false;
        }
        next = null;
        waiting.TrySetResult(complete.TryDequeue(out var first) ? first : cancelled.Dequeue());
        return true;
    }

    /// <summary>Ends the race.</summary>
    public void Close()
    {
        foreach (var (work, _) in contenders)
        {
            work.Unwatch(this);
        }
    }

    public int CompareTo(Race? other) => number.CompareTo(other?.Number ?? 0);

    long Number => number;

    // Each takes its place in the line once, at the end of the turn in which it completes.
    bool HasSettled(int place)
    {
        var (work, task) = contenders[place];
        if (!task.IsCompleted && !work.IsCancelled)
        {
            return false;
        }
        (work.IsCancelled ? cancelled : complete).Enqueue(place);
        return true;
    }
}
