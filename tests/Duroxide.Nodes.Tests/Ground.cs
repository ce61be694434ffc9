using System.Globalization;
using Duroxide.PostgreSql;
using Duroxide.Servers;
using Npgsql;

namespace Duroxide.Nodes.Tests;

/// <summary>An empty store for one test, a client of it, and room for nodes.</summary>
internal sealed class Ground : IAsyncDisposable
{
    // None of it need last.
    private const string Fast = "-c fsync=off -c full_page_writes=off";

    private static readonly Lazy<Task<string>> Server = new(FindAsync);
    private static int made;

    private readonly NpgsqlDataSource source;
    private readonly PostgreSqlProvider provider;

    private Ground(string database, string schema)
    {
        Settings = new WorkerSettings(database, schema, schema);
        source = NpgsqlDataSource.Create(database);
        Book = new Book(source, Settings.BookSchema);
        provider = new PostgreSqlProvider(new PostgreSqlOptions(database) { Schema = schema });
        Client = new DuroxideClient(provider);
        Cluster = new Cluster(Settings, source);
    }

    /// <summary>What the nodes are told, but for what a test changes.</summary>
    public WorkerSettings Settings { get; }

    public Book Book { get; }

    public DuroxideClient Client { get; }

    public Cluster Cluster { get; }

    /// <summary>The database that the tests share: that of <c>DUROXIDE_TEST_POSTGRES</c>, else one that ends with them.</summary>
    public static Task<string> DatabaseAsync() => Server.Value;

    /// <summary>What befalls whom: that of <c>DUROXIDE_NODES_SEED</c>, else another one each time.</summary>
    public static int Seed =>
        Environment.GetEnvironmentVariable("DUROXIDE_NODES_SEED") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : Random.Shared.Next();

    /// <summary>A name that no other test has.</summary>
    public static string NewSchema() => $"nodes_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";

    public static async Task<Ground> PrepareAsync()
    {
        var ground = new Ground(await DatabaseAsync(), NewSchema());
        await ground.Book.CreateAsync();
        await ground.provider.InitializeAsync(CancellationToken.None);
        return ground;
    }

    /// <summary>Starts orchestrations of one kind.</summary>
    public Task StartAsync(int kind, int count) =>
        Task.WhenAll(
            Enumerable
                .Range(0, count)
                .Select(number =>
                    Client.StartOrchestrationAsync(
                        Workflows.Names[kind],
                        $"{kind} {number}",
                        new Workflows.Job($"{kind} {number}", number)
                    )
                )
        );

    /// <summary>Waits until orchestrations of one kind have returned.</summary>
    public async Task EndAsync(int kind, int count)
    {
        foreach (var number in Enumerable.Range(0, count))
        {
            await Client.WaitForCompletionAsync<string[]>($"{kind} {number}", TimeSpan.FromMinutes(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await provider.DisposeAsync();
        await using var drop = source.CreateCommand(
            $"SET client_min_messages = error; DROP SCHEMA {Settings.Schema} CASCADE; DROP SCHEMA {Settings.BookSchema} CASCADE"
        );
        await drop.ExecuteNonQueryAsync();
        await source.DisposeAsync();
    }

    private static async Task<string> FindAsync() =>
        Environment.GetEnvironmentVariable(LocalPostgreSql.Variable) is { Length: > 0 } given
            ? given
            : (await LocalPostgreSql.StartAsync(Fast)).ConnectionString;
}
