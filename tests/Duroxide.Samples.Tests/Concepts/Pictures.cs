using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Concepts;

/// <summary>The pictures of docs/concepts.md, drawn from code that runs.</summary>
static class Pictures
{
    static readonly Activity<string, string> Look = new("Look", (_, _) => Task.FromResult("nothing"));

    static readonly Orchestration<int, string> Watch = new(
        "Watch",
        async (ctx, round) =>
        {
            var found = await ctx.ScheduleActivity(Look, $"round {round}");
            if (found == "news")
            {
                return found;
            }
            await ctx.ScheduleTimer(TimeSpan.FromHours(1));
            return await ctx.ContinueAsNew(round + 1);
        }
    );

    /// <summary>What an orchestration may go through, from the scenario of docs/testing.md.</summary>
    public static StateDiagram Fulfilling()
    {
        var scenario = new Scenario("an order is fulfilled", Testing.Orders.Registry)
            .Start(Testing.Orders.Fulfil, "order-1", "teapot")
            .Activity("Charge", FakeAnswer.Returns("receipt"), FakeAnswer.Fails("declined"))
            .Activity("Refund", FakeAnswer.Returns("refunded"))
            .Given(Stimulus.Raise("order-1", "Shipped", "P-7").Maybe());

        var all = scenario.Exhaust().EnsureHolds();
        return all.Coverage.Draw("Fulfil");
    }

    /// <summary>One order, as it went.</summary>
    public static TimeTravel Fulfilled()
    {
        var host = new OrchestrationTestHost(Testing.Orders.Registry);
        host.Fake(Testing.Orders.Charge, order => $"receipt of {order}");
        host.Start(Testing.Orders.Fulfil, "order-1", "teapot");
        host.Advance(TimeSpan.FromHours(2));
        host.Raise("order-1", "Shipped", "P-7");
        return host.Debug("order-1");
    }

    /// <summary>A loop without an end: each round is an execution.</summary>
    public static StateDiagram Watching() =>
        new Scenario("a watch", new RegistryBuilder().Add(Look).Add(Watch).Build())
            .Start(Watch, "watch", 1)
            .Activity("Look", FakeAnswer.Returns("nothing"), FakeAnswer.Returns("news"))
            .MayRunForever()
            .Exhaust(new() { MaxSteps = 20 })
            .EnsureHolds()
            .Coverage.Draw("Watch");
}
