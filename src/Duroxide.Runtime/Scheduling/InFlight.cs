namespace Duroxide.Runtime;

/// <summary>Counts the work that was fetched and is not finished, up to a bound.</summary>
/// <param name="most">The bound.</param>
/// <param name="least">How much must be free before more is fetched; above 1 it makes for larger batches.</param>
/// <param name="scheduler">Where those who wait continue.</param>
sealed class InFlight(int most, int least, IScheduler scheduler)
{
    readonly Lock gate = new();
    int room = most;
    int asked;
    Promise<Empty>? freed;
    Promise<Empty>? emptied;

    /// <summary>How much there is.</summary>
    public int Count { get; private set; }

    /// <summary>How much more may be fetched; waits until that is worth a fetch.</summary>
    public async Task<int> FreeAsync(CancellationToken stop)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (room - Count >= least)
                {
                    return room - Count;
                }
                freed ??= new(scheduler);
                wait = freed.Task;
            }
            await wait.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when there is none.</summary>
    public Task EmptyAsync()
    {
        lock (gate)
        {
            if (Count == 0)
            {
                return Task.CompletedTask;
            }
            emptied ??= new(scheduler);
            return emptied.Task;
        }
    }

    /// <summary>Counts fetched work.</summary>
    public void Add(int count)
    {
        lock (gate)
        {
            Count += count;
        }
    }

    /// <summary>Keeps places for what a fetch may bring, however late it comes; 0 once it has come.</summary>
    public void KeepForFetch(int places)
    {
        lock (gate)
        {
            asked = places;
        }
    }

    /// <summary>Counts one piece of work that begins without a fetch, if there is room for it.</summary>
    public bool TryAdd()
    {
        lock (gate)
        {
            if (Count + asked >= room)
            {
                return false;
            }
            Count++;
            return true;
        }
    }

    /// <summary>Counts one piece as finished.</summary>
    public void Remove()
    {
        lock (gate)
        {
            Count--;
            Free();
            if (Count == 0)
            {
                emptied?.TrySetResult(default);
                emptied = null;
            }
        }
    }

    /// <summary>Moves the bound.</summary>
    public void Widen(int by)
    {
        lock (gate)
        {
            room += by;
            Free();
        }
    }

    void Free()
    {
        if (room - Count >= least)
        {
            freed?.TrySetResult(default);
            freed = null;
        }
    }
}
