using Duroxide.Providers;
using Duroxide.Sqlite;
using Duroxide.Testing;

namespace Duroxide.Bench;

/// <summary>All that can be measured.</summary>
static class Workloads
{
    const string FloorName = "floor";

    /// <summary>What needs no store: the tools of Duroxide.Testing.</summary>
    static readonly Dictionary<string, Func<Measurement>> Offline = new()
    {
        ["explore"] = Explore.Measure,
        ["exhaust"] = () => Exhaust.Measure(Merging.ByState),
        ["exhaust-history"] = () => Exhaust.Measure(Merging.ByHistory),
        ["verify"] = Verify.Measure,
    };

    public static IReadOnlyList<string> Names { get; } = ["W1", "W2", "W3", "W4", "W5", FloorName, .. Offline.Keys];

    /// <summary>Who is measured, for comparisons with others.</summary>
    public static string PeerOf(string workload, Settings settings) =>
        workload == FloorName ? "floor/sqlite"
        : Offline.ContainsKey(workload) ? "duroxide/offline"
        : settings.Store == Store.Memory ? "duroxide/memory"
        : "duroxide/sqlite";

    public static async Task<Measurement> MeasureAsync(string name, Settings settings)
    {
        if (name == FloorName)
        {
            return Floor.Measure(settings.Sync);
        }
        if (Offline.TryGetValue(name, out var measure))
        {
            return measure();
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
