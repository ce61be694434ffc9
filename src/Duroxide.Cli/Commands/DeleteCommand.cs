namespace Duroxide.Cli;

/// <summary>Deletes instances.</summary>
static class DeleteCommand
{
    public static Command Create()
    {
        var instance = new Argument<string?>("instance")
        {
            Description = "The id of the instance; none to delete many ended ones.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var name = new Option<string?>("--name") { Description = "Ended instances of this orchestration." };
        var endedBefore = Times.Option("--ended-before", "Ended instances that ended before");
        var limit = new Option<int>("--limit", "-n")
        {
            Description = "How many at most, without their children.",
            DefaultValueFactory = _ => 1000,
        };
        var force = new Option<bool>("--force") { Description = "Also an instance that runs." };
        var yes = Yes();
        return StoreCommand.Writing(
            "delete",
            "Deletes an instance with its children, or many that have ended.",
            [instance, name, endedBefore, limit, force, yes],
            session =>
            {
                var query = new DeleteQuery
                {
                    Name = session.Get(name),
                    EndedBefore = session.Get(endedBefore),
                    Limit = session.Get(limit),
                };
                return session.Line.GetValue(instance) is { } id
                    ? OneAsync(session, id, session.Get(force), yes)
                    : ManyAsync(session, query, yes);
            }
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
                + $"{deleted.Messages} messages.{(deleted.HasMore ? " There are more: run it again." : "")}"
        );
        return ExitCode.Done;
    }

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

    static async Task<int> ManyAsync(Session session, DeleteQuery query, Option<bool> yes)
    {
        if (query is { Name: null, EndedBefore: null })
        {
            throw new UsageException("Name an instance, or say which: --name, --ended-before.");
        }
        var found = await session.Management.ListInstancesAsync(
            new()
            {
                Name = query.Name,
                EndedBefore = query.EndedBefore ?? DateTimeOffset.MaxValue,
                RootsOnly = true,
                Limit = query.Limit,
            },
            session.Cancellation
        );
        return session.Confirm($"{found.Count} ended instances are deleted with their children.", yes)
            ? Told(
                session,
                await session.Management.DeleteInstancesAsync(query, cancellationToken: session.Cancellation)
            )
            : ExitCode.Refused;
    }
}
