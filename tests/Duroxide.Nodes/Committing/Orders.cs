namespace Duroxide.Nodes;

/// <summary>Orders whose every row is written in one transaction with what Duroxide is told of it.</summary>
sealed class Orders
{
    public const string Go = "go";
    public const string Paid = "paid";

    readonly Ledger ledger;
    readonly Fate fate;
    readonly Activity<string, string> step;
    readonly Orchestration<string, string[]> order;

    public Orders(Ledger ledger, Fate fate)
    {
        this.ledger = ledger;
        this.fate = fate;
        step = new("orders/step", StepAsync);
        order = new("orders/order", OrderAsync);
    }

    /// <summary>The steps of an order, which its rows name and whose tokens it returns.</summary>
    public static IReadOnlyList<string> StepsOf(string order) => [$"{order}/first", $"{order}/second"];

    public Registry Registry() => new RegistryBuilder().Add(step).Add(order).Build();

    /// <summary>Inserts an order, starts its orchestration and sends it a message.</summary>
    public async Task PlaceAsync(DuroxideClient client, string id)
    {
        await using var connection = await ledger.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Ledger.RunAsync(connection, transaction, "INSERT INTO orders (id) VALUES (@p0)", id);
        await client.Within(transaction).StartOrchestrationAsync(order, id, id);
        await client.Within(transaction).SendMessageAsync(id, Paid, id);
        fate.Meet(Moment.BeforeStart);
        await transaction.CommitAsync();
        fate.Meet(Moment.AfterStart);
    }

    /// <summary>Raises the event of each order that waits for it and has not got it.</summary>
    public async Task RaiseAsync(DuroxideClient client)
    {
        var waiting = await ledger.ReadAsync(
            "SELECT id, step FROM orders JOIN steps ON step = id || '/first' WHERE id NOT IN (SELECT id FROM events)"
        );
        foreach (var (id, _) in waiting)
        {
            await using var connection = await ledger.ConnectAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            // A process that was killed as it committed may have told the server to.
            const string Insert = "INSERT INTO events (id) VALUES (@p0) ON CONFLICT DO NOTHING";
            if (await Ledger.RunAsync(connection, transaction, Insert, id) == 1)
            {
                await client.Within(transaction).RaiseEventAsync(id, Go, id);
                fate.Meet(Moment.BeforeEvent);
                await transaction.CommitAsync();
                fate.Meet(Moment.AfterEvent);
            }
        }
    }

    async Task<string[]> OrderAsync(OrchestrationContext ctx, string id)
    {
        var go = ctx.ScheduleWait<string>(Go);
        var steps = StepsOf(id);
        var first = await ctx.ScheduleActivity(step, steps[0]);
        await ctx.ReceiveMessage<string>(Paid);
        await go;
        return [first, await ctx.ScheduleActivity(step, steps[1])];
    }

    async Task<string> StepAsync(ActivityContext ctx, string name)
    {
        var token = Guid.NewGuid().ToString();
        await using var connection = await ledger.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Ledger.RunAsync(
            connection,
            transaction,
            "INSERT INTO steps (step, token) VALUES (@p0, @p1)",
            name,
            token
        );
        fate.Meet(Moment.BeforeStep);
        await ctx.CommitAsync(transaction, token);
        fate.Meet(Moment.AfterStep);
        return token;
    }
}
