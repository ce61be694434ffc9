namespace OrderFulfilment;

/// <summary>What the ledger says of one step of one order.</summary>
/// <param name="Id">The entry's number.</param>
/// <param name="Order">The order.</param>
/// <param name="Step">What was done.</param>
/// <param name="Cents">The money that moved.</param>
/// <param name="Note">More about it.</param>
/// <param name="At">When it was done.</param>
/// <param name="Calls">How often it was asked for; it was done once.</param>
sealed record Entry(long Id, string Order, Step Step, long Cents, string Note, DateTimeOffset At, int Calls);
