using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Chains of activities, and what their node writes to its store for them.</summary>
public sealed class Steps
{
    private readonly ConcurrentDictionary<string, int> runs = new();

    /// <summary>Every call to the store that was seen.</summary>
    public ConcurrentQueue<ProviderCall> Calls { get; } = new();

    /// <summary>How often each step ran.</summary>
    public IReadOnlyDictionary<string, int> Runs => runs;

    /// <summary>How many turns were to be written by the leases of activities.</summary>
    public int Answering => Commits.Count(IsAnswering);

    /// <summary>How many turns were to be written.</summary>
    public IEnumerable<TurnCommit> Commits =>
        Calls
            .Where(call => call.Method == nameof(IProvider.CommitTurnsAsync))
            .SelectMany(call => (IReadOnlyList<TurnCommit>)call.Items);

    /// <summary>How many answers went their ordinary way.</summary>
    public int Plain =>
        Calls
            .Where(call => call.Method == nameof(IProvider.CompleteActivitiesAsync))
            .Sum(call => ((IReadOnlyList<ActivityCompletion>)call.Items).Count);

    /// <summary>One step, which runs at once and is counted.</summary>
    public Activity<string, string> Step =>
        new(
            "step",
            (_, name) =>
            {
                Count(name);
                return Task.FromResult(name);
            }
        );

    /// <summary>So many steps, one after another.</summary>
    public Orchestration<int, int> Chain =>
        new(
            "chain",
            async (context, count) =>
            {
                for (var number = 1; number <= count; number++)
                {
                    await context.ScheduleActivity(Step, $"{context.Instance} {number}");
                }
                return count;
            }
        );

    /// <summary>Whether a call writes a turn by the leases of activities.</summary>
    public static bool Writes(ProviderCall call) =>
        call.Method == nameof(IProvider.CommitTurnsAsync) && ((IReadOnlyList<TurnCommit>)call.Items).Any(IsAnswering);

    /// <summary>Notes a call.</summary>
    public Task Note(ProviderCall call)
    {
        Calls.Enqueue(call);
        return Task.CompletedTask;
    }

    /// <summary>Counts one run of a step.</summary>
    public void Count(string name) => runs.AddOrUpdate(name, 1, (_, times) => times + 1);

    private static bool IsAnswering(TurnCommit turn) => turn.Right is TurnRight.Answering;
}
