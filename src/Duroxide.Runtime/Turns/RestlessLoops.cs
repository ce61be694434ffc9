using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Sees instances that continue as new again and again without ever waiting for anything, and slows them down.</summary>
/// <remarks>
/// Such a loop does nothing but write executions, as fast as the store allows. Ending it would be a verdict on code that
/// may count to its end; slowed down it harms nobody, and a cancel request ends it.
/// </remarks>
sealed class RestlessLoops(ILogger log)
{
    /// <summary>How many executions in a row may continue as new without waiting before they are slowed down.</summary>
    public const int Patience = 200;

    const int Many = 10_000;
    static readonly Backoff.Exponential Pauses = new(TimeSpan.FromMilliseconds(10), 2, TimeSpan.FromSeconds(1));

    readonly Lock gate = new();
    readonly Dictionary<long, (int Times, ExecutionId Paused)> loops = [];

    /// <summary>How long the first turn of an execution is put off; null when it may run. Each execution is put off once.</summary>
    public TimeSpan? Pause(TurnItem item)
    {
        if (item.Start is null || item.EarlyCancels.Count > 0)
        {
            return null;
        }
        lock (gate)
        {
            if (
                !loops.TryGetValue(item.Lease.Key, out var loop)
                || loop.Times < Patience
                || loop.Paused == item.Execution
            )
            {
                return null;
            }
            loops[item.Lease.Key] = loop with { Paused = item.Execution };
            return Pauses.After(loop.Times - Patience + 1);
        }
    }

    /// <summary>Looks at what a turn decided.</summary>
    /// <param name="item">The turn.</param>
    /// <param name="decision">What was decided.</param>
    public void Look(TurnItem item, Decision decision)
    {
        // The start is the only thing that such an execution reacts to.
        var isRestless = item.Start is not null && decision is { Ending: Ending.ContinuedAsNew, Consumed: 1 };
        var times = 0;
        lock (gate)
        {
            if (!isRestless)
            {
                loops.Remove(item.Lease.Key);
                return;
            }
            if (loops.Count >= Many)
            {
                loops.Clear();
            }
            var loop = loops.GetValueOrDefault(item.Lease.Key);
            times = loop.Times + 1;
            loops[item.Lease.Key] = loop with { Times = times };
        }
        if (times == Patience)
        {
            log.OrchestrationRestless(item.Instance, times);
        }
    }
}
