namespace Duroxide.PostgreSql;

/// <summary>Where and how a store is kept.</summary>
public sealed record PostgreSqlOptions
{
    /// <summary>A database that is reached by a connection string, as Npgsql reads it; TLS is asked for there.</summary>
    /// <param name="connectionString">The connection string.</param>
    public PostgreSqlOptions(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ConnectionString = connectionString;
    }

    /// <summary>A database that is reached by the caller's own data source, which the provider does not close.</summary>
    /// <param name="dataSource">The data source, without multiplexing.</param>
    public PostgreSqlOptions(NpgsqlDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        DataSource = dataSource;
    }

    /// <summary>The connection string; null when there is a data source.</summary>
    public string? ConnectionString { get; }

    /// <summary>The caller's own data source; null when there is a connection string.</summary>
    public NpgsqlDataSource? DataSource { get; }

    /// <summary>The schema that holds everything of this store, so that several share a database. Default <c>duroxide</c>.</summary>
    public string Schema { get; init; } = "duroxide";

    /// <summary>What opening may do to the schema. Default: one that is not there is created, and one of an older build upgraded.</summary>
    public PostgreSqlOpenMode OpenMode { get; init; }

    /// <summary>Gives the password for each new connection, so that it may change; null to take that of the connection string.</summary>
    public Func<CancellationToken, ValueTask<string>>? Password { get; init; }

    /// <summary>The most connections that work at once; one more listens. Default 8.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>How long one call to the server may take before it fails as retryable. Default 30 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often who waits looks by himself, should a notification be lost. Default 5 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The store's clock; null, the default, is the server's, which all nodes share. Tests give another one.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Names the schema alone, for a connection string may hold a password.</summary>
    public override string ToString() => $"{nameof(PostgreSqlOptions)} {{ Schema = {Schema} }}";

    internal IPostgreSqlFaults? Faults { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Schema);
        Require(
            System.Text.Encoding.UTF8.GetByteCount(Schema) <= 63
                && !Schema.Contains('\0', StringComparison.Ordinal)
                && !Schema.Contains('$', StringComparison.Ordinal),
            nameof(Schema),
            "a name of at most 63 bytes without a dollar sign"
        );
        Require(Connections > 0, nameof(Connections), "at least 1");
        Require(CommandTimeout >= TimeSpan.FromSeconds(1), nameof(CommandTimeout), "at least a second");
        Require(PollInterval > TimeSpan.Zero, nameof(PollInterval), "above zero");
        Require(
            Password is null || DataSource is null,
            nameof(Password),
            "left out beside a data source, which has a password provider of its own"
        );
    }

    static void Require(bool holds, string option, string what)
    {
        if (!holds)
        {
            throw new ArgumentException($"PostgreSqlOptions.{option} must be {what}.", option);
        }
    }
}
