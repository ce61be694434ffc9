using System.Text.Json;

namespace Duroxide.Nodes;

/// <summary>What one worker process is told on its command line.</summary>
/// <param name="Database">How the database is reached.</param>
/// <param name="Schema">The schema of the store; that of the book has <c>_book</c> behind it.</param>
/// <param name="Name">The name of the process, which its connections and its attempts bear.</param>
sealed record WorkerSettings(string Database, string Schema, string Name)
{
    /// <summary>What it is built from.</summary>
    public Release Release { get; init; }

    /// <summary>How long leases of turns last.</summary>
    public TimeSpan TurnLease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long leases of activities and sessions last.</summary>
    public TimeSpan WorkLease { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many turns run at once.</summary>
    public int Turns { get; init; } = 2;

    /// <summary>How many activities run at once.</summary>
    public int Work { get; init; } = 32;

    /// <summary>How long a step takes.</summary>
    public TimeSpan StepTime { get; init; }

    /// <summary>How often it looks by itself for work.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    public string BookSchema => $"{Schema}_book";

    public string ToText() => JsonSerializer.Serialize(this);

    public static WorkerSettings Parse(string text) => JsonSerializer.Deserialize<WorkerSettings>(text)!;
}
