namespace Duroxide.Core;

/// <summary>Explains a divergence to the person who changed the code.</summary>
static class Explanation
{
    /// <summary>How many steps are shown on each side of the spot.</summary>
    public const int Around = 6;

    const int TextLength = 60;

    /// <summary>Compares what history has, from the spot on, with what the code asked for.</summary>
    /// <param name="recorded">The whole history.</param>
    /// <param name="next">The event that was not matched.</param>
    /// <param name="asked">What the code asked for there; null when it blocked.</param>
    /// <param name="askedAfter">What it went on to ask for.</param>
    public static Divergence Of(
        IReadOnlyList<HistoryEvent> recorded,
        HistoryEvent next,
        Fact? asked,
        IReadOnlyList<Fact> askedAfter
    )
    {
        IReadOnlyList<HistoryEvent> ahead = [.. recorded.SkipWhile(e => e != next).Where(IsAsk).Take(Around)];
        IReadOnlyList<Fact> wanted = asked is null ? [] : [asked, .. askedAfter.Take(Around - 1)];
        var behind = recorded.TakeWhile(e => e != next).Where(IsAsk).TakeLast(3);
        return new(
            next.Id,
            Describe(next.Fact),
            asked is null ? null : Describe(asked),
            CauseOf(next, ahead, wanted),
            behind
                .Select(e => new AlignedStep(e.Id, Describe(e.Fact), Describe(e.Fact)))
                .Concat(Alignment.Of(ahead, wanted))
                .ToValueList()
        );
    }

