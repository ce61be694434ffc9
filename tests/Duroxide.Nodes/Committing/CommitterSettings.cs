using System.Text.Json;

namespace Duroxide.Nodes;

/// <summary>What a committing process is told on its command line.</summary>
/// <param name="Database">How PostgreSQL is reached, or the path of a SQLite file.</param>
/// <param name="Schema">The schema of the store; null for SQLite.</param>
/// <param name="Name">The name of the process, with which the ids of its orders begin.</param>
sealed record CommitterSettings(string Database, string? Schema, string Name)
{
    /// <summary>How many orders it places.</summary>
    public int Orders { get; init; }

    /// <summary>Where it dies by itself.</summary>
    public Moment Dies { get; init; }

    /// <summary>When it comes there for which time.</summary>
    public int Pass { get; init; } = 1;

    public string ToText() => JsonSerializer.Serialize(this);

    public static CommitterSettings Parse(string text) => JsonSerializer.Deserialize<CommitterSettings>(text)!;
}
