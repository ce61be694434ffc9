using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Toygres.Cms;

/// <summary>Where PostgreSQL and SQLite differ.</summary>
/// <param name="Schema">The resource with the tables.</param>
/// <param name="Alone">What lets a process make tables while no other one does.</param>
/// <param name="Locking">What locks a row that is read.</param>
/// <param name="IsTaken">Whether an error says that a unique index has it already.</param>
internal sealed record Dialect(string Schema, string Alone, string Locking, Func<DbException, bool> IsTaken)
{
    // SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY.
    private static readonly int[] Unique = [2067, 1555];

    public static Dialect PostgreSql { get; } =
        new(
            "postgresql.sql",
            "SELECT pg_advisory_xact_lock(7106201);\n",
            " FOR UPDATE",
            error => error.SqlState == PostgresErrorCodes.UniqueViolation
        );

    // A transaction of SQLite that writes is the only one.
    public static Dialect Sqlite { get; } =
        new(
            "sqlite.sql",
            "",
            "",
            error => error is SqliteException { SqliteExtendedErrorCode: var code } && Unique.Contains(code)
        );

    public static Dialect Of(DbDataSource source) => source is NpgsqlDataSource ? PostgreSql : Sqlite;
}
