using System.Collections.Concurrent;

namespace Duroxide.Runtime;

/// <summary>Keeps in mind what this node does not get from its store, until it gets it or tries no longer.</summary>
sealed class StoreTroubles(TimeProvider time)
{
    /// <summary>How long a call to a store may take that is only busy: it may wait half a minute for a lock before it fails.</summary>
    public static TimeSpan LongestCall => TimeSpan.FromSeconds(30);

    // It may wait behind another one that does.
    static readonly TimeSpan Memory = 4 * LongestCall;

    readonly ConcurrentDictionary<string, Failing> failing = new();

    /// <summary>What fails now.</summary>
    public IReadOnlyList<StoreTrouble> Current =>
        [
            .. failing
                .Where(each => IsRecent(each.Value))
                .OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => new StoreTrouble(
                    each.Key,
                    time.GetElapsedTime(each.Value.Since, each.Value.Last),
                    each.Value.Error
                )),
        ];

    /// <summary>Notes that something failed.</summary>
    public void Failed(string what, ProviderException error)
    {
        var now = time.GetTimestamp();
        failing.AddOrUpdate(
            what,
            _ => new Failing(now, now, error.Message),
            (_, before) => new Failing(IsRecent(before) ? before.Since : now, now, error.Message)
        );
    }

    /// <summary>Notes that something succeeded.</summary>
    public void Succeeded(string what) => failing.TryRemove(what, out _);

    bool IsRecent(Failing failing) => time.GetElapsedTime(failing.Last) <= Memory;

    readonly record struct Failing(long Since, long Last, string Error);
}
