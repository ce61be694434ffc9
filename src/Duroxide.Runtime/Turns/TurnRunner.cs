using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Runs one turn: finds the code, replays or continues, decides. Nothing is written here.</summary>
sealed class TurnRunner(
    RuntimeOptions options,
    ProgramFactory programs,
    YieldingFetch yielding,
    MissingCode missing,
    ILogger log
)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Deferrals<(long Key, ExecutionId, EventId)> unregistered = new(options);
    readonly Deferrals<(long Key, ExecutionId, EventId)> tried = new(options);

    readonly RestlessLoops restless = new(log);

    readonly VersionRange replayed = options.ReplayVersions ?? new VersionRange(new(0, 0, 0), FrameworkVersion.Current);

    /// <summary>The framework versions that this node replays.</summary>
    public ValueList<VersionRange> Capabilities => [replayed];

    /// <summary>Runs a turn; whatever goes wrong becomes a turn that is given back.</summary>
    public TurnResult Run(TurnWork work)
    {
        var result = Try(work);
        if (result is TurnResult.GivenBack)
        {
            // What did not come through its turn does not run again, and nothing that still reaches it counts.
            work.Hot?.Abandon();
        }
        return result;
    }

    TurnResult Try(TurnWork work)
    {
        var item = work.Item;
        try
        {
            if (item.Pin is { } pin && !replayed.Includes(pin))
            {
                log.Incompatible(item.Instance, pin);
                return Back(Pause, countAttempt: false);
            }
            if (restless.Pause(item) is { } pause)
            {
                return Back(pause, countAttempt: false);
            }
            if (work.Hot is not { } hot)
            {
                return Cold(work);
            }
            work.Program = hot.Program;
            work.Trace = hot.Trace;
            return Continue(work, hot, hot.Execution.Header);
        }
        catch (Exception error) when (error is CorruptPayloadException or CorruptHistoryException)
        {
            return Unreadable(item, error);
        }
        catch (Exception error)
        {
            var delay = options.UnregisteredBackoff.After(item.Attempt);
            log.TurnFailed(error, item.Instance, item.Attempt, options.MaxAttempts, delay);
            return Back(delay, countAttempt: true);
        }
    }

    TurnResult Cold(TurnWork work)
    {
        var item = work.Item;
        var start = item.Start ?? work.Stored!.Start;
        (var header, work.Trace) = WireCodec.DecodeTracedHeader(item.Instance, start.Header);
        IReadOnlyList<HistoryEvent> history = work.Stored is { } stored
            ? WireCodec.DecodeEvents(item.Instance, stored.Batches)
            : [];
        if (history.Count > 0 && history[0].Fact is Fact.Started started)
        {
            header = header with { Version = started.Version };
        }
        if (item.Attempt > options.MaxAttempts)
        {
            return PutOff(item) ?? Poison(work, header, history, item.Attempt);
        }
        if (programs.Create(header, start.Time) is not { } program)
        {
            return Unregistered(work, header, history);
        }
        work.Program = program.Program;
        missing.Forget(item.Instance);
        if (header.Parent is { } parent)
        {
            missing.Forget(parent.Instance);
        }
        header = header with { Version = program.Version };
        TurnResult? result = null;
        try
        {
            var execution = Execution.Resume(program.Program, header, history, options.Limits);
            result =
                execution.PatchInDoubt is { } patch && ForOtherCode(item, header, patch) is { } back
                    ? back
                    : Continue(work, Fresh(work, execution, program.Program, history), header);
            return result;
        }
        finally
        {
            if (result is not TurnResult.Decided)
            {
                program.Program.Dispose();
            }
        }
    }

    // One that begins now outgrew nothing before.
    static HotInstance Fresh(
        TurnWork work,
        Execution execution,
        OrchestrationProgram program,
        IReadOnlyList<HistoryEvent> history
    )
    {
        Metrics.ReplayedEvents.Add(
            history.Count,
            new KeyValuePair<string, object?>(TelemetryNames.Orchestration, execution.Header.Name)
        );
        var fresh = new HotInstance(work.Item.Lease.Key, execution, program)
        {
            Trace = work.Trace,
            Turns = work.Stored?.Batches.Count ?? 0,
            Calls = OpenCalls.AreWanted ? new OpenCalls() : null,
        };
        fresh.Calls?.Note(history);
        return work.Item.Start is null ? fresh.Measured() : fresh;
    }

    TurnResult Continue(TurnWork work, HotInstance hot, Header header)
    {
        var item = work.Item;
        var inbox = new Inbox(item, header);
        var before = hot.Execution.State;
        var decision = hot.Execution.Continue(inbox.Arrivals, inbox.FirstHeld);
        if (decision.Held.Count > 0 && item.FirstHeld.Count == 0)
        {
            log.DataHeld(item.Instance, decision.Held.Count);
        }
        restless.Look(item, decision);
        hot.Turns++;
        return new TurnResult.Decided(Write(work, header, decision, inbox), header, decision, hot)
        {
            LostEvents = LostEvents.Of(before, decision.Events),
            Answered = hot.Calls?.Note(decision.Events) ?? [],
        };
    }

    // What it asks for goes on under its span, so that has to be there before.
    static TurnCommit Write(TurnWork work, Header header, Decision decision, Inbox inbox)
    {
        work.Watch?.Span = Spans.BeginTurn(work, header, inbox.Signals);
        return TurnTranslation.Commit(work, header, decision, inbox);
    }

    // Nodes that are slow, or were paused, may have lost their leases to one another. Those that live take their attempts back
    // as soon as they hear of it, so the count is believed only when it still stands after the longest call to a store.
    TurnResult? PutOff(TurnItem item)
    {
        if (tried.Count(KeyOf(item)) > 1)
        {
            return null;
        }
        log.TurnPutOff(item.Instance, item.Attempt, options.MaxAttempts, StoreTroubles.LongestCall);
        return Back(StoreTroubles.LongestCall, countAttempt: false);
    }

    // While nodes are replaced, another one may run the code that this history was made by. One that meets the same turn too
    // often takes its own code for the one that counts.
    TurnResult? ForOtherCode(TurnItem item, Header header, string patch)
    {
        var times = CountAside(item);
        if (times > options.MaxAttempts)
        {
            return null;
        }
        var delay = options.UnregisteredBackoff.After(times);
        log.OrchestrationPatched(header.Name, item.Instance, patch, times, options.MaxAttempts, delay);
        return Back(yielding.Defer(delay), countAttempt: false);
    }

    // A turn that follows one that was taken elsewhere is other work.
    int CountAside(TurnItem item) => unregistered.Count(KeyOf(item));

    static (long, ExecutionId, EventId) KeyOf(TurnItem item) => (item.Lease.Key, item.Execution, item.LastEvent);

    // Another node may have the code. One that meets the same work too often without it gives it up.
    TurnResult Unregistered(TurnWork work, Header header, IReadOnlyList<HistoryEvent> history)
    {
        var item = work.Item;
        var known = header with { Version = header.Version ?? SemanticVersion.Initial };
        var inbox = new Inbox(item, header);
        if (ForcedEnding.Cancel(known, history, inbox.Arrivals) is { } cancelled)
        {
            return new TurnResult.Decided(Write(work, known, cancelled, inbox), known, cancelled, null);
        }
        var code = $"orchestration '{header.Name}'{(header.Version is { } version ? $" {version}" : "")}";
        missing.Note(item.Instance, code);
        if (header.Parent is { } parent)
        {
            missing.Note(parent.Instance, $"{code}, which its child '{item.Instance}' runs");
        }
        var times = CountAside(item);
        if (times > options.MaxAttempts)
        {
            return Poison(work, header, history, times);
        }
        var delay = options.UnregisteredBackoff.After(times);
        log.OrchestrationUnregistered(
            header.Name,
            header.Version?.ToString() ?? "of any version",
            item.Instance,
            times,
            options.MaxAttempts,
            delay
        );
        return Back(yielding.Defer(delay), countAttempt: false);
    }

    // No code of a poisoned instance runs. It ends as failed, its parent is told, and what it had open is cancelled.
    TurnResult Poison(TurnWork work, Header header, IReadOnlyList<HistoryEvent> history, int attempts)
    {
        var item = work.Item;
        var inbox = new Inbox(item, header);
        var failure = new Failure.Poison(
            attempts,
            options.MaxAttempts,
            new PoisonSubject.Orchestration(item.Instance, item.Execution),
            Sketch(inbox.Arrivals)
        );
        var known = header with { Version = header.Version ?? SemanticVersion.Initial };
        // Only the store's time stands in histories, and the last thing to arrive shows it.
        var time = item.Messages.Select(message => message.Time).Append(item.Start?.Time ?? default).Max();
        var decision = ForcedEnding.GiveUp(known, history, failure, time) with { Consumed = inbox.Arrivals.Count };
        return new TurnResult.Decided(Write(work, known, decision, inbox), known, decision, null);
    }

    static string Sketch(IReadOnlyList<Arrival> arrivals)
    {
        const int most = 10;
        var shown = arrivals.Take(most).Select(arrival => Shortened.Of(arrival.Delivery.ToString()));
        var rest = arrivals.Count - most;
        return string.Join("; ", rest > 0 ? shown.Append($"and {rest} more") : shown);
    }

    /// <summary>Gives a turn back whose history cannot be read, and finally parks it.</summary>
    /// <remarks>It is not ended, for nothing true could be written behind its history: it waits for a person.</remarks>
    public TurnResult Unreadable(TurnItem item, Exception error)
    {
        if (item.Attempt < options.MaxAttempts)
        {
            log.TurnFailed(error, item.Instance, item.Attempt, options.MaxAttempts, Pause);
            return Back(Pause, countAttempt: true);
        }
        log.InstanceParked(item.Instance, error.Message);
        return new TurnResult.GivenBack(TimeSpan.Zero, CountAttempt: false) { Park = error.Message };
    }

    static TurnResult Back(TimeSpan delay, bool countAttempt) => new TurnResult.GivenBack(delay, countAttempt);
}
