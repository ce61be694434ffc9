namespace Duroxide;

/// <summary>Some handles of which the first to complete is wanted.</summary>
sealed class Race(Scope scope, long number) : IComparable<Race>
{
    readonly List<(Work Work, Task Task)> contenders = [];
    TaskCompletionSource<int>? next;

    /// <summary>Whether somebody waits for this race who can still run.</summary>
    public bool IsOpen => next is not null && !scope.IsLost;

    public int Count => contenders.Count;

    /// <summary>Takes a handle in.</summary>
    public void Add<T>(DurableTask<T> handle)
    {
        contenders.Add((handle.Work, handle.Task));
        handle.Work.Watch(this);
    }

    // The first handle in order that is complete. A cancelled one cannot win, unless all are: the race would have no end.
    int FirstCompleted()
    {
        var completed = contenders.FindIndex(static contender =>
            contender is { Task.IsCompleted: true, Work.IsCancelled: false }
        );
        return completed >= 0 || contenders.Exists(static contender => contender.Work is { IsCancelled: false })
            ? completed
            : contenders.FindIndex(static contender => contender.Work is not null);
    }

    /// <summary>The place of the next handle that completes: among those that do so in one turn, the first in order.</summary>
    /// <remarks>Once all that are left were cancelled it is the place of one of them.</remarks>
    public Task<int> Next()
    {
        var ready = FirstCompleted();
        if (ready >= 0)
        {
            return Task.FromResult(ready);
        }
        next = new();
        return next.Task;
    }

    /// <summary>Answers the one who waits, if a handle is complete.</summary>
    public bool Decide()
    {
        var ready = FirstCompleted();
        if (ready < 0)
        {
            return false;
        }
        var waiting = next!;
        next = null;
        waiting.TrySetResult(ready);
        return true;
    }

    /// <summary>Takes a handle out that has been dealt with; the others keep their places.</summary>
    public void Remove(int place)
    {
        contenders[place].Work.Unwatch(this);
        contenders[place] = default;
    }

    /// <summary>Ends the race.</summary>
    public void Close()
    {
        foreach (var (work, _) in contenders)
        {
            work?.Unwatch(this);
        }
    }

    public int CompareTo(Race? other) => number.CompareTo(other?.Number ?? 0);

    long Number => number;
}
