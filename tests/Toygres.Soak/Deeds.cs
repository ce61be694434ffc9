using Toygres.Orchestrations;

namespace Toygres.Soak;

/// <summary>Something that was asked of the fleet.</summary>
/// <param name="What">In one word.</param>
/// <param name="Outcome">What the fleet said at once.</param>
internal sealed record Deed(string What, Outcome Outcome);

/// <summary>Thinks of what to ask next.</summary>
internal sealed class Deeds(Fleet fleet, SoakSettings settings, Random chance)
{
    private static readonly InstanceSize Size = new(Connections: 20, MemoryMegabytes: 8);

    private int made;

    private FleetClient Client => fleet.Client;

    /// <summary>Asks something of the fleet; null when there was nothing that could be asked.</summary>
    public async Task<Deed?> AskAsync(CancellationToken cancel)
    {
        var rows = await fleet.Services.Cms.ListAsync(cancel);
        var images = (await fleet.Services.Cms.ListImagesAsync(cancel))
            .Where(image => image.State is ImageState.Ready)
            .ToList();
        // There are few at the beginning, and it fills up.
        if (rows.Count < settings.Instances && chance.Next(settings.Instances) >= rows.Count / 2)
        {
            return await CreateAsync(rows, images, cancel);
        }
        if (images.Count > settings.Instances / 3)
        {
            return new("delete image", await Client.DeleteImageAsync(Any(images).Name, cancel));
        }
        var busy = rows.Select(row => row.Operation).OfType<string>().ToList();
        if (busy.Count > 0 && chance.Next(25) == 0)
        {
            return new("cancel", await Client.CancelAsync(Any(busy), "a trial", cancel));
        }
        var idle = rows.Where(row => row.Operation is null).ToList();
        return idle.Count == 0 ? null : await OperateAsync(Any(idle), rows, images, cancel);
    }

    private async Task<Deed> CreateAsync(IReadOnlyList<Instance> rows, List<Image> images, CancellationToken cancel)
    {
        var leaders = rows.Where(row => row is { State: InstanceState.Running, Follows: null, Operation: null })
            .ToList();
        var request = new InstanceRequest($"soak{++made}") { Size = Size };
        request = chance.Next(4) switch
        {
            0 when images.Count > 0 => request with { Image = Any(images).Name },
            1 when leaders.Count > 0 => request with { Follows = Any(leaders).Name },
            // Now and then somebody has the name.
            _ => request with { DnsName = $"name{chance.Next(settings.Instances)}" },
        };
        var (_, outcome) = await Client.CreateAsync(request, cancel);
        return new("create", outcome);
    }

    private async Task<Deed> OperateAsync(
        Instance row,
        IReadOnlyList<Instance> rows,
        List<Image> images,
        CancellationToken cancel
    )
    {
        var name = row.Name;
        if (row is { State: InstanceState.Failed, Started: null })
        {
            return new("retry", await Client.RetryAsync(name, cancel));
        }
        var follower = rows.FirstOrDefault(other => other.Follows == name);
        var leader = rows.FirstOrDefault(other =>
            other is { State: InstanceState.Running, Follows: null, Operation: null }
            && other.Name != name
            && Lifecycle.RejoinProblem(row, other) is null
        );
        // What is rarely possible is likely when it is.
        if (follower is not null && chance.Next(3) == 0)
        {
            return new("fail over", await Client.FailOverAsync(name, follower.Name, "a trial", cancel));
        }
        if (row.State is not InstanceState.Running)
        {
            return leader is not null && chance.Next(3) == 0
                ? new("rejoin", await Client.RejoinAsync(name, leader.Name, cancel))
                : new("start", await Client.StartAsync(name, cancel));
        }
        return chance.Next(10) switch
        {
            0 when images.Count > 0 && follower is null => new(
                "restore",
                await Client.RestoreAsync(name, Any(images).Name, cancel)
            ),
            1 or 2 => new(
                "create image",
                await Client.CreateImageAsync(name, ImageName.Parse($"image-{++made}"), cancel)
            ),
            3 or 4 => new("delete", await Client.DeleteAsync(name, cancel)),
            5 => new(
                "resize",
                await Client.ResizeAsync(name, Size with { Connections = 20 + chance.Next(10) }, cancel)
            ),
            6 or 7 => new("rotate password", await Client.RotatePasswordAsync(name, cancel)),
            8 => new("restart", await Client.RestartAsync(name, cancel)),
            _ => new("stop", await Client.StopAsync(name, cancel)),
        };
    }

    private T Any<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];
}
