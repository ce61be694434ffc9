using Duroxide.Testing;

namespace Duroxide.Bench;

/// <summary>Visits distinct states of a workflow with many activities at once, merged in one of the two ways.</summary>
static class Exhaust
{
    const int Parallel = 10;
    const int States = 100_000;
    const int WarmUp = 2_000;
    const string Instance = "order";

    static readonly Activity<int, string> Work = new("work", (_, part) => Task.FromResult($"{part}"));

    static readonly Orchestration<int, string> ManyAtOnce = new(
        "many-at-once",
        async (ctx, parts) =>
        {
            var work = Enumerable.Range(1, parts).Select(part => ctx.ScheduleActivity(Work, part)).ToList();
            var broken = (await ctx.Join(work)).Count(each => each == "broken");
            return await ctx.ScheduleActivity(Work, broken);
        }
    );

    static Scenario Scenario { get; } =
        new Scenario("an order of many parts", new RegistryBuilder().Add(Work).Add(ManyAtOnce).Build())
            .Start(ManyAtOnce, Instance, Parallel)
            .Activity("work", FakeAnswer.Returns("done"), FakeAnswer.Returns("broken"))
            .Given(Stimulus.Raise(Instance, "Ignored", "event").Maybe());

    public static Measurement Measure(Merging merging)
    {
        Scenario.Exhaust(new() { MaxStates = WarmUp, Merging = merging });
        var stretch = Cost.Begin();
        var found = Scenario.Exhaust(new() { MaxStates = States, Merging = merging });
        var cost = stretch.End();
        return new(
            [
                new("states", found.States),
                new("states_per_s", found.States / cost.Wall.TotalSeconds),
                new("steps_per_s", found.Steps / cost.Wall.TotalSeconds),
            ],
            cost
        );
    }
}
