namespace Duroxide.Testing;

/// <summary>Leaves out the faults of a failing run that it does not need to fail.</summary>
static class FaultShrinker
{
    const int MostAttempts = 60;

    public static SimulatedRun Shrink(Simulation simulation, SimulatedRun failing)
    {
        var best = failing;
        var attempts = 0;
        for (var size = Math.Max(1, best.Faults.Count); size >= 1; size /= 2)
        {
            for (var at = 0; at < best.Faults.Count && attempts < MostAttempts; attempts++)
            {
                Fault[] fewer = [.. best.Faults.Take(at), .. best.Faults.Skip(at + size)];
                var played = simulation.Play(failing.Seed, fewer);
                var fails = played.Violation?.Law == failing.Violation!.Law;
                best = fails ? played : best;
                at += fails ? 0 : size;
            }
        }
        return best;
    }
}
