namespace Saga;

/// <summary>There is nothing left to book.</summary>
sealed class SoldOutException(string message) : Exception(message);
