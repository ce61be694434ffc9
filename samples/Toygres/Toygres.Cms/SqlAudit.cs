using Npgsql;

namespace Toygres.Cms;

/// <summary>
/// Who asked for which change. An entry is written before the change and told its end after it: one without an end says that
/// the process ended meanwhile. Nothing takes an entry of an account away; of those who are not known the last ones are kept, so that
/// a flood of them has an end.
/// </summary>
public sealed class SqlAudit
{
    /// <summary>How many entries are kept of those who are not known.</summary>
    public const int MostOfNobody = 1000;

    private readonly Database database;

    private SqlAudit(Database database) => this.database = database;

    /// <summary>Entries in a database of PostgreSQL; <see cref="SqlAccounts.PrepareAsync"/> makes the table.</summary>
    public static SqlAudit In(NpgsqlDataSource source) => new(Database.In(source));

    /// <summary>Entries in a file of SQLite; <see cref="SqlAccounts.PrepareAsync"/> makes the table.</summary>
    /// <param name="connectionString">As in <c>Data Source=fleet.db</c>.</param>
    public static SqlAudit InSqlite(string connectionString) => new(Database.InSqlite(connectionString));

    /// <summary>Notes that somebody asks for something.</summary>
    public Task BeginAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        database.WorkAsync(
            async (statements, _) =>
            {
                await statements.InsertAsync(
                    "cms_audit",
                    cancellationToken,
                    [
                        ("id", entry.Id),
                        ("at", entry.At.ToUnixTimeMilliseconds()),
                        ("account", entry.Account),
                        ("address", entry.Address),
                        ("action", entry.Action),
                        ("subject", entry.Subject),
                        ("status", entry.Status),
                    ]
                );
                return entry.Account == AuditEntry.Nobody
                    ? await statements.RunAsync(
                        """
                        DELETE FROM cms_audit WHERE account = @nobody AND id <=
                            (SELECT id FROM cms_audit WHERE account = @nobody ORDER BY id DESC LIMIT 1 OFFSET @most)
                        """,
                        cancellationToken,
                        ("nobody", AuditEntry.Nobody),
                        ("most", MostOfNobody)
                    )
                    : 0;
            },
            cancellationToken
        );

    /// <summary>Notes what was answered.</summary>
    public Task EndAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        database.WorkAsync(
            (statements, _) =>
                statements.RunAsync(
                    "UPDATE cms_audit SET status = @status, account = @account, subject = @subject WHERE id = @id",
                    cancellationToken,
                    ("status", entry.Status),
                    ("account", entry.Account),
                    ("subject", entry.Subject),
                    ("id", entry.Id)
                ),
            cancellationToken
        );

    /// <summary>Lists entries, newest first.</summary>
    /// <param name="before">The id behind which to begin; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(string? before, int limit, CancellationToken cancellationToken) =>
        database.LookAsync(
            statements =>
                statements.ReadAsync(
                    "SELECT * FROM cms_audit WHERE @before = '' OR id < @before ORDER BY id DESC LIMIT @limit",
                    Read,
                    cancellationToken,
                    ("before", before ?? ""),
                    ("limit", limit)
                ),
            cancellationToken
        );

    private static AuditEntry Read(Row row) =>
        new(
            row.Text("id"),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Long("at")),
            row.Text("account"),
            row.Text("address"),
            row.Text("action"),
            row.TextOrNull("subject")
        )
        {
            Status = row.NumberOrNull("status"),
        };
}
