using Duroxide.PostgreSql;
using Duroxide.Sqlite;

namespace Duroxide.Cli;

/// <summary>Where a store is: a SQLite file, or a schema of a PostgreSQL database.</summary>
static class StoreLocation
{
    /// <summary>The variable that names the store where no option does.</summary>
    public const string Variable = "DUROXIDE_STORE";

    /// <summary>Opens a store that exists; nothing is created or upgraded.</summary>
    /// <param name="text">A path, or a connection string.</param>
    /// <param name="schema">The schema of a PostgreSQL database; null for the usual one.</param>
    /// <param name="writes">Whether the command writes.</param>
    public static IProvider Open(string text, string? schema, bool writes) =>
        IsPostgreSql(text) ? OpenPostgreSql(text, schema)
        : schema is null ? OpenSqlite(text, writes)
        : throw new UsageException("--schema is for PostgreSQL; a SQLite file has none.");

    /// <summary>Whether a text is a connection string of PostgreSQL.</summary>
    public static bool IsPostgreSql(string text) =>
        text.Contains("Host=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Server=", StringComparison.OrdinalIgnoreCase);

    static SqliteProvider OpenSqlite(string path, bool writes) =>
        File.Exists(path)
            ? new(new SqliteOptions(path) { OpenMode = writes ? SqliteOpenMode.Existing : SqliteOpenMode.ReadOnly })
            : throw new ProviderException(
                "opening the store",
                $"There is no file '{Path.GetFullPath(path)}'. Name the store of your application by --store or {Variable}: "
                    + "the path of a SQLite file, or a connection string of PostgreSQL (Host=…).",
                isRetryable: false
            );

    static PostgreSqlProvider OpenPostgreSql(string connection, string? schema)
    {
        var options = new PostgreSqlOptions(connection) { OpenMode = PostgreSqlOpenMode.Existing };
        return new(schema is null ? options : options with { Schema = schema });
    }
}
