namespace Duroxide.Bench;

/// <summary>How long the file is once instances of W2 have ended and it is closed, for each of them.</summary>
static class StoreSize
{
    public static async Task<Measurement> MeasureAsync(Settings settings)
    {
        using var folder = new TemporaryFolder();
        var empty = await RunAsync(settings, folder.File("empty.db"), 0);
        var stretch = Cost.Begin();
        var full = await RunAsync(settings, folder.File("full.db"), Chain.Orchestrations);
        var cost = stretch.End();
        return new(
            [new("bytes_per_instance", (double)(full - empty) / Chain.Orchestrations), new("empty_bytes", empty)],
            cost
        );
    }

    static async Task<long> RunAsync(Settings settings, string path, int orchestrations)
    {
        await using (var provider = Workloads.OpenFile(settings, path))
        await using (var bed = await Bed.StartAsync(provider, Chain.Code))
        {
            await Chain.RunAsync(bed, "chain", orchestrations);
        }
        return new FileInfo(path).Length;
    }
}
