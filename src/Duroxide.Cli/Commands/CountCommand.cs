namespace Duroxide.Cli;

/// <summary>Counts instances.</summary>
static class CountCommand
{
    public static Command Create()
    {
        var filter = new InstanceFilter();
        var by = new Option<string?>("--by") { Description = "Count apart by: status, name, version, or tag:NAME." };
        return StoreCommand.Reading(
            "count",
            "Counts instances, in all or by groups.",
            [.. filter.Options, by],
            async session =>
            {
                var counts = await session.Management.CountInstancesAsync(
                    filter.Read(session),
                    Grouping(session.Get(by)),
                    session.Cancellation
                );
                session.Printer.Rows(
                    counts,
                    [("Group", count => count.Group ?? "-"), ("Instances", count => $"{count.Count}")],
                    count => count
                );
                return ExitCode.Done;
            }
        );
    }

    static InstanceGrouping Grouping(string? by) =>
        by?.Split(':', 2) switch
        {
            null => new InstanceGrouping.None(),
            ["status"] => new InstanceGrouping.Status(),
            ["name"] => new InstanceGrouping.Name(),
            ["version"] => new InstanceGrouping.Version(),
            ["tag", { Length: > 0 } name] => new InstanceGrouping.Tag(name),
            _ => throw new UsageException($"'{by}' is no group; write status, name, version, or tag:NAME."),
        };
}
