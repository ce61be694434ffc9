namespace Duroxide.Testing;

/// <summary>Says which step meets which fault: drawn from a seed, listed by steps, or listed by sites.</summary>
sealed class FaultPlan
{
    readonly Func<PendingStep, int, FaultSite?, Fault?> choose;
    readonly FaultSites? sites;
    readonly List<Fault> met = [];
    readonly List<FaultSite> places = [];

    FaultPlan(Func<PendingStep, int, FaultSite?, Fault?> choose, FaultSites? sites)
    {
        this.choose = choose;
        this.sites = sites;
    }

    /// <summary>The faults that struck so far.</summary>
    public IReadOnlyList<Fault> Met => met;

    /// <summary>Where each of them struck; nothing when the faults were drawn.</summary>
    public IReadOnlyList<FaultSite> Places => places;

    public static FaultPlan Drawn(long seed, FaultRates rates)
    {
        // Apart from the scheduler's choices, so that leaving a fault out changes nothing before it.
        var random = new SeededRandom(seed ^ 0x5DEECE66D);
        var drawn = FaultRate.Drawn(random, rates);
        return new((pending, step, _) => step > rates.MostSteps ? null : Draw(random, drawn, pending, step), null);
    }

    public static FaultPlan Of(IReadOnlyList<Fault> faults)
    {
        var bySteps = faults.ToDictionary(fault => fault.Step);
        return new(
            (pending, step, _) =>
                bySteps.TryGetValue(step, out var fault) && FaultRate.CanStrike(fault.Kind, pending) ? fault : null,
            new()
        );
    }

    /// <summary>Lets faults strike where they struck in another run, whatever the number of the step is now.</summary>
    public static FaultPlan At(IReadOnlyList<(Fault Fault, FaultSite Place)> faults)
    {
        var waiting = faults.ToList();
        return new(
            (pending, step, here) =>
            {
                var index = waiting.FindIndex(one =>
                    one.Place.IsReachedAt(here) && FaultRate.CanStrike(one.Fault.Kind, pending)
                );
                if (index < 0)
                {
                    return null;
                }
                var fault = waiting[index].Fault with { Step = step };
                waiting.RemoveAt(index);
                return fault;
            },
            new()
        );
    }

    /// <summary>The fault that a step meets; null for none.</summary>
    public Fault? Next(PendingStep pending, int step)
    {
        if (!pending.Owner.MeetsFaults)
        {
            return null;
        }
        var here = sites?.Pass(pending);
        var fault = choose(pending, step, here);
        if (fault is not null)
        {
            met.Add(fault);
            places.AddRange(here is null ? [] : [here]);
        }
        return fault;
    }

    static Fault? Draw(SeededRandom random, IReadOnlyList<FaultRate> drawn, PendingStep pending, int step)
    {
        var left = random.Below(1000);
        foreach (var rate in drawn)
        {
            left -= FaultRate.CanStrike(rate.Kind, pending) ? rate.Rate : 0;
            if (left < 0)
            {
                return new(
                    step,
                    rate.Kind,
                    rate.Least == 0 ? 0 : rate.Least + random.Below(rate.Most - rate.Least + 1)
                );
            }
        }
        return null;
    }
}
