using Duroxide.Runtime;
using Duroxide.Sqlite;

namespace Duroxide.Bench;

/// <summary>All that can be measured.</summary>
static class Workloads
{
    const string FloorName = "floor";

    public static IReadOnlyList<string> Names { get; } = ["W1", "W2", "W3", "W4", "W5", FloorName];

    /// <summary>Who is measured, for comparisons with others.</summary>
    public static string PeerOf(string workload, Settings settings) =>
        workload == FloorName ? "floor/sqlite"
        : settings.Store == Store.Memory ? "duroxide/memory"
        : "duroxide/sqlite";

    public static async Task<Measurement> MeasureAsync(string name, Settings settings)
    {
        if (name == FloorName)
        {
            return Floor.Measure(settings.Sync);
        }
        var workload = Create(name);
        using var clock = workload as IDisposable;
        using var folder = new TemporaryFolder();
        await using var bed = await Bed.StartAsync(OpenStore(settings, folder), workload.Registry);
        return await workload.MeasureAsync(bed);
    }

    static IWorkload Create(string name) =>
        name switch
        {
            "W1" => new Hello(),
            "W2" => new Chain(),
            "W3" => new FanOut(),
            "W4" => new LongRun(),
            "W5" => new Mix(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such workload."),
        };

    static SqliteSynchronous ToSynchronous(Sync sync) =>
        sync switch
        {
            Sync.Full => SqliteSynchronous.Full,
            Sync.Normal => SqliteSynchronous.Normal,
        };

    static IProvider OpenStore(Settings settings, TemporaryFolder folder) =>
        settings.Store switch
        {
            Store.Memory => new InMemoryProvider(),
            Store.Sqlite => new SqliteProvider(
                new SqliteOptions(folder.File("bench.db")) { Synchronous = ToSynchronous(settings.Sync) }
            ),
        };
}
