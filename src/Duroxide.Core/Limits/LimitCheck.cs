using System.Runtime.CompilerServices;

namespace Duroxide.Core;

/// <summary>Says why an ask is refused, before anything of it is recorded.</summary>
internal static class LimitCheck
{
    /// <summary>The failure with which the execution ends, or null when the ask is within the limits.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="header">What the execution started from.</param>
    /// <param name="state">The state before the ask.</param>
    /// <param name="asks">How many asks there were since the code last waited for an answer, this one included.</param>
    /// <param name="asked">What is asked for.</param>
    /// <remarks>
    /// Room in the history is not asked of what makes the execution smaller or ends it: giving up is always possible,
    /// and so is the continue-as-new that a full history calls for.
    /// </remarks>
    internal static Failure? Refuse(Limits limits, Header header, ExecutionState state, int asks, Fact asked) =>
        asked switch
        {
            Fact.Applied { Effect: Effect.Cancel } => null,
            Fact.Scheduled scheduled => RefuseRun(limits, asks)
                ?? Refuse(limits, scheduled.Operation)
                ?? RefuseMadeId(limits, header, state.LastId.Next, scheduled.Operation)
                ?? RefuseHistory(limits, state),
            Fact.Applied applied => RefuseRun(limits, asks)
                ?? Refuse(limits, state, applied.Effect)
                ?? RefuseHistory(limits, state),
            Fact.Ended ended => RefuseRun(limits, asks) ?? Refuse(limits, ended.Ending),
            Fact.Started or Fact.Resolved or Fact.Arrived or Fact.Interrupted => null,
        };

    /// <summary>The failure of an execution that ends with more than the limits allow.</summary>
    internal static Failure? RefuseEnding(Limits limits, ExecutionState state, Ending ending) =>
        (ending is Ending.ContinuedAsNew ? RefuseCarried(limits, state) : null) ?? Refuse(limits, ending);

    /// <summary>The failure of an execution whose history has no room for one more event.</summary>
    internal static Failure? RefuseHistory(Limits limits, ExecutionState state) =>
        TooMany("the number of events in the history", state.LastId.Value + 1, limits.HistoryEvents)
        ?? TooMany("the history", state.HistoryBytes, limits.HistoryBytes);

    static Failure? RefuseCarried(Limits limits, ExecutionState state) =>
        TooMany(
            "the number of messages carried over at continue-as-new",
            state.Unread().Count + state.Taken.Count,
            limits.CarriedMessages
        );

    static Failure? RefuseRun(Limits limits, int asks) =>
        TooMany("the number of asks without waiting for an answer", asks, limits.AsksPerRun);

    // Each level of children without ids of their own adds to the id; one that is too long could be called by no client.
    static Failure? RefuseMadeId(Limits limits, Header header, EventId id, Operation operation) =>
        operation is Operation.SubOrchestration { Instance: null } asked
            ? TooLong(
                $"the instance id made for sub-orchestration {asked.Name} from its parent's",
                ChildIds.Of(header, id, asked).Value,
                limits.NameBytes
            )
            : null;

    static Failure? Refuse(Limits limits, Operation operation) =>
        operation switch
        {
            Operation.Activity asked => BadName("the name of an activity", asked.Name, limits.NameBytes)
                ?? BadName("the session of activity", asked.Session, limits.NameBytes, asked.Name)
                ?? BadName("the tag of activity", asked.Tag, limits.TagBytes, asked.Name)
                ?? TooLong("the input of activity", asked.Input, limits.InputBytes, asked.Name),
            Operation.Timer => null,
            Operation.Event asked => BadName("the name of an event", asked.Name, limits.NameBytes),
            Operation.Message asked => BadName("the name of a queue", asked.Queue, limits.NameBytes),
            Operation.SubOrchestration asked => BadName("the name of a sub-orchestration", asked.Name, limits.NameBytes)
                ?? TooLong("the instance id of a sub-orchestration", asked.Instance?.Value, limits.NameBytes)
                ?? TooLong("the input of sub-orchestration", asked.Input, limits.InputBytes, asked.Name)
                ?? RefuseTags(limits, asked.Tags),
        };

