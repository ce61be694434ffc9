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
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    readonly SharedLook<Sample> look = new();
    Sample[] recent = [];

    /// <summary>The samples of the last five minutes, the oldest first.</summary>
    public IReadOnlyList<Sample> Recent => Volatile.Read(ref recent);

    /// <summary>The counts as they are now, or were less than two seconds ago.</summary>
    public Task<Sample> ReadAsync(Call call, CancellationToken cancellationToken) =>
        look.ReadAsync(
            call,
            async () =>
            {
                var metrics = await call.Management.GetMetricsAsync(cancellationToken).ConfigureAwait(false);
                var before = Recent;
                var sample = Next(before.LastOrDefault(), call.Now, metrics);
                Volatile.Write(ref recent, [.. before.Where(one => sample.Time - one.Time <= Kept), sample]);
                return sample;
            },
            cancellationToken
        );

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
