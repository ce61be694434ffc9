using Duroxide.Servers;

namespace Duroxide.PostgreSql.Tests;

/// <summary>The server that all tests share: that of <c>DUROXIDE_TEST_POSTGRES</c>, else one that ends with the tests.</summary>
public sealed class TestServer
{
    /// <summary>What the tests' servers are started with: none of it need last.</summary>
    public const string Fast = "-c fsync=off -c full_page_writes=off -c deadlock_timeout=100ms";

    private static readonly Lazy<Task<TestServer>> One = new(FindAsync);

    private TestServer(string connectionString)
    {
        ConnectionString = connectionString;
        DataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 150, IncludeErrorDetail = true }
        );
    }

    /// <summary>How it is reached.</summary>
    public string ConnectionString { get; }

    /// <summary>Its connections, which all tests share.</summary>
    public NpgsqlDataSource DataSource { get; }

    public static Task<TestServer> SharedAsync() => One.Value;

    /// <summary>Connections that are known by a name, so that a test can end its own.</summary>
    public NpgsqlDataSource Source(string application) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = application, MaxPoolSize = 30 }
        );

    private static async Task<TestServer> FindAsync() =>
        new(
            Environment.GetEnvironmentVariable(LocalPostgreSql.Variable) is { Length: > 0 } given
                ? given
                : (await LocalPostgreSql.StartAsync(Fast)).ConnectionString
        );
}
