namespace Duroxide.Core;

/// <summary>Explains a divergence to the person who changed the code.</summary>
static class DivergenceReport
{
    /// <summary>How many steps are shown on each side of the spot.</summary>
    public const int ContextSteps = 6;

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
        IReadOnlyList<HistoryEvent> ahead = [.. recorded.SkipWhile(e => e != next).Where(IsAsk).Take(ContextSteps)];
        IReadOnlyList<Fact> wanted = asked is null ? [] : [asked, .. askedAfter.Take(ContextSteps - 1)];
        var behind = recorded.TakeWhile(e => e != next).Where(IsAsk).TakeLast(3);
        return new(
            next.Id,
            HistoryText.Of(next.Fact),
            asked is null ? null : HistoryText.Of(asked),
            CauseOf(next, ahead, wanted),
            behind
                .Select(e => new AlignedStep(e.Id, HistoryText.Of(e.Fact), HistoryText.Of(e.Fact)))
                .Concat(Alignment.Of(ahead, wanted))
                .ToValueList()
        );
    }

    /// <summary>The failure with which a diverged execution ends: the whole story in its message.</summary>
    public static Failure Failure(Divergence divergence)
    {
        var asked = divergence.Asked is { } text ? $"the code has '{text}'" : "the code asked for nothing and waits";
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
                + $"{Advice(divergence)}\n   event | {"history", -TextLength} | code\n{string.Join('\n', lines)}"
        );
    }

    static bool IsAsk(HistoryEvent happened) => happened.Fact is Fact.Scheduled or Fact.Applied or Fact.Ended;

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
            // Code that waits for what it asked for shows no more; what is of another kind took nothing's place.
            (false, false) when wanted.Count == 1 && AreOfTwoKinds(next.Fact, wanted[0]) => DivergenceCause.Added,
            (false, false) => IsRenamed(next.Fact, wanted[0]) ? DivergenceCause.Renamed : DivergenceCause.Changed,
        };
    }

    static bool AreOfTwoKinds(Fact recorded, Fact asked) =>
        recorded is Fact.Scheduled { Operation: var before }
        && asked is Fact.Scheduled { Operation: var now }
        && before.GetType() != now.GetType();

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

    // Where the code waits for the one step that it asked for, what it would go on to ask for is not seen.
    static string Advice(Divergence divergence) =>
        (divergence.Cause, IsAlone(divergence)) switch
        {
            (DivergenceCause.Renamed, true) =>
                "a step was added, or renamed. Put an added one behind a patch and keep the old name of a renamed one, or register "
                    + "the new code as a new version (DUR0028, DUR0030).",
            (DivergenceCause.Removed, true) =>
                "a step was removed, or steps changed places. Keep them for running instances behind a patch, or register the new "
                    + "code as a new version (DUR0030).",
            _ => Advice(divergence.Cause),
        };

    static bool IsAlone(Divergence divergence) =>
        divergence.Steps.Count(step =>
            step.Asked is not null && (step.Id is not { } id || id.CompareTo(divergence.At) >= 0)
        ) == 1;

    static string Advice(DivergenceCause cause) =>
        cause switch
        {
            DivergenceCause.Added =>
                "a step was added. Put it behind a patch, or register the new code as a new version (DUR0030).",
            DivergenceCause.Removed =>
                "a step was removed. Keep it for running instances behind a patch, or register the new code as a new version (DUR0030).",
            DivergenceCause.Reordered =>
                "steps changed places, or their order depends on something that is not durable (DUR0014).",
            DivergenceCause.Renamed =>
                "a step was renamed. Keep the old name, or register the new code as a new version (DUR0028).",
            DivergenceCause.Changed =>
                "a step asks with another input (DUR0029), session, tag or kind, or the code ends in another way; perhaps it depends on time (DUR0001), chance (DUR0002, DUR0003) or state outside the orchestration (DUR0004, DUR0006, DUR0017).",
            DivergenceCause.Unpatched =>
                "this code does not know a patch that history holds. Keep Patched, or then DeprecatePatch, until no instance with the mark is left.",
            DivergenceCause.EndedEarlier =>
                "the code ends before it did. Register the new code as a new version (DUR0030).",
        };
}
