namespace Duroxide.Testing;

/// <summary>A source of choices that is the same for the same seed on every machine (SplitMix64).</summary>
sealed class SeededRandom(long seed)
{
    ulong state = (ulong)seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True with a chance of so many in a thousand.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;
}
