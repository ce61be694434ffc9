using Duroxide;

namespace OrderFulfilment;

/// <summary>A workflow that fulfils orders, and how its history reads. The shop works with any: its twin is written in F#.</summary>
interface IOrderWorkflow
{
    /// <summary>Its code.</summary>
    Registry Registry { get; }

    /// <summary>Starts an order's orchestration.</summary>
    /// <returns>False when there is one already.</returns>
    Task<bool> StartAsync(DuroxideClient client, string instance, Order order, CancellationToken cancellationToken);

    /// <summary>Waits for the end of an order's orchestration.</summary>
    Task<Fulfilment> WaitAsync(DuroxideClient client, string instance, CancellationToken cancellationToken);

    /// <summary>Reads the result that a history recorded.</summary>
    Fulfilment ReadResult(string output);

    /// <summary>Reads the receipt in the recorded answer of a charge; null when the card was refused.</summary>
    string? ReadReceipt(string answer);
}
