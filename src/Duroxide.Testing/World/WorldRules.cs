namespace Duroxide.Testing;

/// <summary>What stays the same in a world: the code, and how it is run.</summary>
/// <param name="Programs">The orchestrations.</param>
/// <param name="Limits">The limits.</param>
/// <param name="ReplayEveryTurn">Whether no program stays in memory between two turns.</param>
sealed record WorldRules(Programs Programs, Limits Limits, bool ReplayEveryTurn)
{
    /// <summary>Who notes looks at the clock; null when nobody asks.</summary>
    public ClockWatch? Clock { get; init; }
}