    /// <summary>The failure with which a diverged execution ends: the whole story in its message.</summary>
    public static Failure Failure(Divergence divergence)
    {
        var asked = divergence.Asked is { } text ? $"the code asked to {text}" : "the code asked for nothing and waits";
        var lines = divergence.Steps.Select(step =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {step.Id?.Value, 6} | {step.Recorded ?? "-", -TextLength} | {step.Asked ?? "-"}"
            )
        );
        return new Failure.Configuration(
            ConfigurationKind.Nondeterminism,
            $"event {divergence.At}",
            $"at event {divergence.At} history has '{divergence.Recorded}', but {asked}. Likely cause: "
                + $"{Advice(divergence.Cause)}\n   event | {"history", -TextLength} | code\n{string.Join('\n', lines)}"
        );
    }

    /// <summary>One step in a few words, its texts cut short.</summary>
    public static string Describe(Fact fact) =>
        fact switch
        {
            Fact.Started started => $"start {started.Name} {started.Version}",
            Fact.Scheduled scheduled => Describe(scheduled.Operation),
            Fact.Applied applied => Describe(applied.Effect),
            Fact.Resolved resolved => $"answer to {resolved.Of}",
            Fact.Arrived { Channel: Channel.Event } arrived => $"event {arrived.Name} arrived",
            Fact.Arrived arrived => $"message arrived in queue {arrived.Name}",
            Fact.Interrupted interrupted => Describe(interrupted.Cause),
            Fact.Ended ended => Describe(ended.Ending),
        };

    static bool IsAsk(HistoryEvent happened) => happened.Fact is Fact.Scheduled or Fact.Applied or Fact.Ended;

    static string Describe(Operation operation) =>
        operation switch
        {
            Operation.Activity asked => $"schedule activity {asked.Name}({Cut(asked.Input)}){Routing(asked)}",
            Operation.Timer asked => $"schedule timer of {asked.Delay}",
            Operation.Event asked => $"wait for event {asked.Name}",
            Operation.Message asked => $"take a message from queue {asked.Queue}",
            Operation.SubOrchestration asked =>
                $"schedule sub-orchestration {asked.Name}({Cut(asked.Input)}){(asked.Instance is { } id ? $" as {id}" : "")}",
        };

    static string Routing(Operation.Activity asked) =>
        $"{(asked.Session is { } session ? $" on session {session}" : "")}{(asked.Tag is { } tag ? $" with tag {tag}" : "")}"
        + (asked.Attempt > 1 ? $", attempt {asked.Attempt}" : "");

    static string Describe(Effect effect) =>
        effect switch
        {
            Effect.Cancel asked => $"cancel operation {asked.Of}",
            Effect.StartOrchestration asked =>
                $"start orchestration {asked.Name} as {asked.Instance}({Cut(asked.Input)})",
            Effect.SetCustomStatus => "set the status",
            Effect.SetValue asked => $"set value {asked.Key} = {Cut(asked.Value)}",
            Effect.ClearValue asked => $"clear value {asked.Key}",
            Effect.ClearValues => "clear all values",
            Effect.Patch asked => $"run patch {asked.Id}",
        };

    static string Describe(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested cancel => $"be cancelled: {Cut(cancel.Reason)}",
            Interruption.Diverged diverged => $"diverge at event {diverged.Divergence.At}",
            Interruption.SystemFailed failed => $"give up: {failed.Failure.Display}",
        };

    static string Describe(Ending ending) =>
        ending switch
        {
            Ending.Completed completed => $"return {Cut(completed.Output)}",
            Ending.Failed failed => $"fail: {Cut(failed.Failure.Display)}",
            Ending.ContinuedAsNew continued => $"continue as new({Cut(continued.Input)})",
        };

    static string Cut(string text) => text.Length <= TextLength ? text : text[..TextLength] + "…";

    static DivergenceCause CauseOf(HistoryEvent next, IReadOnlyList<HistoryEvent> ahead, IReadOnlyList<Fact> wanted)
    {
        if (next.Fact is Fact.Applied { Effect: Effect.Patch } && !wanted.Any(fact => Matching.Same(next.Fact, fact)))
        {
            return DivergenceCause.Unpatched;
        }
        if (wanted.Count == 0)
        {
            return DivergenceCause.Removed;
        }
        var isEnding = wanted[0] is Fact.Ended;
        if (!IsAsk(next))
        {
            return isEnding ? DivergenceCause.EndedEarlier : DivergenceCause.Added;
        }
        var askedLater = wanted.Skip(1).Any(fact => Matching.Same(next.Fact, fact));
        var recordedLater = ahead.Skip(1).Any(happened => Matching.Same(happened.Fact, wanted[0]));
        return (askedLater, recordedLater) switch
        {
            (true, true) => DivergenceCause.Reordered,
            (true, false) => DivergenceCause.Added,
            (false, true) => DivergenceCause.Removed,
            (false, false) when isEnding && next.Fact is not Fact.Ended => DivergenceCause.EndedEarlier,
            (false, false) => IsRenamed(next.Fact, wanted[0]) ? DivergenceCause.Renamed : DivergenceCause.Changed,
        };
    }

    static bool IsRenamed(Fact recorded, Fact asked) =>
        recorded is Fact.Scheduled { Operation: var before }
        && asked is Fact.Scheduled { Operation: var now }
        && (before, now) switch
        {
            (Operation.Activity first, Operation.Activity second) => first.Name != second.Name,
            (Operation.SubOrchestration first, Operation.SubOrchestration second) => first.Name != second.Name,
            (Operation.Event, Operation.Event) or (Operation.Message, Operation.Message) => true,
            (Operation.Activity or Operation.Timer or Operation.SubOrchestration, _) => false,
            (Operation.Event or Operation.Message, _) => false,
        };

    static string Advice(DivergenceCause cause) =>
        cause switch
        {
            DivergenceCause.Added =>
                "a step was added. Put it behind a patch, or register the new code as a new version.",
            DivergenceCause.Removed =>
                "a step was removed. Keep it for running instances behind a patch, or register the new code as a new version.",
            DivergenceCause.Reordered =>
                "steps changed places, or their order depends on something that is not durable.",
            DivergenceCause.Renamed =>
                "a step was renamed. Keep the old name, or register the new code as a new version.",
            DivergenceCause.Changed =>
                "a step asks with another input, session, tag or kind, or the code ends in another way; perhaps it depends on time, chance or state outside the orchestration.",
            DivergenceCause.Unpatched =>
                "this code does not know a patch that history holds. Keep Patched, or then DeprecatePatch, until no instance with the mark is left.",
            DivergenceCause.EndedEarlier => "the code ends before it did. Register the new code as a new version.",
        };
}
