namespace Duroxide;

/// <summary>The beginning of a select or a join: branches enter in order, or none of them runs on.</summary>
/// <param name="run">The run that they belong to.</param>
/// <param name="takesHandles">Whether handles are given up with the rest, as a select does; a join leaves to the code what the code asked for.</param>
sealed class BranchEntry(OrchestrationRun run, bool takesHandles)
{
    readonly List<Pending> taken = [];

    /// <summary>Lets a branch enter; when it cannot, those before it are given up.</summary>
    public DurableTask<T> Enter<T>(Branch<T> branch) => OrGiveUp(() => Admit(branch));

    /// <summary>Lets like branches enter, in order; when one cannot, or the sequence of them fails, those before are given up.</summary>
    public List<DurableTask<T>> EnterAll<T>(IEnumerable<Branch<T>> branches) =>
        OrGiveUp(() => branches.Select(Admit).ToList());

    /// <summary>Lets a branch enter, and leaves it to the caller what happens when it cannot.</summary>
    public DurableTask<T> Admit<T>(Branch<T> branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        var handle = branch.Enter(run);
        if (takesHandles || branch is not DurableTask<T>)
        {
            taken.Add(handle.Pending);
        }
        return handle;
    }

    /// <summary>Gives up what entered, but for the winner.</summary>
    public void GiveUpAllBut(Pending? winner)
    {
        foreach (var loser in taken)
        {
            if (loser != winner)
            {
                loser.Cancel();
            }
        }
    }

    // Those that entered before would run unobserved.
    TResult OrGiveUp<TResult>(Func<TResult> enter)
    {
        try
        {
            return enter();
        }
        catch
        {
            GiveUpAllBut(null);
            throw;
        }
    }
}
