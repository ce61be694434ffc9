using Duroxide;
using Duroxide.Testing;
using Toygres.Orchestrations.Operations;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>Of which line the data of an instance is, whatever was made of it.</summary>
public class LineTests
{
    private static readonly ImageName Monday = ImageName.Parse("monday");

    [Fact]
    public void What_was_restored_from_a_stranger_leads_nobody_who_was_of_its_line() =>
        Play(
            async (fleet, client) =>
            {
                var (c, r, other) = (Name("c"), Name("r"), Name("other"));
                await fleet.CreateAsync(client, other, input => input);
                var image = new Toygres.Orchestrations.CreateImage(other, Monday);
                await fleet.RunAsync(client, CreateImageFlow.Orchestration, "image", image);
                await fleet.CreateAsync(client, c, input => input);
                await fleet.CreateAsync(client, r, input => input with { Follows = c });
                await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, "restore", Back(r, Monday));
                await fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop", On(c));

                Assert.False(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "rejoin", Under(c, r)));

                Assert.Contains("neither took over from the other", fleet.Ended[^1]);
                Assert.Equal("c", fleet.World.Clusters[c].Lineage);
                Assert.StartsWith("restored-", (await fleet.FindAsync(r))!.Line?.Value);
            }
        );

    [Fact]
    public void What_rejoins_is_of_the_line_of_its_leader_also_where_nobody_had_noted_one() =>
        Play(
            async (fleet, client) =>
            {
                var (c, d, e, other) = (Name("c"), Name("d"), Name("e"), Name("other"));
                foreach (var name in new[] { c, d, e, other })
                {
                    await fleet.CreateAsync(client, name, input => input);
                }
                await ForgetLineAsync(fleet, c);
                await ForgetLineAsync(fleet, d);
                await ForgetLineAsync(fleet, e);
                await fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop-d", On(d));
                await fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop-e", On(e));

                Assert.True(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "old", Under(d, c)));
                Assert.True(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "new", Under(e, other)));

                Assert.Equal((c, other), ((await fleet.FindAsync(d))!.Line, (await fleet.FindAsync(e))!.Line));
                await fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop-again", On(d));
                Assert.False(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "no", Under(d, other)));
            }
        );

    // As the rows of 1.0.9 are.
    private static Task ForgetLineAsync(FakeFleet fleet, InstanceName name) =>
        fleet.Memory.DecideAsync(
            [name],
            rows => new Decision.Change([rows[0] with { Line = null }], "aged", "It is of an older release."),
            with: null,
            CancellationToken.None
        );

    private static void Play(Func<FakeFleet, DuroxideClient, Task> script)
    {
        var simulation = new Simulation(
            "lines",
            () =>
            {
                var fleet = new FakeFleet();
                return fleet.ToApp((client, _) => script(fleet, client));
            }
        ) with
        {
            Faults = FaultRates.None,
        };
        simulation.Play(seed: 1).EnsureHolds();
    }
}
