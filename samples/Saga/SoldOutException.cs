using Duroxide;

namespace Saga;

/// <summary>There is nothing left to book, and to ask again would not change that.</summary>
sealed class SoldOutException(string message) : NonRetryableException(message);