    static Failure? Refuse(Limits limits, ExecutionState state, Effect effect) =>
        effect switch
        {
            Effect.Cancel => null,
            Effect.StartOrchestration asked => BadName("the name of an orchestration", asked.Name, limits.NameBytes)
                ?? TooLong("the instance id of an orchestration", asked.Instance.Value, limits.NameBytes)
                ?? TooLong("the input of orchestration", asked.Input, limits.InputBytes, asked.Name)
                ?? RefuseTags(limits, asked.Tags),
            Effect.Send asked => RefuseSend(limits, asked),
            Effect.SetCustomStatus asked => BadName("the custom status", asked.Text, limits.CustomStatusBytes),
            Effect.SetTag asked => RefuseTag(limits, asked.Name, asked.Value)
                ?? (
                    asked.Value is null
                        ? null
                        : TooMany(
                            "the number of tags",
                            state.Tags.Count + (state.Tags.ContainsKey(asked.Name) ? 0 : 1),
                            limits.InstanceTags
                        )
                ),
            Effect.SetValue asked => BadName("a key", asked.Key, limits.NameBytes)
                ?? TooLong("the value of key", asked.Value, limits.ValueBytes, asked.Key)
                ?? (
                    state.Values.ContainsKey(asked.Key)
                        ? null
                        : TooMany("the number of keys", state.Values.Count + 1, limits.ValueKeys)
                ),
            Effect.ClearValue asked => BadName("a key", asked.Key, limits.NameBytes),
            Effect.Patch asked => BadName("the name of a patch", asked.Id, limits.NameBytes),
        };

    static Failure? RefuseSend(Limits limits, Effect.Send asked)
    {
        var (name, data) =
            asked.Channel == Channel.Event
                ? ("the name of an event", "the data of event")
                : ("the name of a queue", "the data of a message to queue");
        return TooLong("the id of the instance to send to", asked.Instance.Value, limits.NameBytes)
            ?? BadName(name, asked.Name, limits.NameBytes)
            ?? TooLong(data, asked.Data, limits.InputBytes, asked.Name);
    }

    /// <summary>Why an instance cannot start with these tags; null when it can.</summary>
    internal static Failure? RefuseTags(Limits limits, ValueMap<string, string> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (RefuseTag(limits, name, value) is { } refusal)
            {
                return refusal;
            }
        }
        return TooMany("the number of tags", tags.Count, limits.InstanceTags);
    }

    static Failure? RefuseTag(Limits limits, string name, string? value) =>
        BadName("the name of a tag", name, limits.InstanceTagBytes)
        ?? BadName("the value of tag", value, limits.InstanceTagBytes, name);

    static Failure? Refuse(Limits limits, Ending ending) =>
        ending switch
        {
            Ending.Completed completed => TooLong("the output", completed.Output, limits.OutputBytes),
            Ending.Failed => null,
            Ending.ContinuedAsNew continued => TooLong(
                "the input of the next execution",
                continued.Input,
                limits.InputBytes
            ),
        };

    // Stores keep names and statuses as text of their own, where a NUL or half a surrogate pair would come back changed.
    static Failure? BadName(
        string what,
        string? text,
        int limit,
        string? name = null,
        [CallerArgumentExpression(nameof(limit))] string option = ""
    ) =>
        text is null || NameRules.IsStorable(text)
            ? TooLong(what, text, limit, name, option)
            : Refused($"{Named(what, name)} {NameRules.Unstorable}");

    static Failure? TooLong(
        string what,
        string? text,
        int limit,
        string? name = null,
        [CallerArgumentExpression(nameof(limit))] string option = ""
    ) => TooMany(what, HistorySize.Of(text), limit, name, option);

    // The option's name is what the caller wrote: limits.ValueBytes.
    static Failure? TooMany(
        string what,
        long amount,
        long limit,
        string? name = null,
        [CallerArgumentExpression(nameof(limit))] string option = ""
    ) =>
        amount <= limit
            ? null
            : Refused(Exceeded(Named(what, name), amount, limit, option[(option.IndexOf('.') + 1)..]));

    // Put together only where it is said: nearly every ask is within its limits.
    static string Named(string what, string? name) => name is null ? what : $"{what} {name}";

    static Failure Refused(string why) => new Failure.Application(ApplicationKind.OrchestrationFailed, why);

    /// <summary>Says how large it is, which option forbids that, and what to do.</summary>
    /// <param name="what">What is too large, in words.</param>
    /// <param name="amount">How large it is.</param>
    /// <param name="limit">How large it may be.</param>
    /// <param name="option">The name of the option of <see cref="Limits"/>.</param>
    public static string Exceeded(string what, long amount, long limit, string option)
    {
        var unit = option.EndsWith("Bytes", StringComparison.Ordinal) ? " bytes" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what} is {amount}{unit} and exceeds limit {limit}{unit} (Limits.{option}). {Advice(option)}, or raise the limit."
        );
    }

    static string Advice(string option) =>
        option switch
        {
            nameof(Limits.NameBytes) or nameof(Limits.TagBytes) or nameof(Limits.InstanceTagBytes) =>
                "Choose a shorter one",
            nameof(Limits.InstanceTags) => "Keep only tags by which instances are looked for",
            nameof(Limits.ValueKeys) => "Clear the keys that are not needed any more",
            nameof(Limits.CarriedMessages) => "Read messages before continuing as new",
            nameof(Limits.HistoryEvents) or nameof(Limits.HistoryBytes) => "Continue as new before it is full",
            nameof(Limits.AsksPerRun) => "Await some of them before asking for more",
            _ => "Keep the data elsewhere and pass a reference",
        };
}
