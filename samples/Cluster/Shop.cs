using Duroxide;
using Duroxide.PostgreSql;
using Npgsql;

namespace Cluster;

/// <summary>An order.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Amount">What is to be paid.</param>
sealed record Order(int Number, decimal Amount);

/// <summary>The shop: its tables lie in the database of the store, so that what it writes lasts once, with what Duroxide records.</summary>
sealed class Shop(NpgsqlDataSource source)
{
    /// <summary>The schema of the shop's tables.</summary>
    public const string Schema = "cluster_shop";

    /// <summary>The schema of the store.</summary>
    public const string StoreSchema = "cluster_duroxide";

    static readonly TimeSpan TimeOfStep = TimeSpan.FromMilliseconds(100);
    static readonly ActivityOptions Patiently = new() { Retry = RetryPolicy.Exponential(attempts: 5) };

    Activity<Order> Pay => Step("pay");

    Activity<Order> Ship => Step("ship");

    /// <summary>Handles an order: it is paid, packed for a while and shipped.</summary>
    public Orchestration<Order, string> Handle =>
        new(
            "orders/handle",
            async (ctx, order) =>
            {
                await ctx.ScheduleActivity(Pay, order, Patiently);
                await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(200));
                await ctx.ScheduleActivity(Ship, order, Patiently);
                return "shipped";
            }
        );

    public Registry Registry => new RegistryBuilder().Add(Pay).Add(Ship).Add(Handle).Build();

    public PostgreSqlProvider Store(PostgreSqlOpenMode mode) =>
        new(
            new PostgreSqlOptions(source)
            {
                Schema = StoreSchema,
                OpenMode = mode,
                Connections = 4,
            }
        );

    public static InstanceId InstanceOf(int order) => $"order-{order}";

    /// <summary>Connections for the store and for the shop.</summary>
    public static NpgsqlDataSource Connect(string database) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 24 });

    /// <summary>Makes the shop anew. Nothing in its tables would refuse to do a step twice.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SET client_min_messages = error;
            DROP SCHEMA IF EXISTS {Schema}, {StoreSchema} CASCADE;
            CREATE SCHEMA {Schema};
            CREATE TABLE {Schema}.orders (number integer PRIMARY KEY, amount numeric NOT NULL);
            CREATE TABLE {Schema}.steps (number integer NOT NULL, step text NOT NULL, node text NOT NULL);
            CREATE INDEX ON {Schema}.steps (number)
            """
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes an order in: its row and its orchestration are one transaction.</summary>
    public async Task PlaceAsync(DuroxideClient client, Order order, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            $"INSERT INTO {Schema}.orders (number, amount) VALUES ($1, $2)",
            cancellationToken,
            order.Number,
            order.Amount
        );
        await client
            .Within(transaction)
            .StartOrchestrationAsync(Handle, InstanceOf(order.Number), order, cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>How many orders are there, how many were shipped, and how many were not paid once and shipped once.</summary>
    public async Task<(long Placed, long Shipped, long Wrong)> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT count(*), count(*) FILTER (WHERE s.shipped > 0), count(*) FILTER (WHERE (s.paid, s.shipped) <> (1, 1))
            FROM {Schema}.orders o CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE step = 'pay') AS paid, count(*) FILTER (WHERE step = 'ship') AS shipped
                FROM {Schema}.steps s WHERE s.number = o.number
            ) s
            """
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return (rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2));
    }

    // The row and the result are committed together: a worker that is killed before leaves neither, and one that is killed
    // afterwards leaves both.
    Activity<Order> Step(string step) =>
        new(
            $"orders/{step}",
            async (ctx, order) =>
            {
                await using var connection = await source.OpenConnectionAsync(ctx.CancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(ctx.CancellationToken);
                await ExecuteAsync(
                    connection,
                    $"INSERT INTO {Schema}.steps (number, step, node) VALUES ($1, $2, $3)",
                    ctx.CancellationToken,
                    order.Number,
                    step,
                    ctx.Node
                );
                await Task.Delay(TimeOfStep, ctx.CancellationToken);
                await ctx.CommitAsync(transaction, Unit.Value);
            }
        );

    static async Task ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params object[] arguments
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new() { Value = argument });
        }
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
