namespace Duroxide.Cli;

/// <summary>Deletes instances.</summary>
static class DeleteCommand
{
    public static Command Create()
    {
        var (instance, many) = (Instance.Optional(), new Many());
        var force = new Option<bool>("--force") { Description = "Also what runs." };
        return StoreCommand.Writing(
            "delete",
            "Deletes an instance with its children, or many.",
            [instance, .. many.Options, force],
            session =>
                many.One(session, instance) is { } id
                    ? OneAsync(session, id, session.Get(force), many.Yes)
                    : ManyAsync(session, many, session.Get(force))
        );
    }

    /// <summary>The option that answers the question beforehand.</summary>
    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do it without being asked." };

    /// <summary>Tells what was deleted.</summary>
    public static int Told(Session session, Deleted deleted)
    {
        if (session.Printer.IsJson)
        {
            session.Printer.Json(deleted);
        }
        session.Printer.Line(
            $"Deleted: {deleted.Instances} instances, {deleted.Executions} executions, {deleted.Events} events, "
                + $"{deleted.Messages} messages.{(deleted.Kept > 0 ? $" Left for children that run: {deleted.Kept}." : "")}"
        );
        return ExitCode.Done;
    }

    /// <summary>What was deleted in two steps.</summary>
    public static Deleted Add(Deleted one, Deleted other) =>
        new(
            one.Instances + other.Instances,
            one.Executions + other.Executions,
            one.Events + other.Events,
            one.Messages + other.Messages
        )
        {
            Kept = one.Kept + other.Kept,
        };

    static async Task<int> OneAsync(Session session, string id, bool force, Option<bool> yes)
    {
        var tree = await session.Management.GetTreeAsync(id, cancellationToken: session.Cancellation);
        var children = tree.Count - 1;
        var what =
            children == 0 ? $"Instance '{id}' is deleted." : $"Instance '{id}' is deleted with {children} below it.";
        return session.Confirm(what, yes)
            ? Told(session, await session.Management.DeleteInstanceAsync(id, force, session.Cancellation))
            : ExitCode.Refused;
    }

    static async Task<int> ManyAsync(Session session, Many many, bool force)
    {
        var total = new Deleted(0, 0, 0, 0);
        var ended = await many.EachPageAsync(
            session,
            "deleted with their children for good",
            query =>
                query with
                {
                    RootsOnly = true,
                    EndedBefore = query.EndedBefore ?? (force ? null : DateTimeOffset.MaxValue),
                },
            async query =>
            {
                var page = await session.Management.ListInstancesAsync(query, session.Cancellation);
                var chosen = new DeleteQuery
                {
                    Instances = page.Select(info => info.Instance).ToValueList(),
                    Force = force,
                    Limit = query.Limit,
                };
                var deleted = await session.Management.DeleteInstancesAsync(
                    chosen,
                    cancellationToken: session.Cancellation
                );
                total = Add(total, deleted);
                return (page.Count, page.Next);
            }
        );
        return ended ?? Told(session, total);
    }
}
