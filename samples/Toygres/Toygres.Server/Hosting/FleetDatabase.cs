using Duroxide;
using Duroxide.PostgreSql;
using Duroxide.Providers;
using Duroxide.Sqlite;
using Npgsql;
using Toygres.Cms;

namespace Toygres.Server;

/// <summary>One database with the memory of the fleet, the accounts, and the store of the engine.</summary>
public sealed class FleetDatabase : IAsyncDisposable
{
    private readonly Func<IProvider> open;
    private readonly NpgsqlDataSource? source;

    private FleetDatabase(
        ICms cms,
        SqlAccounts accounts,
        SqlAudit audit,
        SqlProcesses processes,
        Func<IProvider> open,
        NpgsqlDataSource? source
    )
    {
        Cms = cms;
        Accounts = accounts;
        Audit = audit;
        Processes = processes;
        this.open = open;
        this.source = source;
    }

    /// <summary>The memory of the fleet.</summary>
    public ICms Cms { get; }

    /// <summary>Who may come in.</summary>
    public SqlAccounts Accounts { get; }

    /// <summary>Who asked for what.</summary>
    public SqlAudit Audit { get; }

    /// <summary>Which processes there are.</summary>
    public SqlProcesses Processes { get; }

    /// <summary>Opens the database that options name, without looking into it.</summary>
    public static FleetDatabase Open(ServerOptions options)
    {
        if (options.Database is { } way)
        {
            var source = NpgsqlDataSource.Create(way);
            return new(
                SqlCms.In(source),
                SqlAccounts.In(source),
                SqlAudit.In(source),
                SqlProcesses.In(source),
                () => new PostgreSqlProvider(new PostgreSqlOptions(source)),
                source
            );
        }
        var file = Path.Combine(Directory.CreateDirectory(options.Root).FullName, "fleet.db");
        var connection = $"Data Source={file};Pooling=False";
        return new(
            SqlCms.InSqlite(connection),
            SqlAccounts.InSqlite(connection),
            SqlAudit.InSqlite(connection),
            SqlProcesses.InSqlite(connection),
            () => new SqliteProvider(file),
            null
        );
    }

    /// <summary>Opens the store of the engine; who opens it closes it.</summary>
    public IProvider OpenStore() => open();

    /// <summary>Makes the tables, if they are not there.</summary>
    /// <exception cref="StartException">The database does not answer, or holds something else.</exception>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        try
        {
            // The store comes first: it takes no file that has tables of somebody else.
            await using (var store = OpenStore())
            {
                await store.InitializeAsync(cancel);
            }
            await Cms.PrepareAsync(cancel);
            await Accounts.PrepareAsync(cancel);
        }
        catch (Exception error) when (error is ProviderException or System.Data.Common.DbException)
        {
            throw new StartException($"The database cannot be made ready: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await (source?.DisposeAsync() ?? ValueTask.CompletedTask);
}
