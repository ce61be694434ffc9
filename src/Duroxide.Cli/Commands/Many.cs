namespace Duroxide.Cli;

/// <summary>Acts on the instances that a filter names: shows which, asks first, and goes through them a page at a time.</summary>
sealed class Many
{
    const int AtOnce = 1000;
    const int MostShown = 20;

    readonly InstanceFilter filter = new();
    readonly Option<bool> all = new("--all") { Description = "All instances, where no other option names any." };
    readonly Option<int?> limit = Limit.Optional("instances");

    /// <summary>The option that shows what would be done.</summary>
    public Option<bool> Preview { get; } =
        new("--preview") { Description = "Show what would be done, and to which instances; change nothing." };

    /// <summary>The option that answers the question beforehand.</summary>
    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do it without being asked." };

    /// <summary>The options, for a command.</summary>
    public IEnumerable<Symbol> Options => [.. filter.Options, all, limit, Preview, Yes];

    /// <summary>The instance that the command line names; null when it names many by options.</summary>
    /// <param name="session">The store.</param>
    /// <param name="instance">The argument that names one.</param>
    /// <param name="previewsOne">Whether the command has a preview of what is done to one, too.</param>
    /// <exception cref="UsageException">It names one and many, or none.</exception>
    public string? One(Session session, Argument<string?> instance, bool previewsOne = false)
    {
        var id = session.Line.GetValue(instance);
        var previewsMany = session.Get(Preview) && !(previewsOne && id is not null);
        var isFiltered = filter.IsGiven(session.Line) || session.Get(all) || previewsMany;
        return (id, isFiltered) switch
        {
            (not null, true) => throw new UsageException("Name one instance, or many by options, and not both."),
            (null, false) => throw new UsageException(
                "Name an instance, or say which: --name, --status, --tag and the like, or --all."
            ),
            _ => id,
        };
    }

    /// <summary>Acts on all that are named.</summary>
    /// <param name="session">The store.</param>
    /// <param name="done">What becomes of them, such as <c>suspended</c>.</param>
    /// <param name="narrow">Names fewer of them: those on which the command can act.</param>
    /// <param name="act">Acts on one page, and returns how many that were and where to go on.</param>
    /// <param name="preview">Shows what would be done to so many at most; null to show the instances.</param>
    /// <returns>How the command ends when nothing is done; null when all is.</returns>
    public async Task<int?> EachPageAsync(
        Session session,
        string done,
        Func<InstanceQuery, InstanceQuery> narrow,
        Func<InstanceQuery, Task<(long Seen, string? After)>> act,
        Func<InstanceQuery, long, Task>? preview = null
    )
    {
        var query = narrow(filter.Read(session));
        var most = session.Get(limit) ?? long.MaxValue;
        var counts = await session.Management.CountInstancesAsync(query, cancellationToken: session.Cancellation);
        var count = Math.Min(most, counts.Sum(group => group.Count));
        if (session.Get(Preview))
        {
            await (preview?.Invoke(query, most) ?? PreviewAsync(session, done, query, count));
            return ExitCode.Done;
        }
        if (!session.Agree($"{Of(count)} {(count == 1 ? "is" : "are")} {done}; see which by --preview.", Yes))
        {
            return ExitCode.Refused;
        }
        await EachPageAsync(session, query, most, act);
        return null;
    }

    static async Task EachPageAsync(
        Session session,
        InstanceQuery query,
        long most,
        Func<InstanceQuery, Task<(long Seen, string? After)>> act
    )
    {
        var looked = 0L;
        while (looked < most)
        {
            var (seen, after) = await act(query with { Limit = (int)Math.Min(most - looked, AtOnce) });
            if (after is null)
            {
                return;
            }
            looked += seen;
            query = query with { After = after };
            session.Terminal.Error.WriteLine($"{looked} looked at …");
        }
    }

    /// <summary>A number of instances, in words.</summary>
    public static string Of(long count) => count == 1 ? "1 instance" : $"{count} instances";

    static async Task PreviewAsync(Session session, string done, InstanceQuery query, long count)
    {
        var first = await session.Management.ListInstancesAsync(
            query with
            {
                Limit = (int)Math.Clamp(count, 1, MostShown),
            },
            session.Cancellation
        );
        if (session.Printer.IsJson)
        {
            session.Printer.Json(
                new
                {
                    Preview = done,
                    Instances = count,
                    First = first.Take((int)Math.Min(count, MostShown)).Select(info => info.Instance.Value),
                }
            );
            return;
        }
        session.Printer.Rows(first, ListCommand.Columns, Rows.Of);
        session.Printer.Line($"{Of(count)} would be {done}{(count > first.Count ? "; the first are shown" : "")}.");
    }
}
