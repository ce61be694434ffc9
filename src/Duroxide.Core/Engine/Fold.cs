namespace Duroxide.Core;

/// <summary>The answer that an event brings to an operation: what the program is to be told once it is blocked.</summary>
/// <param name="Of">The operation.</param>
/// <param name="Outcome">Its answer.</param>
sealed record Resolution(EventId Of, Outcome Outcome);

/// <summary>A state and the answer that the last event brought, if any.</summary>
/// <param name="State">The state after the event.</param>
/// <param name="Resolution">The answer; null when the event answers nothing.</param>
readonly record struct Evolved(ExecutionState State, Resolution? Resolution);

/// <summary>The replay fold: how each event changes what is known, live and on replay alike.</summary>
public static class Fold
{
    /// <summary>Folds a whole history, or any prefix of one.</summary>
    public static ExecutionState Replay(Header header, IEnumerable<HistoryEvent> history) =>
        history.Aggregate(ExecutionState.Initial(header), (state, happened) => Evolve(state, happened).State);

    /// <summary>Applies one event.</summary>
    internal static Evolved Evolve(ExecutionState state, HistoryEvent happened)
    {
        var next = state with
        {
            LastId = happened.Id,
            LastTime = happened.Time,
            HistoryBytes = state.HistoryBytes + HistorySize.Of(happened.Fact),
        };
        return happened.Fact switch
        {
            Fact.Started started => new(next with { Started = started, Began = happened.Time }, null),
            Fact.Scheduled scheduled => Schedule(next, happened.Id, scheduled.Operation),
            Fact.Applied applied => Apply(next, happened, applied.Effect),
            Fact.Resolved resolved => new(
                next with
                {
                    Open = next.Open.Remove(resolved.Of),
                },
                new Resolution(resolved.Of, resolved.Outcome)
            ),
            Fact.Arrived arrived => Arrive(next, happened.Id, arrived),
            Fact.Interrupted interrupted => new(next with { Interruption = interrupted.Cause }, null),
            Fact.Ended ended => new(next with { Ending = ended.Ending }, null),
        };
    }

    static Evolved Schedule(ExecutionState state, EventId id, Operation operation)
    {
        var open = state with { Open = state.Open.Set(id, operation) };
        return operation switch
        {
            Operation.Event wait => new(Await(open, new(Channel.Event, wait.Name), id), null),
            Operation.Message wait => Match(
                Await(open, new(Channel.Queue, wait.Queue), id),
                new(Channel.Queue, wait.Queue)
            ),
            Operation.Activity or Operation.Timer or Operation.SubOrchestration => new(open, null),
        };
    }

    static Evolved Apply(ExecutionState state, HistoryEvent happened, Effect effect) =>
        effect switch
        {
            Effect.Cancel cancel => Cancel(state, cancel.Of),
            Effect.StartOrchestration or Effect.Send => new(state, null),
            Effect.SetCustomStatus set => new(state with { Status = set.Text }, null),
            Effect.SetTag { Value: { } value } set => new(state with { Tags = state.Tags.Set(set.Name, value) }, null),
            Effect.SetTag set => new(state with { Tags = state.Tags.Remove(set.Name) }, null),
            Effect.SetValue set => new(
                state with
                {
                    Values = state.Values.Set(set.Key, new(set.Value, happened.Time)),
                },
                null
            ),
            Effect.ClearValue { Key: { } key } => new(state with { Values = state.Values.Remove(key) }, null),
            Effect.ClearValue => new(state with { Values = ValueMap<string, StoredValue>.Empty }, null),
            Effect.Patch patch => new(state with { Patches = state.Patches.Set(patch.Id, happened.Id) }, null),
        };

    static Evolved Arrive(ExecutionState state, EventId id, Fact.Arrived arrived)
    {
        var address = new Address(arrived.Channel, arrived.Name);
        var mailbox = state.MailboxOf(address);
        if (arrived.Channel == Channel.Queue)
        {
            return Match(With(state, address, mailbox.Put(id.Value, arrived.Data)), address);
        }
        // A positional event that finds no open wait is kept in history, but nobody ever receives it.
        return mailbox.Waits.Count == 0
            ? new(state, null)
            : Answer(state, address, mailbox.Waits.Keys.First(), arrived.Data);
    }

    // Cancelling an open operation closes it; cancelling a taken message puts it back in its old place,
    // where another wait of the same queue may receive it at once.
    static Evolved Cancel(ExecutionState state, EventId of)
    {
        if (state.Taken.TryGetValue(of, out var taken))
        {
            var address = new Address(Channel.Queue, taken.Queue);
            var mailbox = state.MailboxOf(address).Put(taken.Place, taken.Data);
            return Match(With(state with { Taken = state.Taken.Remove(of) }, address, mailbox), address);
        }
        var closed = state with { Open = state.Open.Remove(of) };
        return state.Open.TryGetValue(of, out var operation) && Address(operation) is { } waited
            ? new(With(closed, waited, state.MailboxOf(waited).Forget(of)), null)
            : new(closed, null);
    }

    // The earliest wait meets the earliest message, as soon as there is one of each.
    static Evolved Match(ExecutionState state, Address address)
    {
        var mailbox = state.MailboxOf(address);
        if (mailbox.Waits.Count == 0 || mailbox.Messages.Count == 0)
        {
            return new(state, null);
        }
        var wait = mailbox.Waits.Keys.First();
        var (place, data) = First(mailbox.Messages);
        var taken = With(state, address, mailbox.Take(place)) with
        {
            Taken = state.Taken.Set(wait, new(address.Name, place, data)),
        };
        return Answer(taken, address, wait, data);
    }

    static Evolved Answer(ExecutionState state, Address address, EventId wait, string data) =>
        new(
            With(state, address, state.MailboxOf(address).Forget(wait)) with
            {
                Open = state.Open.Remove(wait),
            },
            new Resolution(wait, new Outcome.Succeeded(data))
        );

    static ExecutionState Await(ExecutionState state, Address address, EventId wait) =>
        With(state, address, state.MailboxOf(address).Await(wait));

    static ExecutionState With(ExecutionState state, Address address, Mailbox mailbox) =>
        state with
        {
            Mailboxes =
                mailbox.Waits.Count == 0 && mailbox.Messages.Count == 0
                    ? state.Mailboxes.Remove(address)
                    : state.Mailboxes.Set(address, mailbox),
        };

    static Address? Address(Operation operation) =>
        operation switch
        {
            Operation.Event wait => new Address(Channel.Event, wait.Name),
            Operation.Message wait => new Address(Channel.Queue, wait.Queue),
            Operation.Activity or Operation.Timer or Operation.SubOrchestration => null,
        };

    static KeyValuePair<long, string> First(ValueMap<long, string> messages)
    {
        var walk = messages.GetEnumerator();
        walk.MoveNext();
        return walk.Current;
    }
}
