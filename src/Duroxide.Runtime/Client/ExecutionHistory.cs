using System.Globalization;
using System.Text;

namespace Duroxide;

/// <summary>The whole history of one execution.</summary>
/// <param name="Header">What the execution started from.</param>
/// <param name="Requested">When it was asked to start.</param>
/// <param name="Events">What happened, in order; empty before the first turn.</param>
public sealed record ExecutionHistory(Header Header, DateTimeOffset Requested, ValueList<HistoryEvent> Events)
{
    /// <summary>The activities that were asked for, in order, each with its answer.</summary>
    public IReadOnlyList<RecordedActivity> Activities
    {
        get
        {
            var answers = Events
                .Where(happened => happened.Fact is Fact.Resolved)
                .ToDictionary(happened => ((Fact.Resolved)happened.Fact).Of);
            return
            [
                .. Events
                    .Where(happened => happened.Fact is Fact.Scheduled { Operation: Operation.Activity })
                    .Select(asked => Recorded(asked, answers.GetValueOrDefault(asked.Id))),
            ];
        }
    }

    bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Header = {Header}, Requested = {Requested:O}, Events = {Events}");
        return true;
    }

    /// <summary>Decodes an execution.</summary>
    /// <exception cref="CorruptPayloadException">It cannot be read.</exception>
    public static ExecutionHistory Decode(StoredExecution stored) =>
        new(
            WireCodec.DecodeHeader(stored.Instance, stored.Start.Header),
            stored.Start.Time.ToDateTimeOffset(),
            WireCodec.DecodeEvents(stored.Instance, stored.Batches).ToValueList()
        );

    static RecordedActivity Recorded(HistoryEvent asked, HistoryEvent? answered)
    {
        var activity = (Operation.Activity)((Fact.Scheduled)asked.Fact).Operation;
        var outcome = ((Fact.Resolved?)answered?.Fact)?.Outcome;
        return new(activity.Name, activity.Input, activity.Attempt, asked.Time.ToDateTimeOffset())
        {
            Answered = answered?.Time.ToDateTimeOffset(),
            Result = (outcome as Outcome.Succeeded)?.Result,
            Failure = (outcome as Outcome.Failed)?.Failure,
        };
    }
}
