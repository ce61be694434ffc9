namespace OrderFulfilment;

/// <summary>What became of an order's orchestration: it returned, or it failed.</summary>
sealed record Result(string Order, Fulfilment? Fulfilment, string? Failure);
