using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Waits for both, and gives their results in the order of the arguments.</summary>
    /// <remarks>A failure does not cut the waiting short; the first in order is thrown at the end.</remarks>
    public async Task<(TFirst, TSecond)> Join<TFirst, TSecond>(Branch<TFirst> first, Branch<TSecond> second)
    {
        if (!run.IsLive())
        {
            return await Never<(TFirst, TSecond)>();
        }
        var (one, two) = (first.Enter(run), second.Enter(run));
        await Settled(one.Task);
        await Settled(two.Task);
        return (await one, await two);
    }

    /// <summary>Waits for all three, and gives their results in the order of the arguments.</summary>
    /// <remarks>A failure does not cut the waiting short; the first in order is thrown at the end.</remarks>
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
        var (one, two, three) = (first.Enter(run), second.Enter(run), third.Enter(run));
        await Settled(one.Task);
        await Settled(two.Task);
        await Settled(three.Task);
        return (await one, await two, await three);
    }

    /// <summary>Waits for any number of like branches, and gives their results in the order of the arguments.</summary>
    /// <remarks>A failure does not cut the waiting short; the first in order is thrown at the end.</remarks>
    public async Task<T[]> Join<T>(params IEnumerable<Branch<T>> branches)
    {
        if (!run.IsLive())
        {
            return await Never<T[]>();
        }
        var handles = branches.Select(branch => branch.Enter(run)).ToList();
        var results = new T[handles.Count];
        Exception? failure = null;
        for (var place = 0; place < results.Length; place++)
        {
            try
            {
                results[place] = await handles[place];
            }
            catch (Exception thrown)
            {
                failure ??= thrown;
            }
        }
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        return results;
    }

    /// <summary>Gives the handles in the order in which they complete; those that do so in one turn in the order given.</summary>
    /// <remarks>The durable replacement of <c>Task.WhenEach</c>. Await each handle for its result.</remarks>
    public async IAsyncEnumerable<DurableTask<T>> AsCompleted<T>(
        IEnumerable<DurableTask<T>> handles,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        if (!run.IsLive())
        {
            await Never<Unit>();
        }
        var race = run.Races.Open(run.Pump.CurrentScope);
        var waiting = handles.Select(handle => handle.Enter(run)).ToList();
        waiting.ForEach(race.Add);
        try
        {
            for (var left = waiting.Count; left > 0; left--)
            {
                cancellation.ThrowIfCancellationRequested();
                var place = await race.Next();
                race.Remove(place);
                yield return waiting[place];
            }
        }
        finally
        {
            race.Close();
        }
    }

    // Whoever joins awaits each handle once more, and gets the exception there.
    static ConfiguredTaskAwaitable Settled(Task task) =>
        task.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
}
