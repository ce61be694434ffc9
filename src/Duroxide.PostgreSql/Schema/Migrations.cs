namespace Duroxide.PostgreSql;

/// <summary>Brings a schema to that of this build, by scripts that are never changed once released.</summary>
/// <remarks>Nodes that start at once wait for each other by an advisory lock, and each step is one transaction.</remarks>
static class Migrations
{
    const string Operation = nameof(IProvider.InitializeAsync);

    /// <summary>Creates or upgrades the schema, or looks only, as the options say.</summary>
    public static async Task RunAsync(
        NpgsqlConnection connection,
        PostgreSqlOptions options,
        CancellationToken cancellationToken
    )
    {
        var applied = await ReadAsync(connection, options.Schema, cancellationToken).ConfigureAwait(false);
        Check(options.Schema, applied);
        if (applied.Count == Script.All.Count)
        {
            return;
        }
        if (options.OpenMode == PostgreSqlOpenMode.Existing && applied.Count == 0)
        {
            throw Refusal(
                $"There is no store in schema '{options.Schema}' of this database. Name the schema that has one, or open it once with OpenMode CreateOrUpgrade, by a role that may do so."
            );
        }
        if (options.OpenMode == PostgreSqlOpenMode.Existing)
        {
            throw Refusal(
                $"Schema '{options.Schema}' has version {applied.Count} of {Script.All.Count}, and PostgreSqlOptions.OpenMode is Existing. Open it once with CreateOrUpgrade, by a role that may do so."
            );
        }
        await UpgradeAsync(connection, options.Schema, cancellationToken).ConfigureAwait(false);
    }

    static async Task UpgradeAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, LockOf(schema))
            .ConfigureAwait(false);
        // Another node may have done it meanwhile.
        var applied = await ReadAsync(connection, schema, cancellationToken).ConfigureAwait(false);
        Check(schema, applied);
        if (applied.Count == 0)
        {
            await RunAsync(connection, Create(schema), cancellationToken).ConfigureAwait(false);
        }
        foreach (var script in Script.All.Skip(applied.Count))
        {
            await RunAsync(connection, Statement.In(schema, script.Text), cancellationToken).ConfigureAwait(false);
            await RunAsync(
                    connection,
                    $"INSERT INTO {Statement.Quoted(schema)}.schema_scripts (version, checksum) VALUES ($1, $2)",
                    cancellationToken,
                    script.Version,
                    script.Checksum
                )
                .ConfigureAwait(false);
        }
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    static string Create(string schema) =>
        $"""
            CREATE SCHEMA IF NOT EXISTS {Statement.Quoted(schema)};
            CREATE TABLE {Statement.Quoted(schema)}.schema_scripts (
                version integer PRIMARY KEY,
                checksum text NOT NULL,
                applied timestamptz NOT NULL DEFAULT now()
            )
            """;

    /// <summary>The checksums of the scripts that ran, in order; none when there is no schema.</summary>
    static async Task<IReadOnlyList<string>> ReadAsync(
        NpgsqlConnection connection,
        string schema,
        CancellationToken cancellationToken
    )
    {
        List<string> checksums = [];
        await using var find = new NpgsqlCommand(
            "SELECT count(*) FROM pg_tables WHERE schemaname = $1 AND tablename = 'schema_scripts'",
            connection
        );
        find.Parameters.Add(new NpgsqlParameter { Value = schema });
        if ((long)(await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! == 0)
        {
            return checksums;
        }
        await using var read = new NpgsqlCommand(
            $"SELECT version, checksum FROM {Statement.Quoted(schema)}.schema_scripts ORDER BY version",
            connection
        );
        await using var rows = await read.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            checksums.Add(rows.GetInt32(0) == checksums.Count + 1 ? rows.GetString(1) : "");
        }
        return checksums;
    }

    static void Check(string schema, IReadOnlyList<string> applied)
    {
        if (applied.Count > Script.All.Count)
        {
            throw Refusal(
                $"Schema '{schema}' has version {applied.Count}, and this build knows versions up to {Script.All.Count}. Nothing in it was changed; run the newer build that wrote it."
            );
        }
        foreach (var (script, checksum) in Script.All.Zip(applied))
        {
            if (script.Checksum != checksum)
            {
                throw Refusal(
                    $"Schema '{schema}' was made by another script {script.Version} than that of this build, perhaps by a build that was never released. Nothing in it was changed; use the build that made it, or begin with a new schema."
                );
            }
        }
    }

    /// <summary>The number of the advisory lock of a schema.</summary>
    internal static long LockOf(string schema) => Watches.NumberOf($"duroxide/migrations/{schema}");

    static async Task RunAsync(
        NpgsqlConnection connection,
        string text,
        CancellationToken cancellationToken,
        params object[] arguments
    )
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    static ProviderException Refusal(string message) => new(Operation, message, isRetryable: false);
}
