namespace Duroxide.Runtime.InMemory;

/// <summary>Numbered things in the order in which they are due.</summary>
sealed class Agenda
{
    readonly SortedSet<(Timestamp Due, long Key)> entries = [];
    readonly Dictionary<long, Timestamp> dues = [];

    /// <summary>Puts a thing on its time; null takes it off.</summary>
    public void Set(long key, Timestamp? due)
    {
        if (dues.Remove(key, out var before))
        {
            entries.Remove((before, key));
        }
        if (due is { } time)
        {
            dues[key] = time;
            entries.Add((time, key));
        }
    }

    /// <summary>Whether a thing has its time here.</summary>
    public bool Has(long key) => dues.ContainsKey(key);

    /// <summary>What is due, first things first.</summary>
    public IEnumerable<long> DueAt(Timestamp now) =>
        entries.TakeWhile(entry => entry.Due <= now).Select(entry => entry.Key);

    /// <summary>When the next thing falls due that is not due yet; null when there is none.</summary>
    public Timestamp? NextAfter(Timestamp now)
    {
        // Numbers begin at 1: an empty view has number 0 as its first.
        var (due, key) = entries.GetViewBetween((now, long.MaxValue), (new(long.MaxValue), long.MaxValue)).Min;
        return key == 0 ? null : due;
    }
}
