using Duroxide;
using Duroxide.Testing;
using Toygres.Orchestrations.Operations;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>Which password a server has, and who gives it another one.</summary>
public class PasswordTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_replica_that_is_being_made_comes_in_whether_a_rotation_meanwhile_succeeds(bool succeeds) =>
        Play(
            async (fleet, client, time) =>
            {
                var (c, r) = (Name("c"), Name("r"));
                await fleet.CreateAsync(client, c, input => input);
                fleet.World.Slow.Add(r);
                var made = fleet.CreateAsync(client, r, input => input with { Follows = c });
                await Task.Delay(TimeSpan.FromSeconds(10), time);
                Assert.True(fleet.World.Clusters[r].Runs);
                fleet.World.BeforePassword = name =>
                {
                    if (!succeeds)
                    {
                        throw new InvalidOperationException($"{name} takes no statement.");
                    }
                };

                var rotation = await fleet.RunAsync(client, RotatePasswordFlow.Orchestration, "rotate", On(c));
                fleet.World.Slow.Clear();

                Assert.Equal((succeeds, true), (rotation, await made));
                Assert.Equal(succeeds ? 2 : 1, (await fleet.FindAsync(c))!.PasswordVersion);
                Assert.True(fleet.World.Enters(r, (await fleet.FindAsync(r))!.Password!));
            }
        );

    [Fact]
    public void A_server_that_lets_nobody_in_is_given_no_other_password() =>
        Play(
            async (fleet, client, _) =>
            {
                var c = Name("c");
                await fleet.CreateAsync(client, c, input => input);
                var given = 0;
                fleet.World.BeforePassword = _ => given++;
                fleet.World.IsDeaf = true;

                Assert.True(await fleet.RunAsync(client, MendInstanceFlow.Orchestration, "mend", On(c)));

                fleet.World.IsDeaf = false;
                Assert.Equal(0, given);
                var events = await fleet.Memory.ListEventsAsync("c", 1, CancellationToken.None);
                Assert.StartsWith("It runs, and lets nobody in: Nobody listens at", events[0].Message);
            }
        );

    [Fact]
    public void A_server_that_refuses_the_password_of_its_row_is_given_that() =>
        Play(
            async (fleet, client, _) =>
            {
                var c = Name("c");
                await fleet.CreateAsync(client, c, input => input);
                fleet.World.Clusters[c].Password = "another";

                Assert.True(await fleet.RunAsync(client, MendInstanceFlow.Orchestration, "mend", On(c)));

                Assert.True(fleet.World.Enters(c, (await fleet.FindAsync(c))!.Password!));
            }
        );

    private static void Play(Func<FakeFleet, DuroxideClient, TimeProvider, Task> script)
    {
        var simulation = new Simulation(
            "passwords",
            () =>
            {
                var fleet = new FakeFleet();
                return fleet.ToApp((client, time) => script(fleet, client, time));
            }
        ) with
        {
            Faults = FaultRates.None,
        };
        simulation.Play(seed: 1).EnsureHolds();
    }
}
