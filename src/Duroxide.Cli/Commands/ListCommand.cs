namespace Duroxide.Cli;

/// <summary>Lists instances.</summary>
static class ListCommand
{
    /// <summary>The columns of a list of instances.</summary>
    public static (string Title, Func<InstanceInfo, string> Cell)[] Columns { get; } =
    [
        ("Instance", info => info.Instance.Value),
        ("Orchestration", info => info.Name),
        ("Version", info => info.Version?.ToString() ?? ""),
        ("Status", Shown.Status),
        ("Created", info => Shown.Time(info.Created)),
        ("Updated", info => Shown.Time(info.Updated)),
        ("Custom status", info => info.CustomStatus ?? ""),
        ("Tags", info => Shown.Tags(info.Tags)),
    ];

    public static Command Create()
    {
        var filter = new InstanceFilter();
        var order = new Option<InstanceOrder>("--order")
        {
            Description = "In which order.",
            DefaultValueFactory = _ => InstanceOrder.NewestFirst,
        };
        var limit = Limit.Option(50, "instances");
        var after = new Option<string?>("--after")
        {
            Description = "Go on behind the page before: what that one said.",
        };
        var watch = Watch.Option();
        return StoreCommand.Reading(
            "list",
            "Lists instances, newest first.",
            [.. filter.Options, order, limit, after, watch],
            session =>
                Watch.RunAsync(
                    session,
                    watch,
                    async () =>
                    {
                        var page = await session.Management.ListInstancesAsync(
                            filter.Read(session) with
                            {
                                Order = session.Get(order),
                                Limit = session.Get(limit),
                                After = session.Get(after),
                            },
                            session.Cancellation
                        );
                        session.Printer.Rows(page, Columns, Rows.Of);
                        if (page.Next is { } next)
                        {
                            session.Printer.Line($"There are more: --after '{next}'");
                        }
                    }
                )
        );
    }
}
