using Duroxide.Sqlite;
using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Testing;

public class SimulationTests
{
    [Fact]
    public void No_crash_charges_a_card_twice() =>
        new Simulation("a careful shop", () => Shop(isCareful: true)).Run(seed: 1, runs: 100).EnsureHolds();

    [Fact]
    public void A_shop_that_ignores_the_key_charges_twice_after_a_fault()
    {
        var simulation = new Simulation("a careless shop", () => Shop(isCareful: false));

        var failure = simulation.Run(seed: 1, runs: 100).Failure!;

        Assert.Equal("The card is charged once.", failure.Violation!.Law);
        Assert.Single(failure.Faults);
        Assert.Equal(failure.Violation, simulation.Play(failure.Seed, [.. failure.Faults]).Violation);
    }

    [Fact]
    public void A_provider_is_one_line()
    {
        var simulation = new Simulation("a careful shop", () => Shop(isCareful: true)) with
        {
            Provider = time => new SqliteProvider(new SqliteOptions(SqliteOptions.InMemory) { Time = time }),
        };

        simulation.Run(seed: 1, runs: 10).EnsureHolds();
    }

    static SimulatedApp Shop(bool isCareful)
    {
        var (payments, keys) = (0, new HashSet<string>());
        var charge = new Activity<string, string>(
            "Charge",
            (ctx, order) =>
            {
                payments += isCareful && !keys.Add(ctx.IdempotencyKey) ? 0 : 1;
                return Task.FromResult($"receipt of {order}");
            }
        );
        var buy = new Orchestration<string, string>(
            "Buy",
            async (ctx, order) =>
            {
                await ctx.ScheduleTimer(TimeSpan.FromDays(1));
                return await ctx.ScheduleActivity(charge, order);
            }
        );
        return new SimulatedApp(
            new RegistryBuilder().Add(charge).Add(buy).Build(),
            async (client, time) =>
            {
                await client.StartOrchestrationAsync(buy, "order-1", "teapot");
                await client.WaitForCompletionAsync(buy, "order-1");
            }
        ).Always("The card is charged once.", () => payments <= 1);
    }
}
