using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>What stands in the store at the end of a run, and what must be so in every store.</summary>
sealed record StoreInspection(
    ValueList<Recording> Recordings,
    IReadOnlyList<InstanceRecord> Rows,
    IReadOnlyList<ValueMap<string, StoredValue>> Values,
    IReadOnlyList<ParkedItem> Parked,
    StoreMetrics? Metrics
)
{
    const int MostParked = 100;
    const string Contiguous = "Event ids run 1, 2, 3 and so on, with at most one ending, which is last.";
    const string Patient = "No timer fires before its time.";
    const string Legible = "Every history can be read.";
    const string Replays = "Every history replays.";
    const string Agrees = "The row of an instance says what its history says.";
    const string Readable = "Nothing is parked.";
    const string Empties = "When all instances have ended, no message, timer or activity is left.";

    public static StoreInspection Read(IProvider provider)
    {
        try
        {
            return Blocking.Wait(ReadAsync(provider), provider, "read it to the end");
        }
        catch (CorruptPayloadException error)
        {
            return new([], [], [], [], null) { Illegible = new(Legible, error.Message) };
        }
    }

    /// <summary>Why it cannot be read; null when it can.</summary>
    Violation? Illegible { get; init; }

    /// <summary>What does not hold; null when all does.</summary>
    public Violation? Broken(SimulatedApp app, MessageLedger messages) =>
        Illegible
        ?? Unruly(app)
        ?? Disagreement()
        ?? messages.Broken(Recordings, Metrics is { Messages: 0 })
        ?? Leftover()
        ?? First(app);

    /// <summary>What the instances that run wait for, and what is left in the store.</summary>
    public string Summary =>
        string.Join(
            '\n',
            Recordings.Where(IsCurrent).Where(one => one.History is not [.., { Fact: Fact.Ended }]).Select(SummaryOf)
        ) + (Metrics is { } left ? $"\n   left in the store: {left}" : "");

    bool IsCurrent(Recording recording) =>
        Rows.Any(row => (row.Instance, row.Execution) == (recording.Header.Instance, recording.Header.Execution));

    static string SummaryOf(Recording recording)
    {
        var waits = Waiting.In(Fold.Replay(recording.Header, recording.History), recording.History);
        return waits.Count == 0
            ? $"   {recording.Title} has asked for nothing that it could wait for"
            : $"   {recording.Title} waits: {string.Join("; ", waits)}";
    }

    Violation? Unruly(SimulatedApp app)
    {
        // The nodes' own converter and limits: with others, the same code would ask for something else.
        var programs = Programs.From(app.Registry, app.Options.Payloads);
        var options = new VerificationOptions { Limits = app.Options.Limits };
        foreach (var recording in Recordings)
        {
            if (!IsContiguous(recording.History))
            {
                return new(Contiguous, Timeline.Of(recording));
            }
            if (IsHasty(recording.History))
            {
                return new(Patient, Timeline.Of(recording));
            }
            if (Verification.Verify(recording, programs, options) is Verdict.Diverged diverged)
            {
                return new(Replays, $"{diverged.Table}\n{Timeline.Of(recording)}");
            }
        }
        return null;
    }

    Violation? Disagreement()
    {
        foreach (var (index, row) in Rows.Index())
        {
            var last = Recordings.LastOrDefault(one => one.Header.Instance == row.Instance);
            if (last?.Header.Execution == row.Execution && Difference(row, Values[index], last) is { } difference)
            {
                return new(Agrees, $"{difference}\n{Timeline.Of(last)}");
            }
        }
        return null;
    }

    static string? Difference(InstanceRecord row, ValueMap<string, StoredValue> values, Recording last)
    {
        var state = Fold.Replay(last.Header, last.History);
        var ending = row.Output is { } output ? WireCodec.DecodeEnding(row.Instance, output) : null;
        return ending != state.Ending
                ? $"The row of {row.Instance} ended with '{ending}', its history with '{state.Ending}'."
            : row.CustomStatus != state.Status
                ? $"The row of {row.Instance} has the status '{row.CustomStatus}', its history '{state.Status}'."
            : row.Tags != state.Tags
                ? $"The row of {row.Instance} has the tags {row.Tags}, its history has {state.Tags}."
            : values != state.Values
                ? $"The store has the values {values} of {row.Instance}, its history has {state.Values}."
            : null;
    }

    Violation? Leftover()
    {
        if (Parked.Count > 0)
        {
            return new(Readable, string.Join('\n', Parked));
        }
        var hasEnded = Rows.All(row => row.Status is ExecutionStatus.Completed or ExecutionStatus.Failed);
        return
            hasEnded
            && Metrics is { Messages: var messages, Timers: var timers, Activities: var activities }
            && messages + timers + activities > 0
            ? new(Empties, Metrics.ToString())
            : null;
    }

    Violation? First(SimulatedApp app)
    {
        foreach (var (sentence, holds) in app.Endings)
        {
            try
            {
                if (!holds(Recordings))
                {
                    return new(sentence, string.Join('\n', Recordings.Select(Timeline.Of)));
                }
            }
            catch (Exception thrown)
            {
                return new(sentence, $"The law threw {UserCode.Describe(thrown)}");
            }
        }
        return null;
    }

    static bool IsContiguous(ValueList<HistoryEvent> history) =>
        history.Index().All(at => at.Item.Id.Value == at.Index + 1)
        && history.Index().All(at => at.Item.Fact is not Fact.Ended || at.Index == history.Count - 1);

    static bool IsHasty(ValueList<HistoryEvent> history) =>
        history.Any(happened =>
            happened.Fact is Fact.Resolved { Outcome: Outcome.Fired } fired
            && history[(int)fired.Of.Value - 1] is { Fact: Fact.Scheduled { Operation: Operation.Timer timer } } asked
            && happened.Time < asked.Time.Plus(timer.Delay)
        );

    static async Task<StoreInspection> ReadAsync(IProvider provider)
    {
        var recordings = new List<Recording>();
        await foreach (var recording in StoredRecordings.ReadAllAsync(provider).ConfigureAwait(false))
        {
            recordings.Add(recording);
        }
        var ordered = recordings.OrderBy(one => (one.Header.Instance, one.Header.Execution)).ToValueList();
        var management = provider.Management!;
        var rows = new List<InstanceRecord>();
        var values = new List<ValueMap<string, StoredValue>>();
        var query = new InstanceQuery();
        do
        {
            var page = await management.ListInstancesAsync(query, default).ConfigureAwait(false);
            rows.AddRange(page);
            query = query with { After = page.Next };
        } while (query.After is not null);
        foreach (var row in rows)
        {
            values.Add(await provider.ReadValuesAsync(row.Instance, null, default).ConfigureAwait(false));
        }
        var parked = await management.ListParkedAsync(new() { Limit = MostParked }, default).ConfigureAwait(false);
        return new(ordered, rows, values, parked, await management.GetMetricsAsync(default).ConfigureAwait(false));
    }
}
