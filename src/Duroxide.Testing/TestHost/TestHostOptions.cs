namespace Duroxide.Testing;

/// <summary>How a test host runs.</summary>
public sealed record TestHostOptions
{
    /// <summary>When the virtual clock begins. Default the start of the year 2000, in UTC.</summary>
    public DateTimeOffset Start { get; init; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The limits for what orchestrations ask for. Default the runtime's.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Whether each turn replays from the start, as after a crash, so that code that is not deterministic shows. Default true.</summary>
    public bool ReplayEveryTurn { get; init; } = true;

    /// <summary>The most steps that one call may take, as a guard against workflows that never rest. Default 100,000.</summary>
    public int MaxSteps { get; init; } = 100_000;
}
