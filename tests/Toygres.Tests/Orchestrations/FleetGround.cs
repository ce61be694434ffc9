using Duroxide;
using Duroxide.PostgreSql;
using Duroxide.Providers;
using Duroxide.Sqlite;
using Npgsql;
using Toygres.Cms;
using Toygres.Drivers.Local;
using Toygres.Orchestrations;
using Toygres.Tests.Cms;

namespace Toygres.Tests.Orchestrations;

/// <summary>A whole fleet for one test: real servers, a memory and a store in one database, and workers.</summary>
internal sealed class FleetGround : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Func<IProvider> open;
    private readonly List<(IProvider Provider, DuroxideRuntime Runtime)> nodes = [];

    private FleetGround(
        Drivers.Local.Ground machine,
        ICms cms,
        Func<IProvider> open,
        string? file,
        NpgsqlDataSource? source
    )
    {
        Machine = machine;
        Cms = cms;
        File = file;
        this.open = open;
        Source = source;
        Sessions = new NpgsqlSessions(machine.Secrets);
        Services = new FleetServices(machine.Driver, cms, machine.Secrets, Sessions);
    }

    public Drivers.Local.Ground Machine { get; }

    public ICms Cms { get; }

    /// <summary>The file of the store, when it is one of SQLite.</summary>
    public string? File { get; }

    /// <summary>The database of the store, when it is one of PostgreSQL.</summary>
    public NpgsqlDataSource? Source { get; }

    public NpgsqlSessions Sessions { get; }

    public FleetServices Services { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Pace Often { get; } = new(HealthSeconds: 2, PollSeconds: 1);

    public static InstanceSize Size { get; } = new(Connections: 20, MemoryMegabytes: 8);

    public static async Task<FleetGround> InSqliteAsync()
    {
        var machine = new Drivers.Local.Ground();
        var file = Path.Combine(machine.Options.Root, "fleet.db");
        var cms = SqlCms.InSqlite($"Data Source={file};Pooling=False");
        return await PrepareAsync(new(machine, cms, () => new SqliteProvider(file), file, null));
    }

    public static async Task<FleetGround> InPostgreSqlAsync()
    {
        var source = await TestDatabase.NewAsync();
        var machine = new Drivers.Local.Ground();
        return await PrepareAsync(
            new(machine, SqlCms.In(source), () => new PostgreSqlProvider(new PostgreSqlOptions(source)), null, source)
        );
    }

    /// <summary>Starts a node, and gives the way into the fleet that it opens.</summary>
    /// <param name="services">What it works with; that of the ground unless a test changes it.</param>
    public async Task<FleetClient> StartNodeAsync(FleetServices? services = null)
    {
        var provider = open();
        var fleet = services ?? Services;
        var options = new RuntimeOptions { Limits = FleetRegistry.Limits };
        var runtime = await DuroxideRuntime.StartAsync(provider, FleetRegistry.Of(fleet), options, Cancel);
        nodes.Add((provider, runtime));
        var client = new FleetClient(runtime.Client, fleet, Often, TimeProvider.System);
        await client.StartSystemAsync(Cancel);
        return client;
    }

    public DuroxideClient Engine => nodes[^1].Runtime.Client;

    /// <summary>Makes an instance and waits until it runs.</summary>
    public async Task<InstanceName> CreateAsync(FleetClient client, InstanceRequest request)
    {
        var (name, outcome) = await client.CreateAsync(request with { Size = Size }, Cancel);
        await EndedAsync(outcome);
        return name;
    }

    /// <summary>Waits until an operation that was begun has succeeded.</summary>
    public async Task EndedAsync(Outcome outcome)
    {
        var operation = Assert.IsType<Outcome.Done>(outcome).Operation;
        await Engine.WaitForCompletionAsync<Payload>(operation, Patience, Cancel);
    }

    /// <summary>Waits until an operation that was begun has failed, and gives the reason.</summary>
    public async Task<string> FailedAsync(Outcome outcome)
    {
        var operation = Assert.IsType<Outcome.Done>(outcome).Operation;
        var status = await Engine.WaitForEndAsync(operation, Patience, Cancel);
        return Assert.IsType<OrchestrationStatus.Failed>(status).Failure.Display;
    }

    public async Task<Instance> RowAsync(InstanceName name) => (await Cms.FindAsync(name, Cancel))!;

    /// <summary>Asks a server by the way that its row tells.</summary>
    public async Task<string?> AskAsync(InstanceName name, string statement)
    {
        var row = await RowAsync(name);
        var result = await Sessions.QueryAsync(row.Endpoint!, row.Password!, statement, [], Cancel);
        return result.Rows is [[var value, ..], ..] ? value : null;
    }

    public Task EventuallyAsync(Func<Task<bool>> holds) => Machine.EventuallyAsync(holds);

    public async ValueTask DisposeAsync()
    {
        foreach (var (provider, runtime) in nodes)
        {
            await runtime.DisposeAsync();
            await provider.DisposeAsync();
        }
        await Sessions.DisposeAsync();
        await Machine.DisposeAsync();
        await (Source?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static async Task<FleetGround> PrepareAsync(FleetGround ground)
    {
        // The store of the engine comes first: it takes no file that has tables of somebody else.
        await using (var provider = ground.open())
        {
            await provider.InitializeAsync(Cancel);
        }
        await ground.Cms.PrepareAsync(Cancel);
        return ground;
    }
}
