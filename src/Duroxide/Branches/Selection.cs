namespace Duroxide;

/// <summary>One select: branches enter in order, the first to complete wins, and the others are cancelled.</summary>
sealed class Selection(OrchestrationRun run)
{
    readonly Race race = run.Races.Open(run.Pump.CurrentScope);
    readonly List<Work> entered = [];
    bool decided;

    /// <summary>Lets a branch enter; null once one is complete, for what begins later cannot win any more.</summary>
    /// <remarks>When it cannot enter there is no race, so those before it are given up.</remarks>
    public DurableTask<T>? Enter<T>(Branch<T> branch)
    {
        try
        {
            return Admit(branch);
        }
        catch
        {
            GiveUp();
            throw;
        }
    }

    /// <summary>Lets like branches enter, in order; when the sequence of them fails, those before are given up.</summary>
    public List<DurableTask<T>?> EnterAll<T>(IEnumerable<Branch<T>> branches)
    {
        try
        {
            return [.. branches.Select(Admit)];
        }
        catch
        {
            GiveUp();
            throw;
        }
    }

    /// <summary>Waits for the winner, and cancels the others.</summary>
    public async Task<int> Decide()
    {
        var place = await race.Next();
        race.Close();
        var winner = entered[place];
        if (winner.IsCancelled)
        {
            throw winner.AwaitedAfterCancel();
        }
        CancelAllBut(winner);
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
        var handle = branch.Enter(run);
        entered.Add(handle.Work);
        if (!decided)
        {
            race.Add(handle);
            decided = handle.Task.IsCompleted;
        }
        return handle;
    }

    void GiveUp()
    {
        race.Close();
        CancelAllBut(null);
    }

    void CancelAllBut(Work? winner)
    {
        foreach (var loser in entered)
        {
            if (loser != winner)
            {
                loser.Cancel();
            }
        }
    }
}
