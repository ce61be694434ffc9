namespace Duroxide.Bench;

/// <summary>Where the workloads keep their state.</summary>
enum Store
{
    Memory,
    Sqlite,
}

/// <summary>How far a SQLite commit goes before it counts.</summary>
enum Sync
{
    Full,
    Normal,
}

/// <summary>What is to be measured.</summary>
sealed record Settings(IReadOnlyList<string> Workloads, Store Store, Sync Sync, bool Json);
