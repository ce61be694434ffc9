namespace Duroxide.Core;

/// <summary>Whether an execution has room for data that others send: what finds none is left in the store's queue.</summary>
/// <remarks>
/// A sender must not end a receiver. So data that nobody waits for may fill a history only up to a reserve, which is kept
/// for answers, timers and the execution's own asks, and a mailbox only up to what continue-as-new may take along. Data that
/// an open wait receives at once is like an answer.
/// </remarks>
static class Room
{
    /// <summary>The part of a history that unawaited data leaves free: one in so many of its events, and of its bytes.</summary>
    const int Reserve = 10;

    /// <summary>Whether data finds room as it comes.</summary>
    public static bool Has(Limits limits, ExecutionState state, Delivery.Data data) =>
        IsAwaited(state, data)
            ? LimitCheck.RefuseHistory(limits, state) is null
            : HasHistory(limits, state) && (data.Channel == Channel.Event || HasMailbox(limits, state));

    static bool IsAwaited(ExecutionState state, Delivery.Data data) =>
        state.MailboxOf(new(data.Channel, data.Name)).Waits.Count > 0;

    static bool HasHistory(Limits limits, ExecutionState state) =>
        state.LastId.Value < limits.HistoryEvents - limits.HistoryEvents / Reserve
        && state.HistoryBytes <= limits.HistoryBytes - limits.HistoryBytes / Reserve;

    static bool HasMailbox(Limits limits, ExecutionState state) =>
        state.Mailboxes.Sum(entry => (long)entry.Value.Messages.Count) + state.Taken.Count < limits.CarriedMessages;
}
