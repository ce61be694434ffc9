using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Toygres.Cms;

/// <summary>Opens connections to the database that holds everything that the fleet remembers.</summary>
internal sealed class Database(DbDataSource source)
{
    public Dialect Dialect { get; } = Dialect.Of(source);

    public static Database InSqlite(string connectionString) =>
        new(SqliteFactory.Instance.CreateDataSource(connectionString));

    public static Database In(NpgsqlDataSource source) => new(source);

    /// <summary>Reads, each statement by itself.</summary>
    public async Task<T> LookAsync<T>(Func<Statements, Task<T>> look, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await look(new Statements(connection, null));
    }

    /// <summary>Works within one transaction.</summary>
    public async Task<T> WorkAsync<T>(Func<Statements, DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(new Statements(connection, transaction), transaction);
        await transaction.CommitAsync(cancel);
        return result;
    }

    /// <summary>Runs a script that makes tables, while no other process does.</summary>
    /// <param name="script">The resource with it.</param>
    /// <param name="added">The columns for text that tables have got since, which the script does not tell of.</param>
    /// <param name="cancel">Ends it undone.</param>
    public async Task PrepareAsync(
        string script,
        IReadOnlyList<(string Table, string Column)> added,
        CancellationToken cancel
    )
    {
        using var schema = typeof(Database).Assembly.GetManifestResourceStream(script)!;
        using var reader = new StreamReader(schema);
        var text = Dialect.Alone + await reader.ReadToEndAsync(cancel);
        await WorkAsync(
            async (statements, _) =>
            {
                await statements.RunAsync(text, cancel);
                foreach (var (table, column) in added)
                {
                    await statements.AddColumnAsync(table, column, cancel);
                }
                return added.Count;
            },
            cancel
        );
    }
}
