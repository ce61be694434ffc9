namespace OrderFulfilment;

/// <summary>One order as the shop took it.</summary>
sealed record Order(
    string Id,
    string Customer,
    string Email,
    Address Address,
    IReadOnlyList<OrderItem> Items,
    decimal Total,
    string Card
);

/// <summary>Where an order goes.</summary>
sealed record Address(string Street, string PostCode, string City, string Country);

/// <summary>Some pieces of one article.</summary>
sealed record OrderItem(string Sku, int Quantity);
