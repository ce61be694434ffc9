using Duroxide.Testing;

namespace Duroxide.Bench;

/// <summary>A workflow of ten operations: eight activities, four of them at once, and a race between an event and a timer.</summary>
static class TenOperations
{
    public const string Instance = "order";

    static readonly Activity<string, string> Work = new("work", (_, step) => Task.FromResult($"{step} is done"));

    public static Orchestration<string, string> Orchestration { get; } =
        new(
            "ten-operations",
            async (ctx, order) =>
            {
                await ctx.ScheduleActivity(Work, "check");
                await ctx.Join(Enumerable.Range(1, 4).Select(part => ctx.ScheduleActivity(Work, $"pack {part}")));
                var shipped = ctx.ScheduleWait<string>("Shipped");
                var first = await ctx.Select(shipped, ctx.ScheduleTimer(TimeSpan.FromDays(3)));
                await ctx.ScheduleActivity(Work, first.Match(_ => "bill", _ => "refund"));
                await ctx.ScheduleActivity(Work, "book");
                await ctx.ScheduleActivity(Work, "mail");
                return order;
            }
        );

    public static Registry Registry { get; } = new RegistryBuilder().Add(Work).Add(Orchestration).Build();

    public static Scenario Scenario { get; } =
        new Scenario("an order of ten operations", Registry)
            .Start(Orchestration, Instance, "17")
            .Activity("work", FakeAnswer.Returns("done"))
            .Given(Stimulus.Raise(Instance, "Shipped", "parcel").Maybe())
            .Finally("Each step is done once.", world => world[Instance].Output is not null);
}
