using Toygres.Orchestrations.Upkeep;

namespace Toygres.Web.Tests;

/// <summary>A fleet with something to show on each page.</summary>
/// <param name="Pages">The pages, each with the name of its picture and its address.</param>
internal sealed record Showcase(IReadOnlyList<(string Name, string Path)> Pages)
{
    private static readonly TimeSpan Ago = TimeSpan.FromMinutes(50);

    public static async Task<Showcase> FillAsync(FleetApp app)
    {
        var fleet = app.Fleet;
        var orders = await fleet.AddAsync(
            "orders",
            row =>
                row with
                {
                    DnsName = "orders",
                    ActorOrchestration = $"actor-{row.Name}",
                    Tags = Tags("team", "shop", "tier", "gold"),
                }
        );
        var copy = await fleet.AddAsync("orders-eu", row => row with { Follows = orders, Tags = Tags("team", "shop") });
        await fleet.AddAsync(
            "orders-us",
            row => row with { Follows = orders, State = InstanceState.Stopped, Health = Health.Unknown }
        );
        await fleet.AddAsync(
            "billing",
            row => row with { DnsName = "billing", Health = Health.Unhealthy, Tags = Tags("team", "money") }
        );
        await fleet.AddAsync("reports", row => row with { State = InstanceState.Stopped, Health = Health.Unknown });
        await fleet.AddAsync(
            "search",
            row =>
                row with
                {
                    State = InstanceState.Failed,
                    Started = null,
                    Version = null,
                    Failure = "The image monday is of PostgreSQL 14.",
                }
        );
        var work = await fleet.AddAsync("stock", row => row with { Operation = "resize-stock-1f00ba42" });
        var image = await AddImagesAsync(fleet, orders, work);
        await LookAtAsync(fleet, orders, copy);
        app.Machines.Log = [.. Enumerable.Range(1, 12).Select(Line)];
        await OperateAsync(app, orders);
        await DriftAsync(app.Cms, orders);
        var batch = await app.Client.CreateBatchAsync(new("shop", 3, new(), Tests.Fleet.Often));
        await app.Client.StartSystemAsync();
        await app.Engine.WaitForCustomStatusAsync(Names.Reconciler, 0, FleetApp.Generous);
        await app.Engine.WaitForCustomStatusAsync(batch, 0, FleetApp.Generous);
        return new([
            ("fleet", "/"),
            ("instance", $"/instances/{orders}"),
            ("working", $"/instances/{work}"),
            ("operation", $"/instances/{orders}/failover"),
            ("password", $"/instances/{orders}/password"),
            ("query", $"/instances/{orders}/query"),
            ("create", $"/create?image={image}"),
            ("batches", "/batches"),
            ("batch", $"/batches/{batch.Value}"),
            ("create-batch", "/batches/create"),
            ("images", "/images"),
            ("image", $"/images/{image}"),
            ("replicas", "/replicas"),
            ("system", "/system"),
            ("login", "/login"),
        ]);
    }

    private static async Task<ImageName> AddImagesAsync(Fleet fleet, InstanceName orders, InstanceName work)
    {
        var image = await fleet.AddImageAsync(
            orders,
            one => one with { IsScheduled = true, Verified = one.Created + TimeSpan.FromMinutes(1) }
        );
        await fleet.AddImageAsync(orders);
        await fleet.AddImageAsync(
            work,
            one => one with { State = ImageState.Failed, Facts = null, Failure = "No room is left on the machine." }
        );
        return image;
    }

    private static async Task LookAtAsync(Fleet fleet, InstanceName orders, InstanceName copy)
    {
        var looks = Enumerable
            .Range(0, 110)
            .Select(number =>
                number is >= 40 and < 44
                    ? null
                    : Pulse(2 + Math.Abs(Math.Sin(number * 1.7)) * 2 + (number % 31 == 0 ? 9 : 0))
            );
        await fleet.LookAsync(orders, [.. looks]);
        await fleet.LookAsync(copy, new Pulse("PostgreSQL 15.8", 2.2, 48_100_000, true) { LagSeconds = 0.12 });
    }

    // It has an actor, which looks once, and was worked on.
    private static async Task OperateAsync(FleetApp app, InstanceName orders)
    {
        var actor = Names.Actor(orders);
        var state = new ActorState(orders, new(HealthSeconds: 3600));
        await app.Engine.StartOrchestrationAsync(InstanceActor.Orchestration, actor, state);
        await app.Engine.WaitForCustomStatusAsync(actor, 0, FleetApp.Generous);
        await app.Client.PlanBackupsAsync(orders, new(6 * 3600, Keep: 8));
        await EndedAsync(app, await app.Client.RotatePasswordAsync(orders));
        await EndedAsync(app, await app.Client.RestartAsync(orders));
        await app.Client.RevealPasswordAsync(orders, "ada");
    }

    private static Task EndedAsync(FleetApp app, Outcome begun) =>
        app.Engine.WaitForEndAsync(Assert.IsType<Outcome.Done>(begun).Operation, FleetApp.Generous);

    private static async Task DriftAsync(ICms cms, InstanceName orders)
    {
        await cms.RecordDriftAsync(
            new(orders, "state", "It should be running, and is stopped.", DateTimeOffset.UtcNow - Ago),
            default
        );
        await cms.ResolveDriftsAsync(
            orders,
            null,
            "It was down, and runs again.",
            DateTimeOffset.UtcNow - Ago + TimeSpan.FromSeconds(4),
            default
        );
    }

    private static Pulse Pulse(double milliseconds) => new("PostgreSQL 15.8", milliseconds, 48_234_567, false);

    private static string Line(int number) =>
        $"2026-11-30 20:{number:00}:00.012 UTC [4711] LOG:  checkpoint complete: wrote {number * 37} buffers (0.9%)";

    private static SortedDictionary<string, string> Tags(params string[] words)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < words.Length; at += 2)
        {
            tags[words[at]] = words[at + 1];
        }
        return tags;
    }
}
