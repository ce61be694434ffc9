namespace OrderFulfilment;

/// <summary>A parcel on its way.</summary>
sealed record Shipment(string Tracking, DateTimeOffset At);
