namespace Duroxide.Testing;

/// <summary>Sees more of a divergence than replay does, by letting the code continue from there.</summary>
/// <remarks>
/// Of two steps in a row that changed places, replay sees only the first, for the code waits for its answer. So the code goes
/// on here with the recorded answers, as in <see cref="TimeTravel.Change"/>, until it has asked for what was swapped.
/// </remarks>
static class DivergenceDetail
{
    const string Failed = "failed: ";

    /// <summary>The divergence with steps that changed places, and with the whole error where the code fails.</summary>
    public static Divergence Of(Func<IProgram> create, Recording recording, Divergence divergence, Limits limits)
    {
        var place = (int)divergence.At.Value - 1;
        var isCut = divergence.Asked?.StartsWith(Failed, StringComparison.Ordinal) == true;
        if (divergence.Cause is not (DivergenceCause.Removed or DivergenceCause.Added) && !isCut)
        {
            return divergence;
        }
        var asked = Asked(create, recording, place, limits);
        if (isCut)
        {
            return asked.OfType<Fact.Ended>().FirstOrDefault() is { Ending: Ending.Failed error }
                ? divergence with
                {
                    Asked = Failed + error.Failure.Display.Split('\n')[0],
                }
                : divergence;
        }
        if (divergence.Asked is null || asked is not [var first, .. var after])
        {
            return divergence;
        }
        var seen = DivergenceReport.Of(recording.History, recording.History[place], first, after);
        return seen.Cause == DivergenceCause.Reordered ? seen : divergence;
    }

    static List<Fact> Asked(Func<IProgram> create, Recording recording, int place, Limits limits)
    {
        var program = create();
        try
        {
            var header = recording.Header with { Version = recording.Version };
            var prefix = recording.History.Take(place).ToValueList();
            var execution = Execution.Resume(program, header, prefix, limits);
            var events = execution.Continue([]).Events.ToList();
            var answers = new RecordedAnswers(recording.History);
            foreach (var next in recording.History.Skip(place))
            {
                if (answers.For(header.Execution, next.Fact, execution.State) is { } delivery)
                {
                    events.AddRange(execution.Continue([new(next.Time, delivery)]).Events);
                }
            }
            return
            [
                .. events
                    .Select(happened => happened.Fact)
                    .Where(fact => fact is Fact.Scheduled or Fact.Applied or Fact.Ended),
            ];
        }
        finally
        {
            (program as IDisposable)?.Dispose();
        }
    }
}
