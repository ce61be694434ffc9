namespace Duroxide.Core;

/// <summary>Whether an execution has room for data that others send.</summary>
/// <remarks>
/// A sender must not end a receiver. So data that nobody waits for may fill a history only up to a reserve, which is kept
/// for answers, timers and the execution's own asks, and mailboxes only up to what continue-as-new may take along. Data that
/// an open wait receives at once is an answer, and always has room; its wait was one of the execution's own asks.
/// </remarks>
static class Room
{
    /// <summary>The part of a history that unawaited data leaves free: one in so many of its events, and of its bytes.</summary>
    const int Reserve = 10;

    /// <summary>Whether a message finds no room yet, and is left in the store's queue.</summary>
    public static bool Lacks(Limits limits, ExecutionState state, Delivery.Data data) =>
        state.Started is not null
        && data.Channel == Channel.Queue
        && !IsAwaited(state, data)
        && !(HasHistory(limits, state) && HasMailbox(limits, state));

    /// <summary>Whether an event need not be recorded: there is no room for it, and nobody would ever receive it.</summary>
    public static bool Spares(Limits limits, ExecutionState state, Delivery.Data data) =>
        data.Channel == Channel.Event && !IsAwaited(state, data) && !HasHistory(limits, state);

    static bool IsAwaited(ExecutionState state, Delivery.Data data) =>
        state.MailboxOf(new(data.Channel, data.Name)).Waits.Count > 0;

    static bool HasHistory(Limits limits, ExecutionState state) =>
        state.LastId.Value < limits.HistoryEvents - limits.HistoryEvents / Reserve
        && state.HistoryBytes <= limits.HistoryBytes - limits.HistoryBytes / Reserve;

    static bool HasMailbox(Limits limits, ExecutionState state) =>
        state.Mailboxes.Sum(entry => (long)entry.Value.Messages.Count) + state.Taken.Count < limits.CarriedMessages;
}
