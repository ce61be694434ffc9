namespace Duroxide.Dashboard;

/// <summary>The counts of the store at one time.</summary>
/// <param name="Number">Counts the samples.</param>
/// <param name="Time">When it was taken.</param>
/// <param name="Metrics">The counts.</param>
/// <param name="EndedPerSecond">How many instances have ended since the sample before, a second; missing for the first.</param>
sealed record Sample(long Number, DateTimeOffset Time, StoreMetrics Metrics, double? EndedPerSecond);

/// <summary>The counts of the store over the last minutes, taken only while somebody looks, and once for all who do.</summary>
sealed class Samples
{
    /// <summary>How far two samples are apart; where the store takes more than a second to count, ten times as long as that.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim taking = new(1, 1);
    TimeSpan apart = Apart;
    Sample[] recent = [];

    /// <summary>The samples of the last five minutes, the oldest first.</summary>
    public IReadOnlyList<Sample> Recent => Volatile.Read(ref recent);

    /// <summary>The counts as they are now, or were less than two seconds ago.</summary>
    public async Task<Sample> ReadAsync(Call call, CancellationToken cancellationToken)
    {
        await taking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var before = Recent;
            if (before is [.., var last] && call.Now - last.Time < apart)
            {
                return last;
            }
            var began = call.Clock.GetTimestamp();
            var metrics = await call.Management.GetMetricsAsync(cancellationToken).ConfigureAwait(false);
            var took = call.Clock.GetElapsedTime(began);
            apart = took > Long ? took * 10 : Apart;
            var sample = Next(before.LastOrDefault(), call.Now, metrics);
            Volatile.Write(ref recent, [.. before.Where(one => sample.Time - one.Time <= Kept), sample]);
            return sample;
        }
        finally
        {
            taking.Release();
        }
    }

    // What is deleted has ended no more, so the count may fall.
    static Sample Next(Sample? last, DateTimeOffset now, StoreMetrics metrics) =>
        last is null
            ? new(1, now, metrics, null)
            : new(
                last.Number + 1,
                now,
                metrics,
                Math.Max(0, Ended(metrics) - Ended(last.Metrics)) / Math.Max(0.001, (now - last.Time).TotalSeconds)
            );

    static long Ended(StoreMetrics metrics) => metrics.Completed + metrics.Failed;
}
