namespace Duroxide.Testing;

/// <summary>Leaves out the faults of a failing run that it does not need to fail, and shortens the others.</summary>
/// <remarks>
/// A run goes another way after each fault that is left out, and its steps have other numbers. So the faults that stay
/// strike at the same sites, and are given their new steps when a run has failed with them.
/// </remarks>
sealed class FaultShrinker
{
    // In steps rather than in seconds, so that a seed shrinks to the same run on every machine.
    const long MostSteps = 500_000;
    const int MostAttempts = 1_000;
    const int FewFaults = 4;
    const int Nearby = 40;
    const int ShortRun = 300;

    readonly Simulation simulation;
    SimulatedRun best;
    long steps;
    int attempts;

    FaultShrinker(Simulation simulation, SimulatedRun failing)
    {
        this.simulation = simulation;
        best = failing;
    }

    /// <summary>The same failure with as few faults as can be found.</summary>
    public static SimulatedRun Shrink(Simulation simulation, SimulatedRun failing)
    {
        var again = simulation.Play(failing.Seed, [.. failing.Faults]);
        if (again.Violation?.Law != failing.Violation!.Law)
        {
            // Something beside the seed decides, and then it is best to show what was seen.
            return failing;
        }
        var shrinker = new FaultShrinker(simulation, again);
        while (shrinker.LeaveOut() || shrinker.LeaveOneNearby() || shrinker.LeaveOneAnywhere() || shrinker.Shorten())
        { }
        return shrinker.best;
    }

    IEnumerable<(Fault Fault, FaultSite Place)> Faults => best.Faults.Zip(best.Places);

    bool LeaveOut()
    {
        var before = best.Faults.Count;
        for (var size = Math.Max(1, before); size >= 1; size /= 2)
        {
            for (var at = 0; at < best.Faults.Count; )
            {
                var isFewer = TryPlay([.. Faults.Take(at), .. Faults.Skip(at + size)]);
                at += isFewer ? 0 : size;
            }
        }
        return best.Faults.Count < before;
    }

    // Without the others, one fault may have to strike some steps sooner or later to do the same.
    bool LeaveOneNearby() =>
        best.Faults.Count is > 1 and <= FewFaults
        && Faults.Any(one =>
            Enumerable.Range(0, Nearby).Any(later => TryPlay([(one.Fault, one.Place with { Later = later })]))
        );

    // Where none of them is enough alone at its place, one may be at another.
    bool LeaveOneAnywhere() =>
        best.Faults.Count is > 1 and <= FewFaults
        && best.Steps <= ShortRun
        && best.Faults.Any(fault =>
            Enumerable.Range(1, best.Steps).Any(step => TryPlay(FaultPlan.Of([fault with { Step = step }])))
        );

    bool Shorten()
    {
        var found = false;
        for (var at = 0; at < best.Faults.Count; at++)
        {
            while (at < best.Faults.Count && best.Faults[at] is { Seconds: > 1 } fault)
            {
                var half = fault with { Seconds = fault.Seconds / 2 };
                if (!TryPlay([.. Faults.Select((one, index) => index == at ? (half, one.Place) : one)]))
                {
                    break;
                }
                found = true;
            }
        }
        return found;
    }

    bool TryPlay(IReadOnlyList<(Fault Fault, FaultSite Place)> faults) => TryPlay(FaultPlan.At(faults));

    bool TryPlay(FaultPlan plan)
    {
        if (steps >= MostSteps || attempts++ >= MostAttempts)
        {
            return false;
        }
        var played = new Simulator(simulation, best.Seed, plan).Run();
        steps += played.Steps;
        var isBetter = played.Violation?.Law == best.Violation!.Law;
        best = isBetter ? played : best;
        return isBetter;
    }
}
