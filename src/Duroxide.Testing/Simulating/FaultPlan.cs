namespace Duroxide.Testing;

/// <summary>Says which step meets which fault: drawn from a seed, listed by steps, or listed by landmarks.</summary>
sealed class FaultPlan
{
    readonly Func<Piece, int, Landmark?, Fault?> choose;
    readonly Landmarks? landmarks;
    readonly List<Fault> met = [];
    readonly List<Landmark> places = [];

    FaultPlan(Func<Piece, int, Landmark?, Fault?> choose, Landmarks? landmarks)
    {
        this.choose = choose;
        this.landmarks = landmarks;
    }

    /// <summary>The faults that struck so far.</summary>
    public IReadOnlyList<Fault> Met => met;

    /// <summary>Where each of them struck; nothing when the faults were drawn.</summary>
    public IReadOnlyList<Landmark> Places => places;

    public static FaultPlan Drawn(long seed, FaultRates rates)
    {
        // Apart from the scheduler's choices, so that leaving a fault out changes nothing before it.
        var random = new Seeded(seed ^ 0x5DEECE66D);
        var lots = FaultLot.Drawn(random, rates);
        return new((piece, step, _) => step > rates.MostSteps ? null : Draw(random, lots, piece, step), null);
    }

    public static FaultPlan Of(IReadOnlyList<Fault> faults)
    {
        var bySteps = faults.ToDictionary(fault => fault.Step);
        return new(
            (piece, step, _) =>
                bySteps.TryGetValue(step, out var fault) && FaultLot.CanStrike(fault.Kind, piece) ? fault : null,
            new()
        );
    }

    /// <summary>Lets faults strike where they struck in another run, whatever the number of the step is now.</summary>
    public static FaultPlan At(IReadOnlyList<(Fault Fault, Landmark Place)> faults)
    {
        var waiting = faults.ToList();
        return new(
            (piece, step, here) =>
            {
                var index = waiting.FindIndex(one =>
                    one.Place.IsReachedAt(here) && FaultLot.CanStrike(one.Fault.Kind, piece)
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
    public Fault? Next(Piece piece, int step)
    {
        if (!piece.Owner.MeetsFaults)
        {
            return null;
        }
        var here = landmarks?.Pass(piece);
        var fault = choose(piece, step, here);
        if (fault is not null)
        {
            met.Add(fault);
            places.AddRange(here is null ? [] : [here]);
        }
        return fault;
    }

    static Fault? Draw(Seeded random, IReadOnlyList<FaultLot> lots, Piece piece, int step)
    {
        var left = random.Below(1000);
        foreach (var lot in lots)
        {
            left -= FaultLot.CanStrike(lot.Kind, piece) ? lot.Rate : 0;
            if (left < 0)
            {
                return new(step, lot.Kind, lot.Least == 0 ? 0 : lot.Least + random.Below(lot.Most - lot.Least + 1));
            }
        }
        return null;
    }
}
