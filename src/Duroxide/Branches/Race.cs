namespace Duroxide;

/// <summary>Some handles of which the first to complete is wanted, or one after the other.</summary>
/// <remarks>A handle that is cancelled meanwhile cannot win, not even if it was complete. Only when nothing else is left it comes up, for the race would have no end.</remarks>
sealed class Race(Scope scope, long number) : IComparable<Race>
{
    readonly List<Contender> contenders = [];
    readonly List<int> told = [];
    readonly Queue<int> complete = new();
    readonly Queue<int> cancelled = new();
    TaskCompletionSource<int>? next;
    int running;

    /// <summary>Takes a handle in.</summary>
    public void Add<T>(DurableTask<T> handle)
    {
        running++;
        contenders.Add(new(handle.Pending, handle.Task));
        handle.Pending.Subscribe(this, contenders.Count - 1);
    }

    /// <summary>Is told that the handle at a place is complete or cancelled.</summary>
    public void Tell(int place) => told.Add(place);

    /// <summary>The place of the next handle to complete: among those that do so in one turn, the first in order.</summary>
    public Task<int> Next()
    {
        next = new();
        var answer = next.Task;
        Decide();
        return answer;
    }

    /// <summary>Lines up the handles that are complete by now, and answers the one who waits, if there is an answer.</summary>
    public bool Decide()
    {
        told.Sort();
        told.RemoveAll(IsInLine);
        while (complete.TryPeek(out var place) && contenders[place].Pending.IsCancelled)
        {
            cancelled.Enqueue(complete.Dequeue());
        }
        if (next is not { } waiting || scope.IsLost || complete.Count == 0 && running > 0)
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
        foreach (var contender in contenders)
        {
            contender.Pending.Unsubscribe(this);
        }
    }

    public int CompareTo(Race? other) => number.CompareTo(other?.Number ?? 0);

    long Number => number;

    // Each takes its place in the line once, at the end of the turn in which it completes. What is mapped completes a moment
    // after what it was mapped from.
    bool IsInLine(int place)
    {
        var contender = contenders[place];
        var (isCancelled, task) = (contender.Pending.IsCancelled, contender.Task);
        if (contender.IsInLine || (!task.IsCompleted && !isCancelled))
        {
            return contender.IsInLine;
        }
        (isCancelled ? cancelled : complete).Enqueue(place);
        running--;
        return contender.IsInLine = true;
    }

    sealed class Contender(Pending pending, Task task)
    {
        public Pending Pending => pending;

        public Task Task => task;

        public bool IsInLine { get; set; }
    }
}

/// <summary>The races of one orchestration: decided when nothing else is left to run, the oldest first.</summary>
/// <remarks>At that moment everything that follows from an arrival has happened, so that a tie is seen as one.</remarks>
sealed class Races
{
    readonly SortedSet<Race> ready = [];
    long count;

    /// <summary>Opens a race of the branch that runs.</summary>
    public Race Open(Scope scope) => new(scope, ++count);

    /// <summary>Hears that a handle in a race is complete or cancelled.</summary>
    public void Ready(Race race, int place)
    {
        race.Tell(place);
        ready.Add(race);
    }

    /// <summary>Decides one race; false when there is none to decide.</summary>
    public bool DecideOne()
    {
        while (ready.Min is { } race)
        {
            ready.Remove(race);
            if (race.Decide())
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>One select: branches enter in order, the first to complete wins, and the others are cancelled.</summary>
sealed class Selection(OrchestrationRun run)
{
    readonly Race race = run.Races.Open(run.Pump.CurrentScope);
    readonly BranchEntry entry = new(run, takesHandles: true);
    readonly List<Pending> contenders = [];
    bool decided;

    /// <summary>Lets a branch enter; null once one is complete, for what begins later cannot win any more.</summary>
    /// <remarks>When it cannot enter there is no race, so those before it are given up.</remarks>
    public DurableTask<T>? Enter<T>(Branch<T> branch) => OrClose(() => Admit(branch));

    /// <summary>Lets like branches enter, in order; when the sequence of them fails, those before are given up.</summary>
    public List<DurableTask<T>?> EnterAll<T>(IEnumerable<Branch<T>> branches) =>
        OrClose(() => branches.Select(Admit).ToList());

    /// <summary>Waits for the winner, and cancels the others.</summary>
    public async Task<int> Decide()
    {
        var place = await race.Next();
        race.Close();
        var winner = contenders[place];
        if (winner.IsCancelled)
        {
            throw winner.AwaitedAfterCancel();
        }
        entry.GiveUpAllBut(winner);
        winner.Read();
        return place;
    }

    DurableTask<T>? Admit<T>(Branch<T> branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        if (decided && branch is not DurableTask<T>)
        {
            return null;
        }
        var handle = entry.Admit(branch);
        contenders.Add(handle.Pending);
        if (!decided)
        {
            race.Add(handle);
            decided = handle.Task.IsCompleted;
        }
        return handle;
    }

    TResult OrClose<TResult>(Func<TResult> enter)
    {
        try
        {
            return enter();
        }
        catch
        {
            race.Close();
            entry.GiveUpAllBut(null);
            throw;
        }
    }
}
