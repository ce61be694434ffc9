using System.Data.Common;
using Npgsql;

namespace Toygres.Cms;

/// <summary>The memory of the fleet in PostgreSQL, or in SQLite. It can share a database with the store of the engine.</summary>
public sealed partial class SqlCms : ICms
{
    private readonly Database database;

    private SqlCms(Database database) => this.database = database;

    /// <summary>A memory in a database of PostgreSQL.</summary>
    public static SqlCms In(NpgsqlDataSource source) => new(Database.In(source));

    /// <summary>A memory in a file of SQLite.</summary>
    /// <param name="connectionString">As in <c>Data Source=fleet.db</c>.</param>
    public static SqlCms InSqlite(string connectionString) => new(Database.InSqlite(connectionString));

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.PrepareAsync(database.Dialect.Schema, Columns.Added, cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome> ReserveAsync(
        Instance instance,
        Func<DbTransaction, Task>? with,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await WorkAsync(
                async (statements, transaction) =>
                {
                    if (await FindAsync(statements, instance.Name, "", cancellationToken) is { } found)
                    {
                        return Entered(found.CreateOrchestration, instance.CreateOrchestration, instance.Name.Value);
                    }
                    if (
                        instance.Runtime is { } runtime
                        && !await IsRegisteredAsync(statements, runtime, cancellationToken)
                    )
                    {
                        return new Outcome.Refused(Missing(runtime.Name));
                    }
                    var row = await WithRuntimeAsync(statements, instance, cancellationToken) with
                    {
                        Line = instance.Line ?? await FindLineAsync(statements, instance, cancellationToken),
                    };
                    await statements.InsertAsync("cms_instances", cancellationToken, Columns.Of(row));
                    await statements.AddEventAsync(
                        new(
                            instance.Name.Value,
                            "reserved",
                            null,
                            Columns.Word(instance.State),
                            $"{instance.CreateOrchestration} begins.",
                            instance.Created
                        ),
                        cancellationToken
                    );
                    await (with?.Invoke(transaction) ?? Task.CompletedTask);
                    return new Outcome.Done(instance.CreateOrchestration);
                },
                cancellationToken
            );
        }
        catch (DbException taken) when (database.Dialect.IsTaken(taken))
        {
            // The same orchestration may have been a moment faster; then the row is there by now.
            var found = await FindAsync(instance.Name, cancellationToken);
            return found is null
                ? new Outcome.Refused($"The name {instance.DnsName} is in use by another instance. Choose another one.")
                : Entered(found.CreateOrchestration, instance.CreateOrchestration, instance.Name.Value);
        }
    }

    /// <inheritdoc/>
    public Task<Decision> DecideAsync(
        IReadOnlyList<InstanceName> names,
        Func<IReadOnlyList<Instance>, Decision> decide,
        Func<DbTransaction, Task>? with,
        CancellationToken cancellationToken
    ) =>
        WorkAsync(
            async (statements, transaction) =>
            {
                var rows = new Dictionary<InstanceName, Instance>();
                // In one order, so that of two who want the same rows one waits.
                foreach (var name in names.Order())
                {
                    if (await FindAsync(statements, name, database.Dialect.Locking, cancellationToken) is not { } row)
                    {
                        return new Decision.Refuse($"There is no instance {name}.");
                    }
                    rows[name] = row;
                }
                var decision = decide([.. names.Select(name => rows[name])]);
                if (decision is Decision.Change change)
                {
                    foreach (var next in change.Next)
                    {
                        await ChangeAsync(statements, rows[next.Name], next, change, cancellationToken);
                    }
                    await (with?.Invoke(transaction) ?? Task.CompletedTask);
                }
                return decision;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Instance?> FindAsync(InstanceName name, CancellationToken cancellationToken) =>
        LookAsync(statements => FindAsync(statements, name, "", cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Instance>> ListAsync(CancellationToken cancellationToken) =>
        LookAsync(
            statements =>
                statements.ReadAsync(
                    "SELECT * FROM cms_instances WHERE state <> 'deleted' ORDER BY name",
                    Columns.ReadInstance,
                    cancellationToken
                ),
            cancellationToken
        );

    private static Outcome Entered(string by, string operation, string name) =>
        by == operation
            ? new Outcome.Done(operation)
            : new Outcome.Refused($"There is a {name} already, made by {by}. Choose another name.");

    private static async Task<Instance?> FindAsync(
        Statements statements,
        InstanceName name,
        string locking,
        CancellationToken cancel
    )
    {
        var select = $"SELECT * FROM cms_instances WHERE name = @name{locking}";
        var rows = await statements.ReadAsync(select, Columns.ReadInstance, cancel, ("name", name.Value));
        return rows is [var row] ? row : null;
    }

    // A copy that follows is of the line of what it follows; all else begins one.
    private static async Task<InstanceName?> FindLineAsync(
        Statements statements,
        Instance row,
        CancellationToken cancel
    ) => row.Follows is { } primary ? (await FindAsync(statements, primary, "", cancel))?.Line : row.Name;

    private static async Task ChangeAsync(
        Statements statements,
        Instance old,
        Instance next,
        Decision.Change change,
        CancellationToken cancel
    )
    {
        await statements.UpdateAsync("cms_instances", cancel, Columns.Of(next));
        var (before, after) = (Columns.Word(old.State), Columns.Word(next.State));
        var happened = new FleetEvent(next.Name.Value, change.Event, before, after, change.Message, next.Updated);
        await statements.AddEventAsync(happened, cancel);
    }

    private Task<T> LookAsync<T>(Func<Statements, Task<T>> look, CancellationToken cancel) =>
        database.LookAsync(look, cancel);

    private Task<T> WorkAsync<T>(Func<Statements, DbTransaction, Task<T>> work, CancellationToken cancel) =>
        database.WorkAsync(work, cancel);
}
