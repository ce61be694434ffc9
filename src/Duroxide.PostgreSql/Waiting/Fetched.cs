namespace Duroxide.PostgreSql;

/// <summary>What a look for work brought.</summary>
/// <param name="Items">What is leased now.</param>
/// <param name="Now">The time of the store.</param>
/// <param name="Next">When time alone brings more; null when it does not.</param>
/// <param name="HasMore">Whether others may have passed over what is left.</param>
sealed record Fetched<T>(IReadOnlyList<T> Items, long Now, long? Next, bool HasMore);
