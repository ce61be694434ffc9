using Duroxide.Core;
using Duroxide.Providers;

namespace Duroxide.Bench;

/// <summary>How many turns a second a store leases while few and while very many instances are ready.</summary>
static class Claims
{
    const int Claimed = 1_000;
    const int AtOnce = 25;
    const int Batch = 5_000;
    static readonly int[] Sizes = [1_000, 20_000, 200_000];
    static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    public static async Task<Measurement> MeasureAsync(Settings settings)
    {
        using var folder = new TemporaryFolder();
        await using var provider = Workloads.OpenStore(settings, folder);
        await provider.InitializeAsync(CancellationToken.None);
        await AddAsync(provider, "warm-up", Claimed);
        await ClaimAsync(provider);
        List<Metric> rates = [];
        var ready = 0;
        var stretch = Cost.Begin();
        foreach (var size in Sizes.Select(size => Math.Max(Claimed, settings.Count(size))).Distinct())
        {
            await AddAsync(provider, $"of-{size}", size - ready);
            var begin = stretch.Elapsed;
            await ClaimAsync(provider);
            rates.Add(new($"ready_{size}_claims_per_s", Claimed / (stretch.Elapsed - begin).TotalSeconds));
            ready = size - Claimed;
        }
        return new([.. rates, new("slowest_of_fastest", rates.Min(Rate) / rates.Max(Rate))], stretch.End());
    }

    static double Rate(Metric metric) => metric.Value;

    static async Task ClaimAsync(IProvider provider)
    {
        var fetch = new TurnFetch(AtOnce, Lease, TimeSpan.FromSeconds(1));
        for (var left = Claimed; left > 0; )
        {
            var turns = await provider.FetchTurnsAsync(fetch, CancellationToken.None);
            left -= turns.Count;
        }
    }

    static async Task AddAsync(IProvider provider, string name, int count)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(Batch))
        {
            await provider.CreateInstancesAsync(
                [.. numbers.Select(number => Backlog.Ready($"{name}-{number}"))],
                CancellationToken.None
            );
        }
    }
}
