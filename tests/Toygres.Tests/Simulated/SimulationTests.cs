using System.Globalization;
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
        var simulation = new Simulation("a fleet", () => NewApp(failing: 4)) with { MaxSteps = 100_000 };

        simulation.Run(Given("FIRST_SEED", otherwise: 1), Given("SEEDS", otherwise: 3)).EnsureHolds();
    }

    private static int Given(string what, int otherwise) =>
        Environment.GetEnvironmentVariable($"TOYGRES_SIMULATION_{what}") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;

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
        await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "rejoin-c", Under(c, r));
        await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, "restore-d", Back(d, Monday));
        await fleet.RunAsync(client, DeleteInstanceFlow.Orchestration, "delete-c", On(c));
        fleet.World.Kill(r);
    }
}
