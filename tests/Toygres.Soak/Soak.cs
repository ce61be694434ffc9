using System.Diagnostics;
using System.Text.RegularExpressions;
using Duroxide;
using Duroxide.Servers;

namespace Toygres.Soak;

/// <summary>Runs a fleet, asks things of it and disturbs it, lets it come to rest, and looks whether all holds.</summary>
internal static partial class Soak
{
    private const int MostAtOnce = 8;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<SoakReport> RunAsync(SoakSettings settings)
    {
        await using var store = await LocalPostgreSql.StartAsync("-c fsync=off -c full_page_writes=off");
        var place = new Place(
            store.ConnectionString,
            Path.Combine(Path.GetTempPath(), $"toygres-soak-{Environment.ProcessId}")
        );
        var report = new SoakReport(settings);
        await using (var fleet = new Fleet(place))
        {
            await fleet.Provider.InitializeAsync(CancellationToken.None);
            await fleet.Services.Cms.PrepareAsync(CancellationToken.None);
            await fleet.Client.StartSystemAsync();
            using (var troubles = new Troubles(place, settings, new Random(settings.Seed + 1)))
            {
                await DisturbAsync(fleet, settings, troubles, report);
                await RestAsync(fleet, report);
                report.WorkersLost += troubles.Replace();
                await CountIllnessesAsync(fleet, report);
                await DeleteAllAsync(fleet, report);
                (report.ServersKilled, report.WorkersKilled) = (troubles.ServersKilled, troubles.WorkersKilled);
            }
            await EndServersAsync(fleet);
        }
        Directory.Delete(place.Root, recursive: true);
        return report;
    }

    private static async Task DisturbAsync(Fleet fleet, SoakSettings settings, Troubles troubles, SoakReport report)
    {
        var chance = new Random(settings.Seed);
        var deeds = new Deeds(fleet, settings, chance);
        var pending = new List<Task>();
        var (began, told) = (Stopwatch.StartNew(), 0);
        using var timer = new PeriodicTimer(Beat);
        while (began.Elapsed < settings.Duration)
        {
            pending.RemoveAll(task => task.IsCompletedSuccessfully);
            if (pending.Count < MostAtOnce && await deeds.AskAsync(CancellationToken.None) is { } deed)
            {
                pending.Add(FollowAsync(fleet, deed, report));
            }
            if (chance.Next(10) == 0)
            {
                troubles.Strike();
            }
            report.WorkersLost += troubles.Replace();
            if (began.Elapsed.TotalMinutes >= told + 1)
            {
                var rows = await fleet.Services.Cms.ListAsync(CancellationToken.None);
                Console.WriteLine(
                    $"after {++told} minutes: {rows.Count} instances, {pending.Count} operations at work"
                );
            }
            await timer.WaitForNextTickAsync();
        }
        await Task.WhenAll(pending);
    }

    private static async Task FollowAsync(Fleet fleet, Deed deed, SoakReport report)
    {
        var began = Stopwatch.StartNew();
        switch (deed.Outcome)
        {
            case Outcome.Refused refused:
                Count(report, deed, tally => tally.Refused++, $"{deed.What} refused: {refused.Reason}");
                break;
            case Outcome.Done(var operation):
                var status = await fleet.Engine.WaitForEndAsync(operation, Patience, CancellationToken.None);
                if (status is OrchestrationStatus.Failed { Failure: var failure })
                {
                    Count(report, deed, tally => tally.Failed++, $"{deed.What} failed: {failure.Display}");
                }
                else
                {
                    Count(report, deed, tally => tally.Done++, null);
                }
                lock (report)
                {
                    report[deed.What].Longest = TimeSpan.FromTicks(
                        Math.Max(report[deed.What].Longest.Ticks, began.Elapsed.Ticks)
                    );
                }
                break;
        }
    }

    private static void Count(SoakReport report, Deed deed, Action<Tally> how, string? reason)
    {
        lock (report)
        {
            how(report[deed.What]);
            if (reason is not null)
            {
                report.Note(Names().Replace(reason, "..."));
            }
        }
    }

    // Nobody disturbs it any more: within some rounds of its reconciler it is as it should be.
    private static async Task RestAsync(Fleet fleet, SoakReport report)
    {
        var began = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        var broken = await Laws.BrokenAsync(fleet, CancellationToken.None);
        while (broken.Count > 0 && began.Elapsed < Patience)
        {
            await timer.WaitForNextTickAsync();
            broken = await Laws.BrokenAsync(fleet, CancellationToken.None);
        }
        report.Converged = began.Elapsed;
        report.Faults.AddRange(broken);
    }

    private static async Task CountIllnessesAsync(Fleet fleet, SoakReport report)
    {
        foreach (var row in await fleet.Services.Cms.ListAsync(CancellationToken.None))
        {
            DateTimeOffset? since = null;
            var looks = await fleet.Services.Cms.ListHealthAsync(row.Name, int.MaxValue, CancellationToken.None);
            foreach (var look in looks.Reverse())
            {
                if (look.Health is Health.Healthy && since is { } began)
                {
                    report.Illnesses.Add(look.At - began);
                    since = null;
                }
                else if (look.Health is Health.Unhealthy)
                {
                    since ??= look.At;
                }
            }
        }
    }

    private static async Task DeleteAllAsync(Fleet fleet, SoakReport report)
    {
        // Who follows goes first.
        foreach (
            var round in (await fleet.Services.Cms.ListAsync(CancellationToken.None))
                .GroupBy(row => row.Follows is null)
                .OrderBy(group => group.Key)
        )
        {
            var deeds = await Task.WhenAll(
                round.Select(async row => new Deed("delete", await fleet.Client.DeleteAsync(row.Name)))
            );
            await Task.WhenAll(deeds.Select(deed => FollowAsync(fleet, deed, report)));
        }
        foreach (var image in await fleet.Services.Cms.ListImagesAsync(CancellationToken.None))
        {
            var outcome = await fleet.Client.DeleteImageAsync(image.Name);
            await FollowAsync(fleet, new Deed("delete image", outcome), report);
        }
        report.Faults.AddRange(await Laws.LeftOverAsync(fleet, CancellationToken.None));
    }

    // What a fault left behind is taken away, so that nothing of a trial runs on.
    private static async Task EndServersAsync(Fleet fleet)
    {
        foreach (var left in (await fleet.Services.Driver.InventoryAsync(CancellationToken.None)).Instances)
        {
            await fleet.Services.Driver.DeleteAsync(left.Name, CancellationToken.None);
        }
    }

    // Reasons are counted whoever they are about.
    [GeneratedRegex(@"\b[a-z-]*(soak|image-)\d+(-[0-9a-f]{8})*\b")]
    private static partial Regex Names();
}
