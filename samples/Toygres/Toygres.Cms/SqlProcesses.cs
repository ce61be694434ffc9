using Npgsql;

namespace Toygres.Cms;

/// <summary>Which processes the fleet has, as each says now and then that it is there.</summary>
public sealed class SqlProcesses
{
    private readonly Database database;

    private SqlProcesses(Database database) => this.database = database;

    /// <summary>Processes in a database of PostgreSQL; <see cref="SqlAccounts.PrepareAsync"/> makes the table.</summary>
    public static SqlProcesses In(NpgsqlDataSource source) => new(Database.In(source));

    /// <summary>Processes in a file of SQLite; <see cref="SqlAccounts.PrepareAsync"/> makes the table.</summary>
    /// <param name="connectionString">As in <c>Data Source=fleet.db</c>.</param>
    public static SqlProcesses InSqlite(string connectionString) => new(Database.InSqlite(connectionString));

    /// <summary>Notes that a process is there.</summary>
    public Task SeeAsync(FleetProcess process, CancellationToken cancellationToken) =>
        database.WorkAsync(
            (statements, _) =>
                statements.InsertAsync(
                    "cms_processes",
                    cancellationToken,
                    [
                        ("id", process.Id),
                        ("machine", process.Machine),
                        ("process", process.Process),
                        ("role", process.Role),
                        ("started_at", process.Started.ToUnixTimeMilliseconds()),
                        ("seen_at", process.Seen.ToUnixTimeMilliseconds()),
                    ],
                    "ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at"
                ),
            cancellationToken
        );

    /// <summary>Forgets a process that has ended.</summary>
    public Task ForgetAsync(string id, CancellationToken cancellationToken) =>
        database.WorkAsync(
            (statements, _) =>
                statements.RunAsync("DELETE FROM cms_processes WHERE id = @id", cancellationToken, ("id", id)),
            cancellationToken
        );

    /// <summary>Lists the processes that were seen since a moment, oldest first.</summary>
    public Task<IReadOnlyList<FleetProcess>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        database.LookAsync(
            statements =>
                statements.ReadAsync(
                    "SELECT * FROM cms_processes WHERE seen_at >= @since ORDER BY started_at, id",
                    row => new FleetProcess(
                        row.Text("id"),
                        row.Text("machine"),
                        row.Number("process"),
                        row.Text("role"),
                        DateTimeOffset.FromUnixTimeMilliseconds(row.Long("started_at")),
                        DateTimeOffset.FromUnixTimeMilliseconds(row.Long("seen_at"))
                    ),
                    cancellationToken,
                    ("since", since.ToUnixTimeMilliseconds())
                ),
            cancellationToken
        );
}
