namespace Duroxide.Testing.Tests;

/// <summary>Mistakes that people make in durable workflows, each small and each typical.</summary>
static class BrokenWorkflows
{
    const string Id = "order-1";
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    static readonly Activity<string, string> Charge = new("Charge", (_, order) => Task.FromResult(order));
    static readonly Activity<string, string> Refund = new("Refund", (_, order) => Task.FromResult(order));
    static readonly Activity<string, string> Ship = new("Ship", (_, order) => Task.FromResult(order));

    static int processWideCounter;

    public static IReadOnlyList<Specimen> All { get; } =
    [
        new(
            Of(
                    "a charge that timed out is forgotten",
                    async (ctx, order) =>
                    {
                        var charged = await ctx.Select(ctx.ScheduleActivity(Charge, order), ctx.ScheduleTimer(Minute));
                        return charged.Match(_ => "charged", _ => "given up");
                    }
                )
                .Finally(
                    "Who is not served is not charged.",
                    world => world[Id].Output == "\"charged\"" || !world.RunsOf("Charge").Any()
                ),
            "Who is not served is not charged.",
            Runs: 50,
            Shortest: 4
        ),
        new(
            Of(
                    "a failed shipment is not compensated",
                    async (ctx, order) =>
                    {
                        await ctx.ScheduleActivity(Charge, order);
                        return await ctx.ScheduleActivity(Ship, order);
                    }
                )
                .Activity("Ship", FakeAnswer.Returns("parcel"), FakeAnswer.Fails("no stock"))
                .Finally("A charge without a parcel is refunded.", Refunded),
            "A charge without a parcel is refunded.",
            Runs: 20,
            Shortest: 5
        ),
        new(
            Of(
                    "an event that comes before its wait is missed",
                    async (ctx, order) =>
                    {
                        await ctx.ScheduleActivity(Charge, order);
                        return await ctx.ScheduleWait<string>("Approved");
                    }
                )
                .Given(Stimulus.Raise(Id, "Approved", "yes")),
            "Nobody waits for what never comes.",
            Runs: 20,
            Shortest: 4
        ),
        new(
            Of(
                "an input is taken from a counter of the process",
                async (ctx, order) =>
                {
                    await ctx.ScheduleActivity(Charge, $"{order}-{Interlocked.Increment(ref processWideCounter)}");
                    return await ctx.ScheduleActivity(Ship, order);
                }
            ),
            "The code does what its history says it did.",
            Runs: 1,
            Shortest: 1
        ),
        new(
            Of(
                    "two activities are thought to end in order",
                    async (ctx, order) =>
                    {
                        var seen = new List<string>();
                        async Task<string> Note(DurableTask<string> work, string name)
                        {
                            await work;
                            seen.Add(name);
                            return name;
                        }
                        await ctx.Join(
                            ctx.Branch(() => Note(ctx.ScheduleActivity(Charge, order), "charge")),
                            ctx.Branch(() => Note(ctx.ScheduleActivity(Ship, order), "ship"))
                        );
                        return string.Join(", ", seen);
                    }
                )
                .Finally("The charge comes first.", world => world[Id].Output is null or "\"charge, ship\""),
            "The charge comes first.",
            Runs: 20,
            Shortest: 5
        ),
        new(
            Of(
                "the work leaves the durable world",
                async (ctx, order) =>
                {
                    await ctx.ScheduleActivity(Charge, order);
                    // Work of the pool that is over before it is awaited leaves no trace; this always continues there.
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                    return order;
                }
            ),
            "The code awaits only what is durable.",
            Runs: 5,
            Shortest: 3
        ),
        new(
            Of(
                "a heartbeat has no end",
                async (ctx, order) =>
                {
                    while (order.Length > 0)
                    {
                        await ctx.ScheduleTimer(Minute);
                    }
                    return order;
                }
            ),
            "Every run ends within its steps.",
            Runs: 1,
            Shortest: 60
        ),
        new(
            Of(
                    "a charge is tried again although it was made",
                    async (ctx, order) => await ctx.ScheduleActivity(Charge, order)
                )
                .Always(
                    "A card is charged at most once.",
                    world => world.RunsOf("Charge").Count(run => run.Succeeded) <= 1
                ),
            "A card is charged at most once.",
            Runs: 200,
            Shortest: 3
        ),
        new(
            Of(
                    "a cancelled order keeps the money",
                    async (ctx, order) =>
                    {
                        await ctx.ScheduleActivity(Charge, order);
                        await ctx.ScheduleTimer(Minute);
                        return await ctx.ScheduleActivity(Ship, order);
                    }
                )
                .Given(Stimulus.Cancel(Id).Maybe())
                .Finally("A charge without a parcel is refunded.", Refunded),
            "A charge without a parcel is refunded.",
            Runs: 200,
            Shortest: 5
        ),
        new(
            Of(
                    "two timers that are due at once are thought to fire in order",
                    async (ctx, _) =>
                    {
                        var seen = new List<string>();
                        async Task<string> Note(string name)
                        {
                            await ctx.ScheduleTimer(Minute);
                            seen.Add(name);
                            return name;
                        }
                        await ctx.Join(ctx.Branch(() => Note("reminder")), ctx.Branch(() => Note("deadline")));
                        return string.Join(", ", seen);
                    }
                )
                .Finally("The reminder comes first.", world => world[Id].Output is null or "\"reminder, deadline\""),
            "The reminder comes first.",
            Runs: 20,
            Shortest: 5
        ),
        OneInput(),
    ];

    /// <summary>A mistake that only one of the inputs shows.</summary>
    static Specimen OneInput()
    {
        var orchestration = new Orchestration<string, string>(
            "Broken",
            (ctx, order) => ctx.ScheduleActivity(Charge, order).AsTask()
        );
        var registry = new RegistryBuilder().Add(Charge).Add(orchestration).Build();
        return new(
            new Scenario("an empty order is charged", registry)
                .StartWithAny(orchestration, Id, "17", "18", "")
                .RunReal("Charge")
                .Always(
                    "Nothing is not charged.",
                    world => world.RunsOf("Charge").All(run => run.Call.Input != "\"\"")
                ),
            "Nothing is not charged.",
            Runs: 20,
            Shortest: 3
        );
    }

    /// <summary>A workflow that keeps its laws, however it is played.</summary>
    public static Scenario Healthy { get; } =
        Of(
                "a charge is refunded unless a parcel leaves",
                async (ctx, order) =>
                {
                    await ctx.ScheduleActivity(Charge, order);
                    try
                    {
                        return await ctx.ScheduleActivity(Ship, order);
                    }
                    catch (ActivityFailedException)
                    {
                        return await ctx.ScheduleActivity(Refund, order);
                    }
                }
            )
            .Activity("Ship", FakeAnswer.Returns("parcel"), FakeAnswer.Fails("no stock"))
            .Finally("A charge without a parcel is refunded.", Refunded);

    static bool Refunded(World world) =>
        !world.RunsOf("Charge").Any(run => run.Succeeded)
        || world.RunsOf("Ship").Any(run => run.Succeeded)
        || world.RunsOf("Refund").Any(run => run.Succeeded);

    static Scenario Of(string name, Func<OrchestrationContext<string, string>, string, Task<string>> code)
    {
        var orchestration = new Orchestration<string, string>("Broken", code);
        var registry = new RegistryBuilder().Add(Charge).Add(Refund).Add(Ship).Add(orchestration).Build();
        return new Scenario(name, registry).Start(orchestration, Id, "17").RunReal("Charge", "Refund", "Ship");
    }
}
