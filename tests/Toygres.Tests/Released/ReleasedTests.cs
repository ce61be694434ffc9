using System.Diagnostics;
using Duroxide;
using Duroxide.Core;
using Duroxide.Testing;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Released;
using Toygres.Orchestrations.Upkeep;
using Toygres.Tests.Simulated;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Released;

/// <summary>What was released runs on as it began, beside what came later.</summary>
public class ReleasedTests
{
    // UPDATE_HISTORIES=1 adds those of a release; what is there stays.
    private const string Folder = "tests/Toygres.Tests/Released/histories";
    private const string Lock = "samples/Toygres/Toygres.Orchestrations/durable.lock";
    private static readonly ImageName Monday = ImageName.Parse("monday");
    private static readonly StartOptions First = new() { Version = SemanticVersion.Initial };

    [Fact]
    public void What_was_recorded_of_each_release_runs_with_the_code_in_hand()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_HISTORIES") == "1")
        {
            AddHistories();
        }

        Verification
            .VerifyFolder(Clone.PathOf(Folder), Code(), new() { IncludeEnded = true, AtLeast = 40 })
            .EnsureHolds();
    }

    [Fact]
    public async Task The_lock_says_what_is_in_the_code()
    {
        using var check = Process.Start(
            new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    Path.Combine(AppContext.BaseDirectory, "Duroxide.Cli.dll"),
                    "lock",
                    "--check",
                    "--assembly",
                    Path.Combine(AppContext.BaseDirectory, "Toygres.Orchestrations.dll"),
                    "--file",
                    Clone.PathOf(Lock),
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (said, complained) = (check.StandardOutput.ReadToEndAsync(), check.StandardError.ReadToEndAsync());
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(check.ExitCode == 0, await said + await complained);
    }

    [Fact]
    public void Of_every_orchestration_in_the_lock_there_is_a_recording()
    {
        var recorded = HistoryFile
            .LoadAll(Clone.PathOf(Folder))
            .Select(recording => $"orchestration {recording.Header.Name} @ {VersionOf(recording)}")
            .ToHashSet();

        var released = File.ReadLines(Clone.PathOf(Lock))
            .Where(line => line.StartsWith("orchestration ", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(27, released.Count);
        Assert.Subset(recorded, released.ToHashSet());
    }

    [Fact]
    public void The_recordings_of_the_reconciler_hold_all_that_it_finds()
    {
        var met = HistoryFile
            .LoadAll(Clone.PathOf(Folder))
            .Where(recording => KindOf(recording).StartsWith("system-reconciler-1.0.10", StringComparison.Ordinal))
            .SelectMany(MetBy)
            .Select(name => name.Split("::")[^1])
            .ToHashSet();

        HashSet<string> begun = ["mend-instance", "clear-stray", "cms-record-drift"];
        HashSet<string> atOnce = ["cms-abandon-operation", "cms-finish-image", "revive-actor"];
        Assert.Subset(met, begun);
        Assert.Subset(met, atOnce);
    }

    [Fact]
    public void An_instance_that_an_older_release_began_to_make_is_made_without_a_permit()
    {
        FakeFleet fleet = null!;
        var run = Play(
            () => fleet = new FakeFleet(),
            async (client, _) =>
            {
                await client.StartOrchestrationAsync(CreateInstance100.Orchestration, "create-c", Create("c"), First);
                await client.WaitForEndAsync("create-c");
            }
        );

        Assert.Equal(InstanceState.Running, Assert.Single(fleet.Rows()).State);
        Assert.DoesNotContain(
            ActivitiesOf(run, "create-c"),
            name => name.EndsWith("send-permit-message", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(EffectsOf(run, "create-c"), effect => effect is Effect.Send { Name: Names.Permits });
    }

    [Fact]
    public void What_an_older_release_told_by_an_activity_is_told_by_the_orchestration_itself()
    {
        FakeFleet fleet = null!;
        var run = Play(
            () => fleet = new FakeFleet(),
            async (client, _) =>
            {
                await fleet.CreateAsync(client, Name("c"), input => input);
                await fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop-c", On(Name("c")));
            }
        );

        string[] told = ["raise-event", "send-permit-message", "grant-permit"];
        var asked = run.Recordings.SelectMany(recording => ActivitiesOf(run, recording.Header.Instance)).ToList();
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, name => told.Contains(name.Split("::")[^1]));
        Assert.Equal(InstanceState.Stopped, Assert.Single(fleet.Rows()).State);
    }

    [Fact]
    public void An_actor_of_an_older_release_becomes_the_present_one_where_it_continues_as_new()
    {
        FakeFleet fleet = null!;
        SemanticVersion?[] versions = [];
        Play(
            () => fleet = new FakeFleet(),
            async (client, time) =>
            {
                await fleet.CreateAsync(client, Name("c"), input => input with { IsWatched = false });
                var state = new ActorState(Name("c"), Often);
                var actor = Names.Actor(Name("c"));
                await client.StartOrchestrationAsync(InstanceActor100.Orchestration, actor, state, First);
                await Task.Delay(TimeSpan.FromMinutes(2), time);
                var early = await client.Management.GetInstanceAsync(actor);
                await Task.Delay(TimeSpan.FromMinutes(25), time);
                var late = await client.Management.GetInstanceAsync(actor);
                versions = [early.Version, late.Version];
            }
        );

        Assert.Equal([SemanticVersion.Initial, SemanticVersion.Parse("1.0.2")], versions);
        Assert.Equal(Health.Healthy, Assert.Single(fleet.Rows()).Health);
    }

    private static Registry Code()
    {
        var fleet = new FakeFleet();
        return FleetRegistry.Of(new FleetServices(fleet.World, fleet.Memory, fleet.World, fleet.World));
    }

    private static CreateInstance Create(string name) => new(Name(name), "user", new InstanceSize(), Often);

    private static SimulatedRun Play(Func<FakeFleet> fleet, Func<DuroxideClient, TimeProvider, Task> script)
    {
        var simulation = new Simulation("what was released", () => fleet().ToApp(script)) with
        {
            Faults = FaultRates.None,
        };
        return simulation.Play(seed: 1).EnsureHolds();
    }

    private static SemanticVersion VersionOf(Recording recording) =>
        Assert.IsType<Fact.Started>(recording.History[0].Fact).Version;

    private static IEnumerable<Effect> EffectsOf(SimulatedRun run, InstanceId instance) =>
        run
            .Recordings.Single(recording => recording.Header.Instance == instance)
            .History.Select(happened => (happened.Fact as Fact.Applied)?.Effect)
            .OfType<Effect>();

    private static IEnumerable<string> ActivitiesOf(SimulatedRun run, InstanceId instance) =>
        run
            .Recordings.Single(recording => recording.Header.Instance == instance)
            .History.Select(happened => (happened.Fact as Fact.Scheduled)?.Operation)
            .OfType<Duroxide.Core.Operation.Activity>()
            .Select(activity => activity.Name);

    // A day of a fleet in which everything happens once.
    private static void AddHistories()
    {
        FakeFleet fleet = null!;
        var run = Play(
            () => fleet = new FakeFleet(),
            async (client, time) =>
            {
                await BeginAsync(fleet, client);
                await OperateAsync(fleet, client, time);
                await MendAsync(fleet, client, time);
                await fleet.RunAsync(client, DeleteInstanceFlow.Orchestration, "delete-c", On(Name("c")));
                await fleet.RunAsync(client, DeleteImageFlow.Orchestration, "delete-image-monday", Monday);
                var batch = new CreateBatch("many", 2, new InstanceSize(), Often);
                await fleet.RunAsync(client, CreateBatchFlow.Orchestration, "batch-many", batch);
            }
        );
        Assert.All(fleet.Ended, ended => Assert.EndsWith(": done", ended));
        var known = HistoryFile.LoadAll(Clone.PathOf(Folder)).Select(KindOf).ToHashSet();
        foreach (var all in run.Recordings.GroupBy(KindOf).Where(all => !known.Contains(all.Key)))
        {
            // The longest one may be of somebody who had nothing to do.
            File.WriteAllText(
                Path.Combine(Clone.PathOf(Folder), all.Key + HistoryFile.Extension),
                HistoryFile.ToText(all.MaxBy(recording => MetBy(recording).Count)!)
            );
        }
    }

    private static async Task BeginAsync(FakeFleet fleet, DuroxideClient client)
    {
        await client.StartOrchestrationAsync(CreateInstance100.Orchestration, "create-old", Create("old"), First);
        await client.WaitForEndAsync("create-old");
        var old = new ActorState(Name("old"), Often);
        await client.StartOrchestrationAsync(InstanceActor100.Orchestration, "old-actor", old, First);
        await fleet.StartForeverAsync(client, Pruner.Orchestration, Names.Pruner, Unit.Value);
        await fleet.StartForeverAsync(client, BackupScheduler.Orchestration, Names.BackupScheduler, Often);
        var plan = new BackupPlan(EverySeconds: 600, Keep: 2);
        await fleet.CreateAsync(client, Name("a"), input => input with { Backups = plan });
        await fleet.CreateAsync(client, Name("b"), input => input with { Follows = Name("a") });
    }

    private static async Task OperateAsync(FakeFleet fleet, DuroxideClient client, TimeProvider time)
    {
        var (a, b, c, late) = (Name("a"), Name("b"), Name("c"), Name("late"));
        await fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop-a", On(a));
        await fleet.RunAsync(client, StartInstanceFlow.Orchestration, "start-a", On(a));
        await fleet.RunAsync(client, RestartInstanceFlow.Orchestration, "restart-a", On(a));
        var large = new ResizeInstance(a, new InstanceSize(), Often);
        await fleet.RunAsync(client, ResizeInstanceFlow.Orchestration, "resize-a", large);
        await client.StartOrchestrationAsync(RotatePassword100.Orchestration, "rotate-old", On(a), First);
        await client.WaitForEndAsync("rotate-old");
        await fleet.RunAsync(client, RotatePasswordFlow.Orchestration, "rotate-a", On(a));
        fleet.World.Slow.Add(late);
        var made = fleet.CreateAsync(client, late, input => input with { Follows = a });
        await Task.Delay(TimeSpan.FromSeconds(10), time);
        await fleet.RunAsync(client, RotatePasswordFlow.Orchestration, "rotate-early", On(a));
        fleet.World.Slow.Clear();
        await made;
        await fleet.RunAsync(client, DeleteInstanceFlow.Orchestration, "delete-late", On(late));
        await fleet.RunAsync(client, CreateImageFlow.Orchestration, "create-image-monday", new CreateImage(a, Monday));
        await fleet.RunAsync(client, FailOverFlow.Orchestration, "failover-a", Over(a, b));
        await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "rejoin-a", Under(a, b));
        await fleet.CreateAsync(client, c, input => input with { Image = Monday });
        await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, "restore-c", Back(c, Monday));
        fleet.World.IsDeaf = true;
        await fleet.RunAsync(client, MendInstanceFlow.Orchestration, "mend-deaf", On(c));
        fleet.World.IsDeaf = false;
    }

    // The reconciler finds one of each kind at once, and much later more than it mends at a time.
    private static async Task MendAsync(FakeFleet fleet, DuroxideClient client, TimeProvider time)
    {
        var (b, c, d) = (Name("b"), Name("c"), Name("d"));
        var tuesday = ImageName.Parse("tuesday");
        await client.StartOrchestrationAsync(Reconciler100.Orchestration, "old-reconciler", Often, First);
        await fleet.CreateAsync(client, d, input => input with { IsWatched = false });
        await fleet.RunAsync(
            client,
            CreateImageFlow.Orchestration,
            "create-image-tuesday",
            new CreateImage(d, tuesday)
        );
        fleet.World.Kill(c);
        fleet.World.Clusters[b].Password = "another";
        await Task.Delay(TimeSpan.FromMinutes(29.5), time);
        await client.CancelAsync("old-reconciler", "the present one is to see what comes");
        fleet.World.AddStray(Name("stray"));
        fleet.World.Kill(d);
        await fleet.World.DeleteImageAsync(tuesday, CancellationToken.None);
        await fleet.Memory.DecideAsync(
            [c],
            rows => Lifecycle.Claim(rows[0], "rotate-old", time.GetUtcNow(), InstanceState.Running),
            with: null,
            CancellationToken.None
        );
        await client.CancelAsync(Names.Actor(Name("a")), "it is to be revived");
        await Task.Delay(TimeSpan.FromMinutes(13), time);
        Enumerable.Range(1, Mends.Most + 2).ToList().ForEach(number => fleet.World.AddStray(Name($"stray{number}")));
        await Task.Delay(TimeSpan.FromMinutes(2), time);
    }

    // What an execution asked for, began, and met of each kind.
    private static HashSet<string> MetBy(Recording recording)
    {
        var facts = recording.History.Select(happened => happened.Fact).ToList();
        var asked = facts.OfType<Fact.Scheduled>().Select(fact => fact.Operation);
        var applied = facts.OfType<Fact.Applied>().Select(fact => fact.Effect);
        return
        [
            .. facts.Select(fact => fact.GetType().Name),
            .. asked.OfType<Duroxide.Core.Operation.Activity>().Select(activity => activity.Name),
            .. applied.OfType<Effect.StartOrchestration>().Select(begun => begun.Name),
        ];
    }

    // Which code an execution ran: a version, with the patches that it met.
    private static string KindOf(Recording recording)
    {
        var patches = recording
            .History.Select(happened => (happened.Fact as Fact.Applied)?.Effect)
            .OfType<Effect.Patch>()
            .Select(patch => $"+{patch.Id}");
        return $"{recording.Header.Name.Split("::")[^1]}-{VersionOf(recording)}{string.Concat(patches.Order(StringComparer.Ordinal))}";
    }
}
