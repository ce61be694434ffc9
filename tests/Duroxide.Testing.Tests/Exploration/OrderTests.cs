namespace Duroxide.Testing.Tests;

public class OrderTests
{
    const string Law = "The same in any order gives the same result.";
    const string Id = "order-1";

    static readonly Activity<int, string> Pack = new("Pack", (_, part) => Task.FromResult($"{part}"));

    [Fact]
    public void A_result_that_depends_on_the_order_of_answers_is_found_without_knowing_the_result()
    {
        var scenario = Packing(async (ctx, seen, part) => seen.Add(await ctx.ScheduleActivity(Pack, part)));

        var explored = scenario.Explore(seed: 1, runs: 20).Counterexample!;
        var exhausted = scenario.Exhaust().Counterexamples;

        Assert.Equal(Law, explored.Violation?.Law);
        Assert.Equal(4, explored.Moves.Count);
        Assert.Equal(Law, Assert.Single(exhausted).Violation?.Law);
        Assert.Equal(Law, scenario.Play(explored.Moves).Violation?.Law);
        Assert.Equal(
            """
            The result is '"second, first, "' when they come in this order:
               order-1: start with 2
               order-1: Pack(1) returned "second"
               order-1: Pack(0) returned "first"
            and it is '"first, second, "' when the same come in this one:
               order-1: start with 2
               order-1: Pack(0) returned "first"
               order-1: Pack(1) returned "second"
            """,
            explored.Violation!.Explanation
        );
    }

    [Fact]
    public void A_result_that_depends_on_the_answers_alone_holds()
    {
        var scenario = Packing(
            async (ctx, seen, part) =>
            {
                var packed = await ctx.ScheduleActivity(Pack, part);
                seen.Add(packed);
                seen.Sort(StringComparer.Ordinal);
            }
        );

        scenario.Explore(seed: 1, runs: 200).EnsureHolds();
        scenario.Exhaust().EnsureHolds();
    }

    static Scenario Packing(Func<OrchestrationContext<int, string>, List<string>, int, Task> pack)
    {
        var order = new Orchestration<int, string>(
            "Order",
            async (ctx, parts) =>
            {
                var seen = new List<string>();
                await ctx.Join(
                    Enumerable
                        .Range(0, parts)
                        .Select(part =>
                            ctx.Branch(async () =>
                            {
                                await pack(ctx, seen, part);
                                return part;
                            })
                        )
                        .ToList()
                );
                return string.Concat(seen.Select(each => $"{each}, "));
            }
        );
        return new Scenario("parts are packed", new RegistryBuilder().Add(Pack).Add(order).Build())
            .Start(order, Id, 2)
            .Activity("Pack", FakeAnswer.Computes<int, string>(part => part == 0 ? "first" : "second"))
            .OrderDoesNotMatter(world => world[Id].Output);
    }
}
