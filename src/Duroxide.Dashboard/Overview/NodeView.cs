namespace Duroxide.Dashboard;

/// <summary>The node that this application is.</summary>
/// <param name="Id">Its name.</param>
/// <param name="IsWorking">Whether all its loops run.</param>
/// <param name="Troubles">What does not work, in sentences; empty when all does.</param>
/// <param name="TurnsInFlight">How many turns it may have at once.</param>
/// <param name="Workers">How many activities it may run at once.</param>
/// <param name="Retention">What its retention does; missing when it has none.</param>
sealed record NodeView(
    string Id,
    bool IsWorking,
    string[] Troubles,
    int TurnsInFlight,
    int Workers,
    RetentionView? Retention
)
{
    const int MostNamed = 5;

    /// <summary>The node of the application that is asked; null where there is none, or it has not started.</summary>
    public static NodeView? Of(Call call) =>
        call.Host is { Runtime: { } runtime, Options: var options }
            ? new(
                runtime.NodeId,
                runtime.StoppedLoops.Count == 0,
                [.. TroublesOf(call, runtime)],
                options.TurnsInFlight,
                options.WorkerConcurrency,
                RetentionView.Of(runtime, options.Retention)
            )
            : null;

    static IEnumerable<string> TroublesOf(Call call, DuroxideRuntime runtime)
    {
        foreach (var loop in runtime.StoppedLoops)
        {
            yield return $"{loop} does not run.";
        }
        foreach (var trouble in runtime.StoreTroubles)
        {
            yield return $"{trouble.What} fails for {Words.Span(trouble.For)}: {call.Shown(trouble.Error)}";
        }
        if (runtime.OverdueTurns is { Count: > 0 } overdue)
        {
            yield return $"{overdue.Count} turns do not end: those of {string.Join(", ", overdue.Take(MostNamed))}.";
        }
    }
}

/// <summary>What is kept, and what was removed.</summary>
/// <param name="Interval">How often it is looked, as a person says it.</param>
/// <param name="Policies">What is kept of which orchestration.</param>
/// <param name="Last">When this node last looked; missing when another node does it, or it has not been time.</param>
/// <param name="Sweeps">How often this node looked through the whole store.</param>
/// <param name="Instances">How many instances it removed.</param>
/// <param name="Executions">How many executions.</param>
sealed record RetentionView(
    string Interval,
    PolicyView[] Policies,
    DateTimeOffset? Last,
    long Sweeps,
    long Instances,
    long Executions
)
{
    public static RetentionView? Of(DuroxideRuntime runtime, RetentionOptions? options) =>
        options is null
            ? null
            : new(
                Words.Span(options.Interval),
                [
                    .. options
                        .Orchestrations.OrderBy(one => one.Key, StringComparer.Ordinal)
                        .Select(one => PolicyView.Of(one.Key, one.Value)),
                    PolicyView.Of(options.Orchestrations.Count == 0 ? "all" : "all others", options.Default),
                ],
                runtime.Retention.Last,
                runtime.Retention.Sweeps,
                runtime.Retention.Instances,
                runtime.Retention.Executions
            );
}

/// <summary>What is kept of an orchestration.</summary>
/// <param name="Orchestration">Which.</param>
/// <param name="Kept">What, in words.</param>
sealed record PolicyView(string Orchestration, string Kept)
{
    public static PolicyView Of(string orchestration, RetentionPolicy policy)
    {
        string?[] limits =
        [
            policy.KeepFor is { } time ? $"for {Words.Span(time)} after its end" : null,
            policy.KeepAtMost is { } most ? $"the last {most} that ended" : null,
            policy.KeepExecutionsFor is { } past ? $"earlier executions for {Words.Span(past)}" : null,
            policy.KeepExecutions is { } executions ? $"{executions} executions of each" : null,
        ];
        var told = limits.OfType<string>().ToList();
        return new(orchestration, told.Count == 0 ? "everything" : string.Join("; ", told));
    }
}
