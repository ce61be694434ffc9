namespace Duroxide;

/// <summary>Tells people how code left the durable world, and what to write instead.</summary>
static class EscapeReport
{
    const string UseTimer =
        "use ctx.ScheduleTimer instead of Task.Delay, PeriodicTimer, CancelAfter and timed waits (DUR0008)";
    const string UseAsCompleted = "use ctx.AsCompleted instead of Task.WhenEach (DUR0011)";
    const string Captured = "remove ConfigureAwait(false) (DUR0010)";
    const string WhenEach = "WhenEachState.Iterate";
    const string ReadAll = "ChannelReader.ReadAllAsync";
    const string ReadByHand =
        "ReadAllAsync does not come back to the orchestration: read the channel with while (await reader.WaitToReadAsync()) "
        + "and, inside, while (reader.TryRead(out var item)) (DUR0013)";
    const string UseActivity =
        "do I/O and background work (Task.Run, Parallel, file, network) in an activity (DUR0005, DUR0007)";

    /// <summary>The failure that an instance ends with.</summary>
    /// <param name="subject">The instance and its orchestration, in words.</param>
    /// <param name="escape">What was proven.</param>
    /// <param name="member">The context's member that was used, or the async method that a foreign thread came out of, where that is known.</param>
    /// <param name="suspicion">What was suspected before.</param>
    /// <param name="place">Where in the user's code the suspicion arose; null when that is not known.</param>
    public static Failure Failure(string subject, Escape escape, string? member, Suspicion suspicion, string? place) =>
        new Failure.Configuration(
            ConfigurationKind.NotDurable,
            subject,
            $"{subject}: {What(escape, member)} {Why(suspicion, place)}{Likely(escape, member, suspicion)}{Advice(escape, member, suspicion)}"
        );

    /// <summary>The line in the log for a suspicion that is not proven.</summary>
    public static string Warning(string subject, Suspicion suspicion, string? place) =>
        $"{subject}: {Why(suspicion, place)}{Advice(Escape.Suspected, null, suspicion)}";

    static string What(Escape escape, string? member) =>
        escape switch
        {
            Escape.ForeignThread or Escape.LibraryThread =>
                $"the orchestration awaited something that is not durable: a foreign thread continued it{(member is null ? "" : $", out of {member}")}.",
            Escape.ContextOffTurn => $"the orchestration context was used outside its turn ({member}).",
            Escape.EndedOffTurn => "the orchestration ended on a foreign thread.",
            Escape.Stuck => "the orchestration waits for something that nothing durable will answer.",
            Escape.Suspected => "the orchestration does what cannot be replayed.",
        };

    static string Why(Suspicion suspicion, string? place)
    {
        var seen = new List<string>();
        if (suspicion.HasFlag(Suspicion.Timer))
        {
            seen.Add("a timer was armed in a turn");
        }
        if (suspicion.HasFlag(Suspicion.Blocked))
        {
            seen.Add("a turn blocked its thread");
        }
        if (suspicion.HasFlag(Suspicion.Thread))
        {
            seen.Add("code of the orchestration ran on another thread");
        }
        var at = place is null ? "" : $" at {place}";
        return seen.Count == 0 ? "" : $"Seen: {string.Join("; ", seen)}{at}. ";
    }

    // What a beginner wrote, most often.
    static string Likely(Escape escape, string? member, Suspicion suspicion)
    {
        var ranElsewhere = suspicion.HasFlag(Suspicion.Thread) && !suspicion.HasFlag(Suspicion.Timer);
        var cause = escape switch
        {
            Escape.ForeignThread when member is not null =>
                $"{member} awaits with ConfigureAwait(false), or a TaskCompletionSource that is set on another thread",
            Escape.ForeignThread when ranElsewhere => "it awaits Task.Run or its like",
            Escape.EndedOffTurn => "it awaits with ConfigureAwait(false) before",
            Escape.ContextOffTurn => "the use stands in Task.Run, or behind an await with ConfigureAwait(false)",
            Escape.Stuck when ranElsewhere => "it awaits Task.Run, a file, the network or a database",
            Escape.Stuck when suspicion == Suspicion.None =>
                "it awaits a TaskCompletionSource, a semaphore or a channel that no code of its own completes, or I/O",
            Escape.ForeignThread or Escape.LibraryThread or Escape.Stuck or Escape.Suspected => null,
        };
        return cause is null ? "" : $"Most likely {cause}. ";
    }

    static string Advice(Escape escape, string? member, Suspicion suspicion)
    {
        var advice = (escape, suspicion) switch
        {
            (Escape.LibraryThread, _) when member == ReadAll => ReadByHand,
            (Escape.LibraryThread, _) when member == WhenEach => UseAsCompleted,
            (Escape.LibraryThread, _) => $"{member} does not come back to the orchestration: {UseActivity}",
            (Escape.ForeignThread, _) when member is not null =>
                $"{Captured}; {UseActivity}; {UseTimer}; {UseAsCompleted}",
            // I/O arms timers of its own, and its answer comes on another thread.
            (_, var seen) when seen.HasFlag(Suspicion.Timer | Suspicion.Thread) => $"{UseActivity}; {UseTimer}",
            (_, var seen) when seen.HasFlag(Suspicion.Timer) => UseTimer,
            (_, var seen) when seen.HasFlag(Suspicion.Blocked) =>
                "await instead of .Result, .Wait() and locks that another thread holds (DUR0009)",
            (Escape.EndedOffTurn, _) => $"{Captured}, or {UseActivity}",
            (Escape.ContextOffTurn, _) =>
                $"use the context only in the flow of its own instance (DUR0018, DUR0020); {Captured} and {UseActivity}",
            (Escape.Stuck or Escape.ForeignThread, var seen) when seen.HasFlag(Suspicion.Thread) =>
                $"{UseActivity}; {Captured}",
            (Escape.Stuck, _) =>
                $"await only what the context gives (activities, timers, events, children) (DUR0013); {UseTimer}; {UseActivity}; "
                    + $"{Captured}; {UseAsCompleted}; complete a TaskCompletionSource in the orchestration itself",
            _ => $"{UseActivity}; {UseTimer}; {UseAsCompleted}; {Captured}",
        };
        return $"To repair it: {advice}.";
    }
}
