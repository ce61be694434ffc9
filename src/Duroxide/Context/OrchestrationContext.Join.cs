using System.Runtime.CompilerServices;

namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Waits for both, and gives their results in the order of the arguments.</summary>
    /// <remarks>A failure does not cut the waiting short; the first in order is thrown at the end. When a branch cannot begin, the branches of several steps before it are cancelled.</remarks>
    public async Task<(TFirst, TSecond)> Join<TFirst, TSecond>(Branch<TFirst> first, Branch<TSecond> second)
    {
        if (!run.IsLive())
        {
            return await Never<(TFirst, TSecond)>();
        }
        var entry = new BranchEntry(run, takesHandles: false);
        var (one, two) = (entry.Enter(first), entry.Enter(second));
        await Settled(one);
        await Settled(two);
        ThrowIfFailed(one);
        ThrowIfFailed(two);
        return (await one, await two);
    }

    /// <summary>Waits for all three, and gives their results in the order of the arguments.</summary>
    /// <remarks>A failure does not cut the waiting short; the first in order is thrown at the end. When a branch cannot begin, the branches of several steps before it are cancelled.</remarks>
    public async Task<(TFirst, TSecond, TThird)> Join<TFirst, TSecond, TThird>(
        Branch<TFirst> first,
        Branch<TSecond> second,
        Branch<TThird> third
    )
    {
        if (!run.IsLive())
        {
            return await Never<(TFirst, TSecond, TThird)>();
        }
        var entry = new BranchEntry(run, takesHandles: false);
        var (one, two, three) = (entry.Enter(first), entry.Enter(second), entry.Enter(third));
        await Settled(one);
        await Settled(two);
        await Settled(three);
        ThrowIfFailed(one);
        ThrowIfFailed(two);
        ThrowIfFailed(three);
        return (await one, await two, await three);
    }

    /// <summary>Waits for any number of like branches, and gives their results in the order of the arguments.</summary>
    /// <remarks>A failure does not cut the waiting short; the first in order is thrown at the end. When a branch cannot begin, the branches of several steps before it are cancelled.</remarks>
    public async Task<T[]> Join<T>(params IEnumerable<Branch<T>> branches)
    {
        if (!run.IsLive())
        {
            return await Never<T[]>();
        }
        var handles = new BranchEntry(run, takesHandles: false).EnterAll(branches);
        foreach (var handle in handles)
        {
            await Settled(handle);
        }
        handles.ForEach(ThrowIfFailed);
        var results = new T[handles.Count];
        for (var place = 0; place < results.Length; place++)
        {
            results[place] = await handles[place];
        }
        return results;
    }

    /// <summary>Gives the handles in the order in which they complete; those that do so in one turn in the order given.</summary>
    /// <remarks>
    /// The durable replacement of <c>Task.WhenEach</c>. Await each handle for its result. What was complete before the call
    /// comes first, in the order given, and handles that are cancelled meanwhile come last; one that was cancelled before the
    /// call makes it throw.
    /// </remarks>
    public async IAsyncEnumerable<DurableTask<T>> AsCompleted<T>(IEnumerable<DurableTask<T>> handles)
    {
        if (!run.IsLive())
        {
            await Never<Unit>();
        }
        var race = run.Races.Open(run.Pump.CurrentScope);
        try
        {
            var waiting = handles.Select(handle => handle.Enter(run)).ToList();
            waiting.ForEach(race.Add);
            for (var left = waiting.Count; left > 0; left--)
            {
                yield return waiting[await race.Next()];
            }
        }
        finally
        {
            race.Close();
        }
    }

    // Nothing is read before all of it is there: a join that loses a race, or is cut off, gives its messages back.
    static ConfiguredTaskAwaitable Settled<T>(DurableTask<T> handle) =>
        ((Task)handle.Task).ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing
        );

    // Nor is it where the join fails: the handles keep what their owner may still want to read.
    static void ThrowIfFailed<T>(DurableTask<T> handle)
    {
        if (handle.Pending.IsCancelled || !handle.Task.IsCompletedSuccessfully)
        {
            handle.GetAwaiter().GetResult();
        }
    }
}
