namespace Duroxide.Testing.Tests;

/// <summary>Workflows in which something decides that no history holds, each in one of the ways in which people meet it.</summary>
/// <remarks>Each is made anew for each test, for what decides is kept in it.</remarks>
static class Nondeterministic
{
    const string Id = "one";

    static readonly Activity<string, string> Ask = new("Ask", (_, what) => Task.FromResult(what));

    public static IReadOnlyDictionary<string, Func<Scenario>> All { get; } =
        new Dictionary<string, Func<Scenario>>(StringComparer.Ordinal)
        {
            ["the clock says which step is first"] = TwoSteps(() => Turn(ref clock) % 2 == 0),
            ["a counter of the process is the input"] = () =>
            {
                var count = 0;
                return Of((ctx, _) => ctx.ScheduleActivity(Ask, $"{Interlocked.Increment(ref count)}").AsTask());
            },
            ["IsReplaying decides"] = () =>
                Of(
                    async (ctx, _) =>
                    {
                        var first = await ctx.ScheduleActivity(Ask, "first");
                        return ctx.IsReplaying ? first : await ctx.ScheduleActivity(Ask, "second");
                    }
                ),
            ["a new guid is the input"] = () => Of((ctx, _) => ctx.ScheduleActivity(Ask, $"{Guid.NewGuid()}").AsTask()),
            ["the result is random"] = () =>
                Of(
                    async (ctx, _) =>
                    {
                        await ctx.ScheduleActivity(Ask, "first");
                        return $"{Guid.NewGuid()}";
                    }
                ),
        };

    static int clock;

    static int Turn(ref int counter) => Interlocked.Increment(ref counter);

    /// <summary>Two activities, one after the other, in an order that something else decides.</summary>
    public static Func<Scenario> TwoSteps(Func<bool> isFirst) =>
        () =>
            Of(
                async (ctx, _) =>
                {
                    var (one, other) = isFirst() ? ("A", "B") : ("B", "A");
                    return await ctx.ScheduleActivity(Ask, one) + await ctx.ScheduleActivity(Ask, other);
                }
            );

    static Scenario Of(Func<OrchestrationContext<string, string>, string, Task<string>> code)
    {
        var orchestration = new Orchestration<string, string>("Undecided", code);
        var registry = new RegistryBuilder().Add(Ask).Add(orchestration).Build();
        return new Scenario("something else decides", registry)
            .Start(orchestration, Id, "")
            .Activity("Ask", FakeAnswer.Returns("answer"));
    }
}
