namespace OrderFulfilment;

/// <summary>What the user asked for.</summary>
/// <param name="Orders">The file of orders.</param>
/// <param name="Stock">The file of articles.</param>
/// <param name="Data">The folder that keeps the state.</param>
/// <param name="Strict">Whether a line that cannot be read stops the program.</param>
/// <param name="Fresh">Whether to forget the state and begin anew.</param>
/// <param name="Verify">Whether to prove that all is well rather than to work.</param>
sealed record Settings(string Orders, string Stock, string Data, bool Strict, bool Fresh, bool Verify)
{
    public string Store => Path.Combine(Data, "orchestrations.db");

    public string Books => Path.Combine(Data, "ledger.db");
}
