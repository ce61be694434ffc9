using Duroxide;
using Duroxide.PostgreSql;
using Npgsql;
using Toygres.Cms;
using Toygres.Drivers.Local;
using Toygres.Orchestrations;

namespace Toygres.Soak;

/// <summary>What a process of the trial has in its hands of the fleet.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlSessions sessions;

    public Fleet(Place place)
    {
        source = NpgsqlDataSource.Create(place.Connection);
        Local = new LocalOptions(place.Root)
        {
            FirstPort = 22_000,
            Ports = 500,
            IsDurable = false,
        };
        var secrets = new LocalSecrets(Local);
        sessions = new NpgsqlSessions(secrets);
        Services = new FleetServices(new LocalDriver(Local, secrets), SqlCms.In(source), secrets, sessions);
        Provider = new PostgreSqlProvider(new PostgreSqlOptions(source));
        Engine = new DuroxideClient(Provider);
        Client = new FleetClient(Engine, Services, new Pace(HealthSeconds: 5, PollSeconds: 1), TimeProvider.System);
    }

    public LocalOptions Local { get; }

    public FleetServices Services { get; }

    public PostgreSqlProvider Provider { get; }

    public DuroxideClient Engine { get; }

    public FleetClient Client { get; }

    public async ValueTask DisposeAsync()
    {
        await sessions.DisposeAsync();
        await Provider.DisposeAsync();
        await source.DisposeAsync();
    }
}
