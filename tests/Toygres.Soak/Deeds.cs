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
            other is { State: InstanceState.Running, Follows: null, Operation: null } && other.Name != name
        );
        return chance.Next(10) switch
        {
            0 when follower is not null => new(
                "fail over",
                await Client.FailOverAsync(name, follower.Name, "a trial", cancel)
            ),
            1 when leader is not null && row.State is not InstanceState.Running => new(
                "rejoin",
                await Client.RejoinAsync(name, leader.Name, cancel)
            ),
            2 when images.Count > 0 && follower is null => new(
                "restore",
                await Client.RestoreAsync(name, Any(images).Name, cancel)
            ),
            3 or 4 => new(
                "create image",
                await Client.CreateImageAsync(name, ImageName.Parse($"image-{++made}"), cancel)
            ),
            5 => new("delete", await Client.DeleteAsync(name, cancel)),
            6 => new(
                "resize",
                await Client.ResizeAsync(name, Size with { Connections = 20 + chance.Next(10) }, cancel)
            ),
            7 => new("rotate password", await Client.RotatePasswordAsync(name, cancel)),
            8 => new("restart", await Client.RestartAsync(name, cancel)),
            _ when row.State is InstanceState.Running => new("stop", await Client.StopAsync(name, cancel)),
            _ => new("start", await Client.StartAsync(name, cancel)),
        };
    }

    private T Any<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];
}
