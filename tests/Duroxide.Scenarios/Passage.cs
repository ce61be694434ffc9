using Duroxide.Testing;

namespace Duroxide.Scenarios;

/// <summary>Lets virtual time pass, but only while nothing else happens: no thread runs, no node talks to its store.</summary>
public sealed class Passage(VirtualTimeProvider time, IReadOnlyCollection<ObservedProvider> nodes)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    /// <summary>Moves the clock to its next timer once all is quiet, unless something happened meanwhile.</summary>
    /// <param name="until">The time beyond which the clock must not go; null for no bound.</param>
    public async Task MomentAsync(DateTimeOffset? until = null)
    {
        var before = Traffic();
        // An answer that comes from a server just now has not shown yet what it brings.
        var wasBusy = IsBusy;
        await time.SettleAsync();
        if (wasBusy || IsBusy || Traffic() != before)
        {
            return;
        }
        if (until is { } bound && !(time.NextDue <= bound))
        {
            time.Advance(bound - time.GetUtcNow());
            return;
        }
        if (!time.AdvanceToNext())
        {
            await Task.Delay(Moment, TimeProvider.System);
        }
    }

    private bool IsBusy => nodes.Any(node => node.IsBusy);

    private (long Calls, DateTimeOffset? Due) Traffic() => (nodes.Sum(node => node.Calls), time.NextDue);
}
