namespace Duroxide.Testing;

/// <summary>How often one kind of fault strikes, and for how long.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Rate">How often it strikes, of a thousand times.</param>
/// <param name="Least">The least seconds; 0 when it takes no time.</param>
/// <param name="Most">The most seconds.</param>
sealed record FaultRate(FaultKind Kind, int Rate, int Least = 0, int Most = 0)
{
    /// <summary>What one run may meet: about a third of the kinds is left out, for kinds may hide each other.</summary>
    public static IReadOnlyList<FaultRate> Drawn(SeededRandom random, FaultRates rates) =>
        [.. Of(rates).Where(_ => random.Below(3) > 0)];

    public static bool CanStrike(FaultKind kind, PendingStep pending) =>
        kind switch
        {
            FaultKind.Refused or FaultKind.AnswerLost or FaultKind.Slow => pending.Call is not null,
            FaultKind.Duplicated => pending.IsWrite,
            FaultKind.Crash or FaultKind.Stop or FaultKind.Pause or FaultKind.ClockJump or FaultKind.Outage => true,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of fault."),
        };

    static IEnumerable<FaultRate> Of(FaultRates rates) =>
        [
            new(FaultKind.Refused, rates.Refused),
            new(FaultKind.AnswerLost, rates.AnswerLost),
            new(FaultKind.Duplicated, rates.Duplicated),
            new(FaultKind.Slow, rates.Slow, Least: 1, Most: 45),
            new(FaultKind.Crash, rates.Crashes, Least: 1, Most: 20),
            new(FaultKind.Stop, rates.Stops, Least: 1, Most: 20),
            new(FaultKind.Pause, rates.Pauses, Least: 1, Most: 60),
            new(FaultKind.ClockJump, rates.ClockJumps, Least: 1, Most: 86_400),
            new(FaultKind.Outage, rates.Outages, Least: 1, Most: 30),
        ];
}
