namespace Duroxide.Core;

/// <summary>What becomes of a delivery: the fact that is recorded, or why it is dropped; neither where it simply means nothing.</summary>
/// <param name="Fact">The fact; null when nothing is recorded.</param>
/// <param name="Dropped">Why it is dropped, for the log; null when there is nothing to say.</param>
readonly record struct Admission(Fact? Fact, string? Dropped)
{
    public static Admission Of(Header header, ExecutionState state, Delivery delivery, Limits limits) =>
        (delivery, state.Started) switch
        {
            (Delivery.Start start, null) => Beginning(header, state, limits, start.Cancelled),
            (Delivery.Start, not null) => default,
            (_, null) => Drop($"{delivery} was dropped: it came before the start"),
            (Delivery.Answer answer, _) => Answered(header, state, answer),
            (Delivery.Data data, _) => Arrived(state, limits, data),
            (Delivery.Cancel cancel, _) => Cancelled(header, cancel),
            (Delivery.GiveUp giveUp, _) => GivenUp(header, state, giveUp),
        };

    /// <summary>The version that an execution runs, from its first turn on.</summary>
    public static SemanticVersion VersionOf(Header header, ExecutionState state) =>
        state.Started?.Version
        ?? header.Version
        ?? throw new InvalidOperationException(
            $"The version of instance '{header.Instance}' is not known. Resolve it before its first turn."
        );

    static Admission Beginning(Header header, ExecutionState state, Limits limits, string? cancelled)
    {
        var room = HistoryLimit.Of(limits);
        return Record(
            new Fact.Started(header.Name, VersionOf(header, state), header.Parent)
            {
                Limit = room == HistoryLimit.Usual ? null : room,
                Cancelled = cancelled,
            }
        );
    }

    static Admission Arrived(ExecutionState state, Limits limits, Delivery.Data data) =>
        Room.Spares(state.Room is { } room ? room.Raise(limits) : limits, state, data)
            ? Drop($"event '{data.Name}' was dropped: nobody waits for it, and the history is nearly full")
            : Record(new Fact.Arrived(data.Channel, data.Name, data.Content));

    /// <summary>Whether a cancel request comes from a client, or from the call that started the instance.</summary>
    public static bool Counts(Header header, Delivery.Cancel cancel) =>
        cancel.From is null || cancel.From == header.Parent;

    static Admission Answered(Header header, ExecutionState state, Delivery.Answer answer) =>
        answer.Execution == header.Execution && Answers.Fit(state, answer.Of, answer.Outcome)
            ? Record(new Fact.Resolved(answer.Of, answer.Outcome))
            : Drop(
                $"the answer to operation {answer.Of} of execution {answer.Execution} was dropped: nothing open fits it"
            );

    // A cancel from a parent whose child never started (its id was taken) must not cancel the instance that holds the id.
    static Admission Cancelled(Header header, Delivery.Cancel cancel) =>
        cancel.From is { } from && !Counts(header, cancel)
            ? Drop(
                $"a cancel by event {from.Of} of execution {from.Execution} of '{from.Instance}' was dropped: it did not start this instance"
            )
            : Record(new Fact.Interrupted(new Interruption.CancelRequested(cancel.Reason)));

    // A stale program in memory may report an escape after another node has started a newer execution.
    static Admission GivenUp(Header header, ExecutionState state, Delivery.GiveUp giveUp) =>
        (giveUp.Execution ?? header.Execution) == header.Execution && (giveUp.Since ?? state.Began) == state.Began
            ? Record(new Fact.Interrupted(new Interruption.GivenUp(giveUp.Failure)))
            : Drop(
                $"what gives up execution {giveUp.Execution} was dropped: it means another one ({giveUp.Failure.Display})"
            );

    static Admission Record(Fact fact) => new(fact, null);

    static Admission Drop(string why) => new(null, why);
}
