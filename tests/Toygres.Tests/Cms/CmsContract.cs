using System.Text.Json;
using Toygres.Tests.Model;

namespace Toygres.Tests.Cms;

/// <summary>What holds for the memory of the fleet, in whatever database it lies.</summary>
public abstract partial class CmsContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The memory of this test, empty.</summary>
    protected abstract ICms Memory { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Everything_that_is_written_is_read()
    {
        await Memory.PrepareAsync(Cancel);
        var row = NewRow() with
        {
            Health = Health.Unhealthy,
            DnsName = "orders",
            Endpoint = new Endpoint("127.0.0.1", 5500),
            Version = "PostgreSQL 15",
            Password = new SecretReference("orders.1"),
            PasswordVersion = 1,
            SourceImage = ImageName.Parse("monday"),
            Follows = InstanceName.Parse("primary-1"),
            Line = InstanceName.Parse("primary-0"),
            Backups = new BackupPlan(60, 3),
            Tags = new SortedDictionary<string, string> { ["team"] = "shop" },
            Failure = "no",
            Operation = "stop-1",
            DeleteOrchestration = "delete-1",
            ActorOrchestration = "actor-1",
            Started = Now.AddSeconds(1.5),
            Stopped = Now.AddSeconds(2),
            Deleted = Now.AddSeconds(3),
            LastHealthCheck = Now.AddSeconds(4),
        };

        await Memory.ReserveAsync(row, null, Cancel);

        Assert.Equal(JsonSerializer.Serialize(row), JsonSerializer.Serialize(await Memory.FindAsync(row.Name, Cancel)));
    }

    [Fact]
    public async Task What_one_orchestration_reserved_twice_is_there_once()
    {
        await Memory.PrepareAsync(Cancel);
        var row = NewRow();

        Assert.IsType<Outcome.Done>(await Memory.ReserveAsync(row, null, Cancel));
        Assert.IsType<Outcome.Done>(await Memory.ReserveAsync(row with { Id = Guid.NewGuid() }, null, Cancel));
        Assert.IsType<Outcome.Refused>(
            await Memory.ReserveAsync(row with { CreateOrchestration = "another" }, null, Cancel)
        );
        Assert.Equal(row.Id, Assert.Single(await Memory.ListAsync(Cancel)).Id);
        Assert.Single(await Memory.ListEventsAsync(row.Name.Value, 10, Cancel));
    }

    [Fact]
    public async Task The_name_of_an_image_is_free_when_the_image_is_gone()
    {
        await Memory.PrepareAsync(Cancel);
        var first = NewImage();
        await Memory.ReserveImageAsync(first, null, Cancel);
        Assert.IsType<Outcome.Refused>(
            await Memory.ReserveImageAsync(first with { CreateOrchestration = "create-image-2" }, null, Cancel)
        );
        await Memory.ChangeImageAsync(first.Name, row => row with { State = ImageState.Deleted }, "gone", Cancel);
        // Who comes late with what was done makes nothing new.
        Assert.IsType<Outcome.Done>(await Memory.ReserveImageAsync(first, null, Cancel));
        Assert.Null(await Memory.FindImageAsync(first.Name, Cancel));

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(3, 10)
                .Select(number =>
                    Task.Run(() =>
                        Memory.ReserveImageAsync(
                            first with
                            {
                                CreateOrchestration = $"create-image-{number}",
                            },
                            null,
                            Cancel
                        )
                    )
                )
        );

        Assert.Single(outcomes.OfType<Outcome.Done>());
        Assert.Equal(ImageState.Creating, (await Memory.FindImageAsync(first.Name, Cancel))!.State);
    }

    [Fact]
    public async Task A_runtime_image_is_registered_once_and_stays_while_somebody_needs_it()
    {
        await Memory.PrepareAsync(Cancel);
        var runtime = NewRuntime();
        Assert.IsType<Outcome.Done>(await Memory.RegisterAsync(new(runtime, Now), Cancel));
        Assert.IsType<Outcome.Done>(await Memory.RegisterAsync(new(runtime, Now.AddDays(1)), Cancel));
        var other = runtime with { Kind = RuntimeKind.Stock };
        Assert.IsType<Outcome.Refused>(await Memory.RegisterAsync(new(other, Now), Cancel));
        Assert.Contains(new RegisteredImage(runtime, Now), await Memory.ListRuntimeImagesAsync(Cancel));
        var row = NewRow() with { Runtime = runtime };
        await Memory.ReserveAsync(row, null, Cancel);

        var needed = Assert.IsType<Outcome.Refused>(await Memory.UnregisterAsync(runtime.Name, Cancel));
        Assert.Contains(row.Name.Value, needed.Reason);
        await ChangeAsync(row.Name, gone => gone with { State = InstanceState.Deleted });

        Assert.IsType<Outcome.Done>(await Memory.UnregisterAsync(runtime.Name, Cancel));
        Assert.IsType<Outcome.Refused>(await Memory.UnregisterAsync(runtime.Name, Cancel));
        Assert.DoesNotContain(await Memory.ListRuntimeImagesAsync(Cancel), image => image.Image == runtime);
    }

    [Fact]
    public async Task Of_many_who_want_a_name_one_gets_it()
    {
        await Memory.PrepareAsync(Cancel);
        var rows = Enumerable.Range(0, 20).Select(_ => NewRow() with { DnsName = "orders" }).ToList();

        var outcomes = await Task.WhenAll(rows.Select(row => Task.Run(() => Memory.ReserveAsync(row, null, Cancel))));

        Assert.Single(outcomes.OfType<Outcome.Done>());
        Assert.All(outcomes.OfType<Outcome.Refused>(), refused => Assert.Contains("orders", refused.Reason));
        Assert.Single(await Memory.ListAsync(Cancel));
    }

    [Fact]
    public async Task A_name_is_free_when_who_had_it_is_gone()
    {
        await Memory.PrepareAsync(Cancel);
        var (first, second) = (NewRow() with { DnsName = "orders" }, NewRow() with { DnsName = "orders" });
        await Memory.ReserveAsync(first, null, Cancel);
        await ChangeAsync(first.Name, row => row with { State = InstanceState.Deleted });

        Assert.IsType<Outcome.Done>(await Memory.ReserveAsync(second, null, Cancel));
        Assert.Equal(second.Name, Assert.Single(await Memory.ListAsync(Cancel)).Name);
    }

    [Fact]
    public async Task No_two_live_instances_listen_at_one_place()
    {
        await Memory.PrepareAsync(Cancel);
        var (first, second) = (NewRow(), NewRow());
        await Memory.ReserveAsync(first, null, Cancel);
        await Memory.ReserveAsync(second, null, Cancel);
        await ChangeAsync(first.Name, row => row with { Endpoint = new Endpoint("127.0.0.1", 5500) });

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            ChangeAsync(second.Name, row => row with { Endpoint = new Endpoint("127.0.0.1", 5500) })
        );
        Assert.Null((await Memory.FindAsync(second.Name, Cancel))!.Endpoint);
    }

    [Fact]
    public async Task Of_many_who_claim_an_instance_one_gets_it()
    {
        await Memory.PrepareAsync(Cancel);
        var row = NewRow() with { Operation = null };
        await Memory.ReserveAsync(row, null, Cancel);

        var decisions = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number =>
                    Task.Run(() =>
                        Memory.DecideAsync(
                            [row.Name],
                            rows => Lifecycle.Claim(rows[0], $"stop-{number}", Now, InstanceState.Running),
                            null,
                            Cancel
                        )
                    )
                )
        );

        Assert.Single(decisions.OfType<Decision.Change>());
        Assert.Equal(19, decisions.OfType<Decision.Refuse>().Count());
    }

    [Fact]
    public async Task What_fails_beside_a_change_undoes_it()
    {
        await Memory.PrepareAsync(Cancel);
        var row = NewRow();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Memory.ReserveAsync(row, _ => throw new InvalidOperationException(), Cancel)
        );

        Assert.Null(await Memory.FindAsync(row.Name, Cancel));
        Assert.Empty(await Memory.ListEventsAsync(row.Name.Value, 10, Cancel));
    }

    [Fact]
    public async Task What_there_is_not_is_refused()
    {
        await Memory.PrepareAsync(Cancel);

        var decision = await Memory.DecideAsync([NewRow().Name], _ => new Decision.Keep(), null, Cancel);

        Assert.Contains("There is no instance", Assert.IsType<Decision.Refuse>(decision).Reason);
    }

    [Fact]
    public async Task A_look_is_noted_once_and_an_older_one_changes_no_health()
    {
        await Memory.PrepareAsync(Cancel);
        var row = NewRow();
        await Memory.ReserveAsync(row, null, Cancel);
        var good = new HealthCheck(row.Name, Health.Healthy, Now.AddSeconds(30))
        {
            Pulse = new("15.1", 2.5, 7, true) { LagSeconds = 0.25 },
        };
        var bad = new HealthCheck(row.Name, Health.Unhealthy, Now) { Error = "it is down" };

        await Memory.RecordHealthAsync(good, Cancel);
        await Memory.RecordHealthAsync(good, Cancel);
        await Memory.RecordHealthAsync(bad, Cancel);

        Assert.Equal([good, bad], await Memory.ListHealthAsync(row.Name, 10, Cancel));
        var now = (await Memory.FindAsync(row.Name, Cancel))!;
        Assert.Equal((Health.Healthy, "15.1", good.At), (now.Health, now.Version, now.LastHealthCheck));
    }

    [Fact]
    public async Task A_look_does_not_change_what_is_wanted_down()
    {
        await Memory.PrepareAsync(Cancel);
        var row = NewRow() with { State = InstanceState.Stopped };
        await Memory.ReserveAsync(row, null, Cancel);

        await Memory.RecordHealthAsync(new(row.Name, Health.Unhealthy, Now), Cancel);

        Assert.Equal(Health.Unknown, (await Memory.FindAsync(row.Name, Cancel))!.Health);
    }

    [Fact]
    public async Task A_drift_is_open_once()
    {
        await Memory.PrepareAsync(Cancel);
        var drift = new Drift(NewRow().Name, "state", "It is down.", Now);

        await Memory.RecordDriftAsync(drift, Cancel);
        await Memory.RecordDriftAsync(drift with { Detected = Now.AddMinutes(1) }, Cancel);
        await Memory.ResolveDriftsAsync(drift.Instance, null, "It runs.", Now.AddMinutes(2), Cancel);
        await Memory.RecordDriftAsync(drift with { Detected = Now.AddMinutes(3) }, Cancel);

        Assert.Equal(
            [
                drift with
                {
                    Detected = Now.AddMinutes(3),
                },
                drift with
                {
                    Resolved = Now.AddMinutes(2),
                    ResolvedBy = "It runs.",
                },
            ],
            await Memory.ListDriftsAsync(10, Cancel)
        );
    }

    [Fact]
    public async Task A_drift_of_one_type_is_over_while_others_stay_open()
    {
        await Memory.PrepareAsync(Cancel);
        var drift = new Drift(NewRow().Name, "state", "It is down.", Now);
        await Memory.RecordDriftAsync(drift, Cancel);
        await Memory.RecordDriftAsync(drift with { Type = "actor" }, Cancel);

        await Memory.ResolveDriftsAsync(drift.Instance, "actor", "the reconciler", Now, Cancel);

        Assert.Equal(
            [("actor", "the reconciler"), ("state", null)],
            (await Memory.ListDriftsAsync(10, Cancel)).Select(seen => (seen.Type, seen.ResolvedBy))
        );
    }

    [Fact]
    public async Task An_image_is_reserved_once_and_found_until_it_is_deleted()
    {
        await Memory.PrepareAsync(Cancel);
        var image = NewImage();

        Assert.IsType<Outcome.Done>(await Memory.ReserveImageAsync(image, null, Cancel));
        Assert.IsType<Outcome.Done>(await Memory.ReserveImageAsync(image, null, Cancel));
        Assert.IsType<Outcome.Refused>(
            await Memory.ReserveImageAsync(image with { CreateOrchestration = "another" }, null, Cancel)
        );
        var ready = image with
        {
            State = ImageState.Ready,
            Facts = new ImageFacts(image.Source, "15", 5_000_000_000, "abc"),
            Verified = Now,
        };
        await Memory.ChangeImageAsync(image.Name, _ => ready, "done", Cancel);
        Assert.Equal(ready, await Memory.FindImageAsync(image.Name, Cancel));
        Assert.Equal([ready], await Memory.ListImagesAsync(Cancel));

        await Memory.ChangeImageAsync(image.Name, row => row with { State = ImageState.Deleted }, "gone", Cancel);
        Assert.Null(await Memory.FindImageAsync(image.Name, Cancel));
        Assert.Empty(await Memory.ListImagesAsync(Cancel));
        Assert.Equal(3, (await Memory.ListEventsAsync(image.Name.Value, 10, Cancel)).Count);
    }

    [Fact]
    public async Task What_was_deleted_long_ago_is_forgotten_and_nothing_else()
    {
        await Memory.PrepareAsync(Cancel);
        var (old, young, live) = (NewRow(), NewRow(), NewRow());
        foreach (var row in new[] { old, young, live })
        {
            await Memory.ReserveAsync(row, null, Cancel);
        }
        await ChangeAsync(old.Name, row => row with { State = InstanceState.Deleted });
        await ChangeAsync(young.Name, row => row with { State = InstanceState.Deleted, Updated = Now.AddHours(7) });

        Assert.Equal(1, await Memory.PurgeAsync(Now.AddHours(6), 100, Cancel));
        Assert.Null(await Memory.FindAsync(old.Name, Cancel));
        Assert.Empty(await Memory.ListEventsAsync(old.Name.Value, 10, Cancel));
        Assert.NotNull(await Memory.FindAsync(young.Name, Cancel));
        Assert.NotNull(await Memory.FindAsync(live.Name, Cancel));
    }

    [Fact]
    public async Task The_tables_can_be_made_by_many_at_once() =>
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Memory.PrepareAsync(Cancel))));

    private static Instance NewRow()
    {
        var id = Guid.NewGuid();
        var name = InstanceName.Of("orders", id);
        return LifecycleTests.Row() with { Id = id, Name = name, CreateOrchestration = $"create-{name}" };
    }

    private static Image NewImage() =>
        new()
        {
            Name = ImageName.Parse($"monday-{Guid.NewGuid():N}"),
            Source = NewRow().Name,
            State = ImageState.Creating,
            Size = new InstanceSize(),
            CreateOrchestration = "create-image-1",
            Created = Now,
            Updated = Now,
        };

    private static RuntimeImage NewRuntime() =>
        new(
            ImageName.Parse($"durable-{Guid.NewGuid():N}"),
            $"registry.example/postgres@sha256:{new string('a', 64)}",
            RuntimeKind.PgDurable
        );

    private Task<Decision> ChangeAsync(InstanceName name, Func<Instance, Instance> change) =>
        Memory.DecideAsync(
            [name],
            rows => new Decision.Change([change(rows[0])], "changed", "It is changed."),
            null,
            Cancel
        );
}
