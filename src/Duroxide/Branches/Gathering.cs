namespace Duroxide;

/// <summary>The beginning of one join: branches enter in order, or none of them runs on.</summary>
sealed class Gathering(OrchestrationRun run)
{
    readonly List<Work> begun = [];

    /// <summary>Lets a branch enter; when it cannot, those that began here are given up, for nobody would hear of them.</summary>
    public DurableTask<T> Enter<T>(Branch<T> branch)
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

    /// <summary>Lets like branches enter, in order; when one cannot, or the sequence of them fails, those before are given up.</summary>
    public List<DurableTask<T>> EnterAll<T>(IEnumerable<Branch<T>> branches)
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

    // A handle was asked for by the code, which may still want it. What the join itself began is nobody else's.
    DurableTask<T> Admit<T>(Branch<T> branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        var handle = branch.Enter(run);
        if (branch is not DurableTask<T>)
        {
            begun.Add(handle.Work);
        }
        return handle;
    }

    void GiveUp() => begun.ForEach(static work => work.Cancel());
}
