namespace OrderFulfilment;

/// <summary>The payment provider gave no usable answer; whether it charged the card is unknown.</summary>
sealed class PaymentUnavailableException(string message) : Exception(message);
