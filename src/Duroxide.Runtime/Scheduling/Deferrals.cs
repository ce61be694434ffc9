using System.Collections.Concurrent;

namespace Duroxide.Runtime;

/// <summary>Counts how often this node has put work aside because it does not have the code.</summary>
/// <remarks>
/// The count stays with the node, and the store counts no attempt: a node that has the code must not find all attempts
/// used up by those that have not.
/// </remarks>
/// <param name="options">How long work is put aside.</param>
/// <typeparam name="TKey">What work is known by: the store's number of it, which is never used twice.</typeparam>
sealed class Deferrals<TKey>(RuntimeOptions options)
    where TKey : notnull
{
    const int Many = 10_000;
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<TKey, (int Times, long Last)> counts = new();

    // Work that has not come back for that long was taken by another node.
    readonly TimeSpan kept = options.UnregisteredBackoff.Max + TimeSpan.FromMinutes(10);

    long forgot = options.Time.GetTimestamp();

    /// <summary>Counts one more time, and returns the new count.</summary>
    public int Count(TKey key)
    {
        var now = options.Time.GetTimestamp();
        if (options.Time.GetElapsedTime(Volatile.Read(ref forgot), now) > Pause && counts.Count >= Many)
        {
            Volatile.Write(ref forgot, now);
            Forget();
        }
        return counts.AddOrUpdate(key, (1, now), (_, before) => (before.Times + 1, now)).Times;
    }

    void Forget()
    {
        foreach (var (key, seen) in counts)
        {
            if (options.Time.GetElapsedTime(seen.Last) > kept)
            {
                counts.TryRemove(key, out _);
            }
        }
    }
}
