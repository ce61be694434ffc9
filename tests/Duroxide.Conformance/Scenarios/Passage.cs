using Duroxide.Testing;

namespace Duroxide.Conformance;

/// <summary>Lets virtual time pass, but only while nothing else happens: no node talks to its store, no work is queued.</summary>
public sealed class Passage(VirtualTimeProvider time, IReadOnlyCollection<ObservedProvider> nodes)
{
    private const int Looks = 4;
    private const int MoreLooks = 8;
    private const int MostLooks = 30;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan VeryLong = TimeSpan.FromSeconds(20);

    /// <summary>Looks for a moment, and moves the clock to its next timer when all was quiet.</summary>
    /// <param name="until">The time beyond which the clock must not go; null for no bound.</param>
    public async Task MomentAsync(DateTimeOffset? until = null)
    {
        var before = Traffic();
        // A far jump, as over the end of a lease, could overtake a thread that another process keeps from running, so it
        // takes a longer look.
        var jump = time.NextDue is { } due ? due - time.GetUtcNow() : TimeSpan.MaxValue;
        var looks =
            jump > VeryLong ? MostLooks
            : jump > Long ? MoreLooks
            : Looks;
        for (var look = 0; look < looks; look++)
        {
            await Task.Delay(Moment, TimeProvider.System);
            // Whatever the thread pool was given before has begun when this has.
            await Task.Run(() => { });
            if (Traffic() != before || nodes.Any(node => node.IsBusy))
            {
                return;
            }
        }
        if (until is { } bound && !(time.NextDue <= bound))
        {
            time.Advance(bound - time.GetUtcNow());
            return;
        }
        time.AdvanceToNext();
    }

    private (long Calls, DateTimeOffset? Due) Traffic() => (nodes.Sum(node => node.Calls), time.NextDue);
}
