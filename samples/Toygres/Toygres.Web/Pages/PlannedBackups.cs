namespace Toygres.Web.Pages;

/// <summary>An instance that is backed up by itself.</summary>
/// <param name="Row">The instance.</param>
/// <param name="Last">When its last planned image was asked for; null for never.</param>
internal sealed record PlannedBackups(Instance Row, DateTimeOffset? Last)
{
    /// <summary>When the next one is due; null when it is as soon as the instance runs.</summary>
    public DateTimeOffset? Next => Last + TimeSpan.FromSeconds(Row.Backups!.EverySeconds);

    /// <summary>All instances with a plan, by name.</summary>
    public static IReadOnlyList<PlannedBackups> Of(IReadOnlyList<Instance> rows, IReadOnlyList<Image> images)
    {
        var last = images
            .Where(image => image.IsScheduled)
            .GroupBy(image => image.Source)
            .ToDictionary(group => group.Key, group => group.Max(image => image.Created));
        return
        [
            .. from row in rows
            where row.Backups is not null
            select new PlannedBackups(row, last.TryGetValue(row.Name, out var at) ? at : null),
        ];
    }
}
