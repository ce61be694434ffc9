namespace Toygres.Soak;

/// <summary>What holds of a fleet that nobody disturbs.</summary>
internal static class Laws
{
    /// <summary>What does not hold; nothing when all does.</summary>
    public static async Task<IReadOnlyList<string>> BrokenAsync(Fleet fleet, CancellationToken cancel)
    {
        var seen = await fleet.Services.Driver.InventoryAsync(cancel);
        var rows = await fleet.Services.Cms.ListAsync(cancel);
        var images = await fleet.Services.Cms.ListImagesAsync(cancel);
        var states = seen.Instances.ToDictionary(one => one.Name, one => one.State);
        var known = rows.Select(row => row.Name).ToHashSet();
        var pictured = images
            .Where(image => image.State is not ImageState.Failed)
            .Select(image => image.Name)
            .ToHashSet();
        return
        [
            .. rows.SelectMany(row => OfRow(row, states.GetValueOrDefault(row.Name, ObservedState.Missing))),
            .. states
                .Keys.Where(name => !known.Contains(name))
                .Select(name => $"The cluster {name} belongs to nobody."),
            .. seen
                .Images.Where(image => !pictured.Contains(image))
                .Select(image => $"The image {image} belongs to nobody."),
            .. Doubles(rows.Select(row => row.DnsName)).Select(name => $"The name {name} is taken twice."),
            .. Doubles(rows.Select(row => row.Endpoint?.ToString())).Select(place => $"{place} is taken twice."),
        ];
    }

    /// <summary>What is left of a fleet whose instances were deleted; nothing when all is gone.</summary>
    public static async Task<IReadOnlyList<string>> LeftOverAsync(Fleet fleet, CancellationToken cancel)
    {
        var seen = await fleet.Services.Driver.InventoryAsync(cancel);
        var files = new[] { "instances", "images", "ports", "secrets" }.SelectMany(folder =>
            Directory.EnumerateFileSystemEntries(Path.Combine(fleet.Local.Root, folder))
        );
        return
        [
            .. seen.Instances.Select(one => $"The cluster {one.Name} is left over."),
            .. seen.Images.Select(image => $"The image {image} is left over."),
            .. files.Select(file => $"{file} is left over."),
            .. (await fleet.Services.Cms.ListAsync(cancel)).Select(row => $"The row of {row.Name} is left over."),
        ];
    }

    private static IEnumerable<string> OfRow(Instance row, ObservedState seen)
    {
        if (row.Operation is { } operation)
        {
            yield return $"{row.Name} is held by {operation}.";
        }
        var isRight = row.State switch
        {
            InstanceState.Running => seen is ObservedState.Ready && row.Health is Health.Healthy,
            InstanceState.Stopped => seen is ObservedState.Stopped,
            InstanceState.Failed => row.Failure is { Length: > 0 }
                && (row.Started is not null || seen is ObservedState.Missing),
            _ => false,
        };
        if (!isRight)
        {
            yield return $"{row.Name} is {row.State} and {row.Health}, and its cluster is {seen}. {row.Failure}";
        }
    }

    private static IEnumerable<string> Doubles(IEnumerable<string?> values) =>
        values.OfType<string>().GroupBy(value => value).Where(same => same.Count() > 1).Select(same => same.Key);
}
