namespace WebShop;

/// <summary>What a customer orders.</summary>
/// <param name="Customer">Who.</param>
/// <param name="Item">What.</param>
/// <param name="Price">For how much.</param>
record Order(string Customer, string Item, decimal Price)
{
    const int LongestText = 200;

    /// <summary>What is wrong with it, by the name of the field; empty when it can be carried out.</summary>
    public Dictionary<string, string[]> Problems()
    {
        var problems = new Dictionary<string, string[]>();
        foreach (var (name, text) in new[] { ("customer", Customer), ("item", Item) })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
            {
                problems.Add(name, [$"has between 1 and {LongestText} characters"]);
            }
        }
        if (Price <= 0)
        {
            problems.Add("price", ["is above 0"]);
        }
        return problems;
    }
}

/// <summary>How a customer pays.</summary>
/// <param name="Card">The number of the card.</param>
record Payment(string Card);

/// <summary>How far an order is.</summary>
/// <param name="Id">The order.</param>
/// <param name="State">Running, completed or failed; an order that nobody knows is not found.</param>
/// <param name="Progress">The last progress that the order reported.</param>
/// <param name="Result">The tracking number, or why the order failed.</param>
record OrderView(string Id, string State, string? Progress, string? Result);
