namespace OrderFulfilment;

/// <summary>What is to be written of a step.</summary>
sealed record Posting(string Note, long Cents = 0);
