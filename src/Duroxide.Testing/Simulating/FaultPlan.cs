namespace Duroxide.Testing;

/// <summary>Says which call meets which fault: drawn from a seed, or a list.</summary>
sealed class FaultPlan
{
    readonly Func<int, FaultKind?> choose;
    readonly List<Fault> met = [];

    FaultPlan(Func<int, FaultKind?> choose) => this.choose = choose;

    /// <summary>The faults that struck so far.</summary>
    public IReadOnlyList<Fault> Met => met;

    public static FaultPlan Drawn(long seed, FaultRates rates)
    {
        // Apart from the scheduler's choices, so that leaving a fault out changes nothing before it.
        var random = new Seeded(seed ^ 0x5DEECE66D);
        return new(_ => Draw(random, rates));
    }

    public static FaultPlan Of(IReadOnlyList<Fault> faults)
    {
        var kinds = faults.ToDictionary(fault => fault.Call, fault => fault.Kind);
        return new(call => kinds.TryGetValue(call, out var kind) ? kind : null);
    }

    public FaultKind? Next(int call)
    {
        var kind = choose(call);
        if (kind is { } struck)
        {
            met.Add(new(call, struck));
        }
        return kind;
    }

    static FaultKind? Draw(Seeded random, FaultRates rates)
    {
        var left = random.Below(1000);
        foreach (var (kind, rate) in Rates(rates))
        {
            left -= rate;
            if (left < 0)
            {
                return kind;
            }
        }
        return null;
    }

    static IEnumerable<(FaultKind Kind, int Rate)> Rates(FaultRates rates) =>
        [
            (FaultKind.Refused, rates.Refused),
            (FaultKind.AnswerLost, rates.AnswerLost),
            (FaultKind.Duplicated, rates.Duplicated),
            (FaultKind.Slow, rates.Slow),
            (FaultKind.CrashBefore, rates.Crashes / 2),
            (FaultKind.CrashAfter, rates.Crashes - rates.Crashes / 2),
            (FaultKind.ClockJump, rates.ClockJumps),
        ];
}
