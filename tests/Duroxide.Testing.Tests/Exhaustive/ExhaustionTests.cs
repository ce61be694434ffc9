namespace Duroxide.Testing.Tests;

public class ExhaustionTests
{
    const int Parts = 4;

    static readonly Activity<int, string> Pack = new("Pack", (_, part) => Task.FromResult($"{part}"));

    static readonly Orchestration<int, string> PackAll = new(
        "PackAll",
        async (ctx, parts) =>
        {
            var results = Enumerable.Range(0, parts).Select(part => ctx.ScheduleActivity(Pack, part)).ToList();
            return string.Join(", ", await ctx.Join(results));
        }
    );

    static Scenario Packing { get; } =
        new Scenario("parts are packed", new RegistryBuilder().Add(Pack).Add(PackAll).Build())
            .Start(PackAll, "order", Parts)
            .Activity("Pack", FakeAnswer.Returns("here"), FakeAnswer.Returns("there"));

    [Fact]
    public void Every_order_of_answers_is_visited_once()
    {
        var found = Packing.Exhaust().EnsureHolds();

        // Each of the two answers to each of the parts that have one, in every order; and the state before the start.
        Assert.Equal(1 + 1 + 4 * 2 + 4 * 3 * 4 + 4 * 3 * 2 * 8 + 4 * 3 * 2 * 1 * 16, found.States);
        Assert.Equal(4 * 3 * 2 * 1 * 16, found.Ends);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public void By_state_each_combination_of_answers_is_visited_once()
    {
        var found = Packing.Exhaust(new() { Merging = Merging.ByState }).EnsureHolds();

        // Each part has no answer yet, or one of the two; and the state before the start.
        Assert.Equal(1 + 3 * 3 * 3 * 3, found.States);
        Assert.Equal(2 * 2 * 2 * 2, found.Ends);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public void By_state_what_the_order_of_answers_decides_stays_apart()
    {
        var race = new Orchestration<int, string>(
            "Race",
            async (ctx, _) =>
            {
                var first = await ctx.Select(
                    ctx.Branch(async () => await ctx.ScheduleActivity(Pack, 1)),
                    ctx.Branch(async () => await ctx.ScheduleActivity(Pack, 2))
                );
                return await ctx.ScheduleActivity(Pack, first.Match(_ => 10, _ => 20));
            }
        );
        var scenario = new Scenario("a race", new RegistryBuilder().Add(Pack).Add(race).Build())
            .Start(race, "race", 0)
            .RunReal("Pack");

        var found = scenario.Exhaust(new() { Merging = Merging.ByState }).EnsureHolds();

        Assert.Equal(["\"10\"", "\"20\""], Outputs(scenario));
        Assert.Equal(scenario.Exhaust().Coverage.Reactions.Select(Shown), found.Coverage.Reactions.Select(Shown));
    }

    [Fact]
    public void A_bound_that_is_met_is_told()
    {
        var found = Packing.Exhaust(new() { MaxStates = 10 });

        Assert.Equal(10, found.States);
        Assert.False(found.IsComplete);
    }

    static string Shown(Reaction reaction) => $"{reaction.When} → {reaction.Then}";

    static IEnumerable<string?> Outputs(Scenario scenario)
    {
        var outputs = new SortedSet<string>(StringComparer.Ordinal);
        scenario
            .Finally("Outputs are noted.", world => world["race"].Output is { } output && (outputs.Add(output) || true))
            .Exhaust(new() { Merging = Merging.ByState });
        return outputs;
    }
}
