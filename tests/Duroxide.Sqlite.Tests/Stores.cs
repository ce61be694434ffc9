namespace Duroxide.Sqlite.Tests;

/// <summary>Short ways to say what these tests do.</summary>
internal static class Stores
{
    public static async Task<SqliteProvider> OpenAsync(SqliteOptions options)
    {
        var provider = new SqliteProvider(options);
        await provider.InitializeAsync(CancellationToken.None);
        return provider;
    }

    /// <summary>Runs statements on a file as another program would.</summary>
    public static void Execute(string path, string sql)
    {
        using var connection = Connection.Open(path, Access.Create, faults: null);
        connection.Execute(sql, "test");
    }

    /// <summary>Reads a number from a file as another program would.</summary>
    public static long ReadNumber(string path, string sql)
    {
        using var connection = Connection.Open(path, Access.Read, faults: null);
        return connection.ReadNumber(sql);
    }

    /// <summary>Takes a store back to the first schema that was released.</summary>
    public static void MakeOlder(string path) =>
        Execute(
            path,
            """
            ALTER TABLE activity_payloads DROP COLUMN expires;
            ALTER TABLE sequence DROP COLUMN time;
            ALTER TABLE sequence DROP COLUMN store;
            ALTER TABLE sequence DROP COLUMN generation;
            DROP TABLE instance_tags;
            DROP INDEX instances_updated;
            DROP INDEX executions_failed;
            DROP INDEX activities_attempts;
            DROP TABLE lineage;
            DROP TABLE suspensions;
            DROP TABLE duties;
            DROP TABLE inbox;
            DROP TABLE inbox_tags;
            DROP TABLE held_messages;
            ALTER TABLE turns DROP COLUMN held;
            DROP INDEX messages_cancels;
            ALTER TABLE messages DROP COLUMN cancels;
            DELETE FROM schema_scripts WHERE version > 1;
            PRAGMA user_version = 1;
            """
        );

    /// <summary>Why a store cannot be opened.</summary>
    public static async Task<ProviderException> RefusalAsync(SqliteOptions options)
    {
        await using var provider = new SqliteProvider(options);
        return await Assert.ThrowsAsync<ProviderException>(() => provider.InitializeAsync(CancellationToken.None));
    }
}
