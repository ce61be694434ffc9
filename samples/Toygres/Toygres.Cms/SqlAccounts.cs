using Npgsql;

namespace Toygres.Cms;

/// <summary>Who may come in, beside the memory of the fleet. Passwords, keys and sessions are kept as hashes.</summary>
public sealed class SqlAccounts
{
    private const string Unclaimed = "true";

    private const string AddKey =
        "INSERT INTO cms_api_keys (id, account, label, hash, created_at) VALUES (@id, @account, @label, @hash, @created) ON CONFLICT DO NOTHING";

    private readonly Database database;

    private SqlAccounts(Database database) => this.database = database;

    /// <summary>Accounts in a database of PostgreSQL.</summary>
    public static SqlAccounts In(NpgsqlDataSource source) => new(Database.In(source));

    /// <summary>Accounts in a file of SQLite.</summary>
    /// <param name="connectionString">As in <c>Data Source=fleet.db</c>.</param>
    public static SqlAccounts InSqlite(string connectionString) => new(Database.InSqlite(connectionString));

    /// <summary>Makes the tables, if they are not there.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.PrepareAsync("accounts.sql", [("cms_accounts", "unclaimed")], cancellationToken);

    /// <summary>Enters an account, and says whether the name was free.</summary>
    public async Task<bool> AddAsync(Account account, CancellationToken cancellationToken) =>
        await RunAsync(
            "INSERT INTO cms_accounts (name, role, password, created_at, unclaimed) VALUES (@name, @role, @password, @created, @unclaimed) ON CONFLICT DO NOTHING",
            cancellationToken,
            ("name", account.Name),
            ("role", Columns.Word(account.Role)),
            ("password", account.PasswordHash),
            ("created", account.Created.ToUnixTimeMilliseconds()),
            ("unclaimed", account.IsUnclaimed ? Unclaimed : null)
        ) == 1;

    /// <summary>Notes that somebody has come in as an account.</summary>
    public Task ClaimAsync(string name, CancellationToken cancellationToken) =>
        RunAsync("UPDATE cms_accounts SET unclaimed = NULL WHERE name = @name", cancellationToken, ("name", name));

    /// <summary>Gives an account that nobody has come in as another password, and one key in place of those it has.</summary>
    /// <returns>False when there is no such account, or somebody has come in as it: then all stays as it is.</returns>
    public Task<bool> RenewAsync(string hash, ApiKey key, CancellationToken cancellationToken) =>
        database.WorkAsync(
            async (statements, _) =>
            {
                var set = "UPDATE cms_accounts SET password = @hash WHERE name = @name AND unclaimed IS NOT NULL";
                var name = ("name", (object?)key.Account);
                if (await statements.RunAsync(set, cancellationToken, ("hash", hash), name) == 0)
                {
                    return false;
                }
                await statements.RunAsync("DELETE FROM cms_api_keys WHERE account = @name", cancellationToken, name);
                await statements.RunAsync(AddKey, cancellationToken, Of(key));
                return true;
            },
            cancellationToken
        );

    /// <summary>Finds an account; null when there is none.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken cancellationToken) =>
        One(
            await ReadAsync(
                "SELECT * FROM cms_accounts WHERE name = @name",
                ReadAccount,
                cancellationToken,
                ("name", name)
            )
        );

