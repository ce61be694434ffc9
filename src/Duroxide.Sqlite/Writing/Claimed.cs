namespace Duroxide.Sqlite;

/// <summary>What a fetch found.</summary>
/// <param name="Items">What is leased now.</param>
/// <param name="IsAll">Whether nothing is left that the same fetch would find.</param>
readonly record struct Claimed<T>(IReadOnlyList<T> Items, bool IsAll);
