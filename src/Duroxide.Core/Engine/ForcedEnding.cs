namespace Duroxide.Core;

/// <summary>Ends an execution without running any of its code.</summary>
internal static class ForcedEnding
{
    /// <summary>Cancels an execution whose code is not at hand; null where the code would have to run first, or no request counts.</summary>
    /// <param name="header">What the execution started from; with an empty history its version must be resolved.</param>
    /// <param name="history">The committed history; empty before the first turn.</param>
    /// <param name="arrivals">What arrived since, in order.</param>
    /// <remarks>A cancel request runs no code, so that what stands before it in the queue is all that matters.</remarks>
    public static Decision? Cancel(Header header, IReadOnlyList<HistoryEvent> history, IReadOnlyList<Arrival> arrivals)
    {
        IReadOnlyList<Arrival> first =
        [
            .. arrivals.TakeWhile(arrival => arrival.Delivery is Delivery.Start),
            .. arrivals.SkipWhile(arrival => arrival.Delivery is Delivery.Start).Take(1),
        ];
        if (
            first
            is not ([.., { Delivery: Delivery.Cancel }] or [{ Delivery: Delivery.Start { Cancelled: not null } }, ..])
        )
        {
            return null;
        }
        var decision = Execution.WithoutProgram(header, history).Continue(first);
        return decision.Ending is null ? null : decision with { Consumed = arrivals.Count };
    }

    /// <summary>Gives an execution up, as poison and an administrator's verdict do.</summary>
    /// <param name="header">What the execution started from; with an empty history its version must be resolved.</param>
    /// <param name="history">The committed history; with an empty one the execution is begun first, so that it can be seen.</param>
    /// <param name="failure">Why it is given up.</param>
    /// <param name="time">When.</param>
    /// <exception cref="CorruptHistoryException">The ids of the history do not run 1, 2, 3 and so on.</exception>
    public static Decision GiveUp(
        Header header,
        IReadOnlyList<HistoryEvent> history,
        Failure failure,
        Timestamp time
    ) =>
        Execution
            .WithoutProgram(header, history)
            .Continue([new(time, new Delivery.Start()), new(time, new Delivery.GiveUp(failure))]);
}
