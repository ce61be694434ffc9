using System.Text;

namespace Duroxide.Core;

/// <summary>How large things are for the purpose of limits, without encoding them.</summary>
internal static class HistorySize
{
    const int Envelope = 64;

    /// <summary>The UTF-8 bytes of a text; 0 for null.</summary>
    public static int Of(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    /// <summary>The texts of an event in UTF-8 bytes, and 64 bytes for all the rest of it.</summary>
    public static long Of(Fact fact) =>
        Envelope
        + fact switch
        {
            Fact.Started started => Of(started.Name) + Of(started.Cancelled),
            Fact.Scheduled scheduled => Of(scheduled.Operation),
            Fact.Applied applied => Of(applied.Effect),
            Fact.Resolved resolved => Of(resolved.Outcome),
            Fact.Arrived arrived => Of(arrived.Name) + Of(arrived.Data),
            Fact.Interrupted interrupted => Of(interrupted.Cause),
            Fact.Ended ended => Of(ended.Ending),
        };

    /// <summary>The texts of what an execution starts from.</summary>
    public static long Of(Header header) =>
        Of(header.Input)
        + (long)Of(header.Status)
        + Of(header.Tags)
        + header.Values.Sum(value => (long)Of(value.Key) + Of(value.Value.Data))
        + header.Carried.Sum(message => (long)Of(message.Queue) + Of(message.Data));

    static int Of(Operation operation) =>
        operation switch
        {
            Operation.Activity asked => Of(asked.Name) + Of(asked.Input) + Of(asked.Session) + Of(asked.Tag),
            Operation.Timer => 0,
            Operation.Event asked => Of(asked.Name),
            Operation.Message asked => Of(asked.Queue),
            Operation.SubOrchestration asked => Of(asked.Name)
                + Of(asked.Input)
                + Of(asked.Instance?.Value)
                + Of(asked.Tags),
        };

    static int Of(Effect effect) =>
        effect switch
        {
            Effect.Cancel => 0,
            Effect.StartOrchestration asked => Of(asked.Name)
                + Of(asked.Input)
                + Of(asked.Instance.Value)
                + Of(asked.Tags),
            Effect.Send asked => Of(asked.Instance.Value) + Of(asked.Name) + Of(asked.Data),
            Effect.SetCustomStatus asked => Of(asked.Text),
            Effect.SetTag asked => Of(asked.Name) + Of(asked.Value),
            Effect.SetValue asked => Of(asked.Key) + Of(asked.Value),
            Effect.ClearValue asked => Of(asked.Key),
            Effect.Patch asked => Of(asked.Id),
        };

    static int Of(ValueMap<string, string> tags)
    {
        var size = 0;
        foreach (var (name, value) in tags)
        {
            size += Of(name) + Of(value);
        }
        return size;
    }

    static int Of(Outcome outcome) =>
        outcome switch
        {
            Outcome.Succeeded succeeded => Of(succeeded.Result),
            Outcome.Failed failed => Of(failed.Failure),
            Outcome.Fired => 0,
        };

    static int Of(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested cancel => Of(cancel.Reason),
            Interruption.Diverged diverged => diverged.Divergence.Steps.Sum(step => Of(step.Recorded) + Of(step.Asked)),
            Interruption.GivenUp failed => Of(failed.Failure),
        };

    static int Of(Failure failure) =>
        failure switch
        {
            Failure.Infrastructure known => Of(known.Operation) + Of(known.Message),
            Failure.Configuration known => Of(known.Resource) + Of(known.Message),
            Failure.Application known => Of(known.Message) + Of(known.ErrorType) + Of(known.Details),
            Failure.Poison known => Of(known.Message),
        };

    static int Of(Ending ending) =>
        ending switch
        {
            Ending.Completed completed => Of(completed.Output),
            Ending.Failed failed => Of(failed.Failure),
            Ending.ContinuedAsNew continued => Of(continued.Input),
        };
}
