namespace Duroxide.Dashboard;

/// <summary>A look at the whole store that all who ask share: it is taken anew when it is two seconds old.</summary>
sealed class SharedLook<T>
    where T : class
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim looking = new(1, 1);
    TimeSpan apart = SharedLook.Apart;
    long taken;
    T? last;

    /// <summary>What was seen less than two seconds ago, or is seen now.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="look">Looks at the store.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<T> ReadAsync(Call call, Func<Task<T>> look, CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (last is { } known && call.Clock.GetElapsedTime(taken) < apart)
            {
                return known;
            }
            var began = call.Clock.GetTimestamp();
            var found = await look().ConfigureAwait(false);
            var took = call.Clock.GetElapsedTime(began);
            apart = took > Long ? took * 10 : SharedLook.Apart;
            (last, taken) = (found, call.Clock.GetTimestamp());
            return found;
        }
        finally
        {
            looking.Release();
        }
    }
}

/// <summary>How often the whole store is looked at.</summary>
static class SharedLook
{
    /// <summary>How far two looks are apart; where the store takes more than a second, ten times as long as that.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);
}
