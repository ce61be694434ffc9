using System.Globalization;
using System.Text.RegularExpressions;
using Duroxide;
using Duroxide.Testing;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>Fleets over worlds that are made up, while nodes die, stores go away, clocks jump and machines fail.</summary>
public class SimulationTests
{
    private static readonly ImageName Monday = ImageName.Parse("monday");

    [Fact]
    public void A_fleet_holds_its_laws_whatever_happens()
    {
        var runs = Environment.GetEnvironmentVariable("TOYGRES_SIMULATION_SEEDS") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 3;

        var simulation = new Simulation("a fleet", () => NewApp(failing: 4)) with { MaxSteps = 100_000 };

        simulation.Run(seed: 1, runs).EnsureHolds();
    }

    [Theory]
    [InlineData("create")]
    [InlineData("image")]
    [InlineData("restore")]
    [InlineData("failover")]
    public void A_worker_that_dies_at_any_step_leaves_a_fleet_that_converges(string flow)
    {
        FakeFleet fleet = null!;
        var simulation = new Simulation(
            flow,
            () => (fleet = new FakeFleet()).ToApp((client, _) => PlayAsync(fleet, client, flow))
        ) with
        {
            Faults = FaultRates.None,
            MaxSteps = 100_000,
        };
        var whole = simulation.Play(seed: 1).EnsureHolds();
        var table = new List<string>();
        var failed = 0;
        foreach (var (step, line) in StepsOf(whole, fleet.Operations))
        {
            simulation.Play(seed: 1, new Fault(step, FaultKind.Crash)).EnsureHolds();
            table.Add($"died at {line}: {string.Join(", ", fleet.Ended)}");
            failed += fleet.Ended.Count(ended => !ended.EndsWith("done", StringComparison.Ordinal));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', table));
        Assert.True(table.Count > 20, "There are steps to die at.");
        Assert.Equal(0, failed);
    }

    // What nodes did for the operations: each line of the story begins with the number of its step.
    private static IEnumerable<(int Step, string Line)> StepsOf(SimulatedRun run, IReadOnlyList<string> operations) =>
        from line in run.Trace
        where operations.Any(operation => Regex.IsMatch(line, $@"\b{Regex.Escape(operation)}\b"))
        let number = Regex.Match(line, @"^\s*(\d+)\.")
        where number.Success
        group line.Trim() by int.Parse(number.Groups[1].Value, CultureInfo.InvariantCulture) into lines
        orderby lines.Key
        select (lines.Key, lines.First());

    private static SimulatedApp NewApp(int failing)
    {
        var fleet = new FakeFleet();
        fleet.World.Failing = failing;
        return fleet.ToApp((client, _) => LiveAsync(fleet, client));
    }

    private static async Task LiveAsync(FakeFleet fleet, DuroxideClient client)
    {
        var (a, b, c, d, r) = (Name("a"), Name("b"), Name("c"), Name("d"), Name("r"));
        await Task.WhenAll(
            fleet.CreateAsync(client, a, input => input with { DnsName = "shop" }),
            fleet.CreateAsync(client, b, input => input with { DnsName = "shop" }),
            fleet.CreateAsync(client, c, input => input with { DnsName = "orders" })
        );
        await fleet.RunAsync(client, CreateImageFlow.Orchestration, "create-image-monday", new CreateImage(c, Monday));
        await Task.WhenAll(
            fleet.CreateAsync(client, d, input => input with { Image = Monday }),
            fleet.CreateAsync(client, r, input => input with { Follows = c })
        );
        await fleet.RunAsync(client, RotatePasswordFlow.Orchestration, "rotate-c", On(c));
        await Task.WhenAll(
            fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop-d", On(d)),
            fleet.RunAsync(client, RestartInstanceFlow.Orchestration, "restart-a", On(a)),
            fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop-a", On(a))
        );
        fleet.World.Kill(c);
        await fleet.RunAsync(client, FailOverFlow.Orchestration, "failover-c", Over(c, r));
        await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, "restore-d", Back(d, Monday));
        await fleet.RunAsync(client, DeleteInstanceFlow.Orchestration, "delete-c", On(c));
        fleet.World.Kill(r);
    }

    private static async Task PlayAsync(FakeFleet fleet, DuroxideClient client, string flow)
    {
        var (c, r) = (Name("c"), Name("r"));
        await fleet.CreateAsync(client, c, input => input with { DnsName = "orders" });
        switch (flow)
        {
            case "image":
                await fleet.RunAsync(
                    client,
                    CreateImageFlow.Orchestration,
                    "create-image-monday",
                    new CreateImage(c, Monday)
                );
                break;
            case "restore":
                await fleet.RunAsync(
                    client,
                    CreateImageFlow.Orchestration,
                    "create-image-monday",
                    new CreateImage(c, Monday)
                );
                await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, "restore-c", Back(c, Monday));
                break;
            case "failover":
                await fleet.CreateAsync(client, r, input => input with { Follows = c });
                await fleet.RunAsync(client, FailOverFlow.Orchestration, "failover-c", Over(c, r));
                break;
        }
    }
}