    /// <summary>Lists the accounts by name.</summary>
    public Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken) =>
        ReadAsync("SELECT * FROM cms_accounts ORDER BY name", ReadAccount, cancellationToken);

    /// <summary>Gives an account another password, and ends its sessions. False when there is no such account.</summary>
    public Task<bool> SetPasswordAsync(string name, string hash, CancellationToken cancellationToken) =>
        database.WorkAsync(
            async (statements, _) =>
            {
                await statements.RunAsync(
                    "DELETE FROM cms_sessions WHERE account = @name",
                    cancellationToken,
                    ("name", name)
                );
                var set = "UPDATE cms_accounts SET password = @hash, unclaimed = NULL WHERE name = @name";
                return await statements.RunAsync(set, cancellationToken, ("hash", hash), ("name", name)) == 1;
            },
            cancellationToken
        );

    /// <summary>Takes an account away, with its keys and sessions; the last admin stays.</summary>
    /// <returns>Whether it is gone; null when there is no such account.</returns>
    public Task<bool?> RemoveAsync(string name, CancellationToken cancellationToken) =>
        database.WorkAsync<bool?>(
            async (statements, _) =>
            {
                var all = await statements.ReadAsync(
                    $"SELECT * FROM cms_accounts ORDER BY name{database.Dialect.Locking}",
                    ReadAccount,
                    cancellationToken
                );
                if (all.FirstOrDefault(account => account.Name == name) is not { } gone)
                {
                    return null;
                }
                if (gone.Role is Role.Admin && all.Count(account => account.Role is Role.Admin) == 1)
                {
                    return false;
                }
                foreach (
                    var (table, column) in new[]
                    {
                        ("sessions", "account"),
                        ("api_keys", "account"),
                        ("accounts", "name"),
                    }
                )
                {
                    var delete = $"DELETE FROM cms_{table} WHERE {column} = @name";
                    await statements.RunAsync(delete, cancellationToken, ("name", name));
                }
                return true;
            },
            cancellationToken
        );

    /// <summary>Enters a key, if none has its hash.</summary>
    public Task AddKeyAsync(ApiKey key, CancellationToken cancellationToken) =>
        RunAsync(AddKey, cancellationToken, Of(key));

    /// <summary>Enters a key in place of all others that an account has under its label.</summary>
    public Task ReplaceKeyAsync(ApiKey key, CancellationToken cancellationToken) =>
        database.WorkAsync(
            async (statements, _) =>
            {
                await statements.RunAsync(
                    "DELETE FROM cms_api_keys WHERE account = @account AND label = @label AND hash <> @hash",
                    cancellationToken,
                    ("account", key.Account),
                    ("label", key.Label),
                    ("hash", key.Hash)
                );
                return await statements.RunAsync(AddKey, cancellationToken, Of(key));
            },
            cancellationToken
        );

    /// <summary>Lists the keys of an account, oldest first.</summary>
    public Task<IReadOnlyList<ApiKey>> ListKeysAsync(string account, CancellationToken cancellationToken) =>
        ReadAsync(
            "SELECT * FROM cms_api_keys WHERE account = @account ORDER BY created_at, id",
            row => new ApiKey(
                row.Text("id"),
                row.Text("account"),
                row.Text("label"),
                row.Text("hash"),
                Moment(row, "created_at")
            ),
            cancellationToken,
            ("account", account)
        );

    /// <summary>Takes a key away, and says whether it was there.</summary>
    public async Task<bool> RemoveKeyAsync(string account, string id, CancellationToken cancellationToken) =>
        await RunAsync(
            "DELETE FROM cms_api_keys WHERE account = @account AND id = @id",
            cancellationToken,
            ("account", account),
            ("id", id)
        ) == 1;

    /// <summary>Finds whose key it is; null when it is nobody's.</summary>
    public async Task<Account?> FindByKeyAsync(string hash, CancellationToken cancellationToken) =>
        One(
            await ReadAsync(
                "SELECT a.* FROM cms_accounts a JOIN cms_api_keys k ON k.account = a.name WHERE k.hash = @hash",
                ReadAccount,
                cancellationToken,
                ("hash", hash)
            )
        );

    /// <summary>Enters a session, and forgets those that are over.</summary>
    public Task AddSessionAsync(LoginSession session, CancellationToken cancellationToken) =>
        RunAsync(
            """
            DELETE FROM cms_sessions WHERE ends_at <= @created;
            INSERT INTO cms_sessions (hash, account, created_at, ends_at) VALUES (@hash, @account, @created, @ends);
            """,
            cancellationToken,
            ("hash", session.Hash),
            ("account", session.Account),
            ("created", session.Created.ToUnixTimeMilliseconds()),
            ("ends", session.Ends.ToUnixTimeMilliseconds())
        );

    /// <summary>Finds whose session it is, and when it ends; null when there is none that lasts.</summary>
    public async Task<(Account Account, DateTimeOffset Ends)?> FindBySessionAsync(
        string hash,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var found = await ReadAsync(
            "SELECT a.*, s.ends_at FROM cms_accounts a JOIN cms_sessions s ON s.account = a.name WHERE s.hash = @hash AND s.ends_at > @now",
            row => (ReadAccount(row), Moment(row, "ends_at")),
            cancellationToken,
            ("hash", hash),
            ("now", now.ToUnixTimeMilliseconds())
        );
        return found is [var session] ? session : null;
    }

    /// <summary>Ends a session, if it is there.</summary>
    public Task RemoveSessionAsync(string hash, CancellationToken cancellationToken) =>
        RunAsync("DELETE FROM cms_sessions WHERE hash = @hash", cancellationToken, ("hash", hash));

    private static T? One<T>(IReadOnlyList<T> rows)
        where T : class => rows is [var row] ? row : null;

    private static Account ReadAccount(Row row) =>
        new(row.Text("name"), row.Word<Role>("role"), row.TextOrNull("password"), Moment(row, "created_at"))
        {
            IsUnclaimed = row.TextOrNull("unclaimed") is not null,
        };

    private static (string, object?)[] Of(ApiKey key) =>
        [
            ("id", key.Id),
            ("account", key.Account),
            ("label", key.Label),
            ("hash", key.Hash),
            ("created", key.Created.ToUnixTimeMilliseconds()),
        ];

    private static DateTimeOffset Moment(Row row, string column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.Long(column));

    private Task<IReadOnlyList<T>> ReadAsync<T>(
        string text,
        Func<Row, T> read,
        CancellationToken cancel,
        params IReadOnlyList<(string, object?)> values
    ) => database.LookAsync(statements => statements.ReadAsync(text, read, cancel, values), cancel);

    private Task<int> RunAsync(string text, CancellationToken cancel, params IReadOnlyList<(string, object?)> values) =>
        database.WorkAsync((statements, _) => statements.RunAsync(text, cancel, values), cancel);
}
