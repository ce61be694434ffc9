using Duroxide.Providers;
using Duroxide.Sqlite;
using Duroxide.Testing;

namespace Duroxide.Bench;

/// <summary>All that can be measured.</summary>
static class Workloads
{
    /// <summary>What runs over a store.</summary>
    static readonly Dictionary<string, Func<Settings, IWorkload>> OverStore = new()
    {
        [Names.Hello] = settings => new Hello(settings),
        [Names.Chain] = settings => new Chain(settings),
        [Names.FanOut] = settings => new FanOut(settings),
        [Names.LongRun] = settings => new LongRun(settings),
        [Names.Mix] = settings => new Mix(settings),
        [Names.Backlog] = settings => new Chain(settings),
        ["idle"] = settings => new Idle(settings),
        ["payloads"] = settings => new Payloads(settings),
    };

    /// <summary>What opens files of its own.</summary>
    static readonly Dictionary<string, Func<Settings, Task<Measurement>>> OverFiles = new()
    {
        ["pages"] = Pages.MeasureAsync,
        ["size"] = StoreSize.MeasureAsync,
        ["sleepers"] = Sleepers.MeasureAsync,
    };

    /// <summary>What there is without an engine.</summary>
    static readonly Dictionary<string, Func<Settings, Measurement>> Bare = new()
    {
        [Names.Floor] = MeasureFloor,
        [Names.Disk] = Disk.Measure,
    };

    /// <summary>What needs no store: replay, and the tools of Duroxide.Testing.</summary>
    static readonly Dictionary<string, Func<Settings, Measurement>> Offline = new()
    {
        ["cold"] = Cold.Measure,
        ["explore"] = _ => Explore.Measure(),
        ["exhaust"] = _ => Exhaust.Measure(Merging.ByState),
        ["exhaust-history"] = _ => Exhaust.Measure(Merging.ByHistory),
        ["verify"] = _ => Verify.Measure(),
    };

    /// <summary>What takes long or needs a database, and is measured only when it is named.</summary>
    static readonly Dictionary<string, Func<Settings, Task<Measurement>>> WhenNamed = new()
    {
        [Names.Claims] = Claims.MeasureAsync,
        [Names.Nodes] = Nodes.MeasureAsync,
    };

    static readonly string[] AlsoInMemory = [Names.Hello, Names.Chain, Names.LongRun];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Bare.Keys,
        .. OverStore.Keys,
        .. AlsoInMemory.Select(name => name + Names.InMemory),
        .. OverFiles.Keys,
        .. Offline.Keys,
        .. WhenNamed.Keys,
    ];

    /// <summary>What is compared with the disk or the floor, with these on both sides.</summary>
    static readonly string[] Compared =
    [
        Names.Disk,
        Names.Hello,
        Names.Disk,
        Names.Floor,
        Names.Chain,
        Names.Floor,
        Names.Disk,
        Names.LongRun,
        Names.Disk,
    ];

    /// <summary>A run of everything that needs no name.</summary>
    public static IReadOnlyList<string> Everything { get; } =
    [.. Compared, .. All.Except(Compared).Except(WhenNamed.Keys)];

    public static async Task<Result> MeasureAsync(string name, Settings settings)
    {
        if (name.EndsWith(Names.InMemory, StringComparison.Ordinal))
        {
            return await MeasureAsync(name[..^Names.InMemory.Length], settings with { Store = Store.Memory });
        }
        var measurement = await RunAsync(name, settings);
        return new(PeerOf(name, settings), NameOf(name, settings), measurement.Metrics, measurement.Costs);
    }

    public static IProvider OpenStore(Settings settings, TemporaryFolder folder) =>
        settings.Store switch
        {
            Store.Memory => new InMemoryProvider(),
            Store.Sqlite => OpenFile(settings, folder.File("bench.db")),
            Store.Postgres => PostgreSqlStore.Open(),
        };

    public static IProvider OpenFile(Settings settings, string path) =>
        new SqliteProvider(new SqliteOptions(path) { Synchronous = ToSynchronous(settings.Sync) });

    static Measurement MeasureFloor(Settings settings) =>
        settings.Store == Store.Postgres ? PostgreSqlFloor.Measure(settings) : Floor.Measure(settings);

    static Task<Measurement> RunAsync(string name, Settings settings) =>
        OverFiles.TryGetValue(name, out var ownFiles) ? ownFiles(settings)
        : WhenNamed.TryGetValue(name, out var named) ? named(settings)
        : Bare.TryGetValue(name, out var bare) ? Task.FromResult(bare(settings))
        : Offline.TryGetValue(name, out var offline) ? Task.FromResult(offline(settings))
        : RunOverStoreAsync(OverStore[name], WithBacklog(name, settings));

    static async Task<Measurement> RunOverStoreAsync(Func<Settings, IWorkload> create, Settings settings)
    {
        var workload = create(settings);
        using var disposable = workload as IDisposable;
        using var folder = new TemporaryFolder();
        await using var provider = OpenStore(settings, folder);
        if (settings.Preload is { } preload and > 0)
        {
            await Backlog.FillAsync(provider, preload);
        }
        await using var bed = await Bed.StartAsync(provider, workload.Registry);
        return await workload.MeasureAsync(bed);
    }

    static Settings WithBacklog(string name, Settings settings) =>
        name == Names.Backlog
            ? settings with
            {
                Preload = settings.Preload ?? settings.Count(Backlog.Instances),
            }
            : settings;

    // W2 over a full store is another figure than W2.
    static string NameOf(string name, Settings settings) =>
        name == Names.Chain && settings.Preload > 0 ? Names.Backlog : name;

    static string PeerOf(string name, Settings settings) =>
        name == Names.Floor
            ? settings.Store == Store.Postgres
                ? "floor/postgresql"
                : "floor/sqlite"
            : name == Names.Disk
                ? "disk"
                : Offline.ContainsKey(name)
                    ? Names.Offline
                    : settings.Store == Store.Memory && !OverFiles.ContainsKey(name)
                        ? Names.Memory
                        : settings.Store == Store.Postgres && !OverFiles.ContainsKey(name)
                            ? Names.PostgreSql
                            : Names.Sqlite;

    static SqliteSynchronous ToSynchronous(Sync sync) =>
        sync switch
        {
            Sync.Full => SqliteSynchronous.Full,
            Sync.Normal => SqliteSynchronous.Normal,
        };
}
