namespace Duroxide.Cli.Tests;

/// <summary>The code of the shop whose store the commands look into.</summary>
public sealed class ShopCode : IRegistrySource
{
    static readonly Activity<string, string> Pack = new("pack", (_, order) => Task.FromResult($"packed {order}"));

    static readonly Orchestration<string, string> Ship = new(
        "orders/ship",
        async (context, order) => await context.ScheduleActivity(Pack, order)
    );

    public Registry CreateRegistry() => Of(addsStep: false);

    /// <summary>The code, or code in which a step was added to what is running.</summary>
    public static Registry Of(bool addsStep) =>
        new RegistryBuilder()
            .Add(Pack)
            .Add(Ship)
            .Add(
                new Orchestration<string, string>(
                    "orders/fulfil",
                    async (context, order) =>
                    {
                        context.SetValue("order", order);
                        context.SetCustomStatus("packing");
                        var shipped = await context.ScheduleSubOrchestration(Ship, order);
                        return $"{shipped} and shipped";
                    }
                )
            )
            .Add(
                new Orchestration<string, string>(
                    "orders/approve",
                    async (context, order) =>
                    {
                        context.SetCustomStatus("waiting for \u001b[31mthe boss");
                        if (addsStep)
                        {
                            await context.ScheduleActivity(Pack, order);
                        }
                        return await context.ScheduleWait<string>("Approved");
                    }
                )
            )
            .Add(
                new Orchestration<string, string>(
                    "orders/read",
                    async (context, _) => await context.ReceiveMessage<string>("inbox")
                )
            )
            .Add(
                new Orchestration<string, string>(
                    "orders/refuse",
                    (_, _) => throw new InvalidOperationException("no such order")
                )
            )
            .Add(
                new Orchestration<string, string>(
                    "orders/complain",
                    (_, complaint) => throw new InvalidOperationException(complaint)
                )
            )
            .Add(
                new Orchestration<int, int>(
                    "orders/count",
                    async (context, left) => left == 0 ? 0 : await context.ContinueAsNew(left - 1)
                )
            )
            .Build();
}

/// <summary>The code after a change that breaks what is running.</summary>
public sealed class ChangedShopCode : IRegistrySource
{
    public Registry CreateRegistry() => ShopCode.Of(addsStep: true);
}
