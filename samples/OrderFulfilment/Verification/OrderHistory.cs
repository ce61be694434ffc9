namespace OrderFulfilment;

/// <summary>What the history of an order's orchestration says.</summary>
/// <param name="Receipts">The receipts of the charges whose answers it recorded.</param>
/// <param name="Fulfilment">What it returned; null when it did not.</param>
/// <param name="Trouble">Why it did not return; null when it did.</param>
sealed record OrderHistory(IReadOnlyList<string> Receipts, Fulfilment? Fulfilment, string? Trouble);
