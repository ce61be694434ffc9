namespace Duroxide.Cli;

/// <summary>Deletes old executions of instances that continue as new.</summary>
static class PruneCommand
{
    public static Command Create()
    {
        var (instance, many) = (Instance.Optional(), new Many());
        var keep = new Option<int?>("--keep-last")
        {
            Description = "How many executions stay. Default: the current one.",
        };
        var before = Times.Option("--executions-before", "Only executions that ended before");
        return StoreCommand.Writing(
            "prune",
            "Deletes old executions of an instance or of many, never the current one; values and status stay.",
            [instance, .. many.Options, keep, before],
            session =>
            {
                var options = new PruneOptions { KeepLast = session.Get(keep), EndedBefore = session.Get(before) };
                return many.One(session, instance, previewsOne: true) is { } id
                    ? OneAsync(session, id, many, options)
                    : ManyAsync(session, many, options);
            }
        );
    }

    static async Task<int> OneAsync(Session session, string id, Many many, PruneOptions options)
    {
        if (session.Get(many.Preview))
        {
            await new PrunePreview(session, options).OneAsync(id);
            return ExitCode.Done;
        }
        var what = $"Old executions of instance '{id}' are deleted; see which by --preview.";
        return session.Confirm(what, many.Yes)
            ? DeleteCommand.Told(
                session,
                await session.Management.PruneExecutionsAsync(id, options, session.Cancellation)
            )
            : ExitCode.Refused;
    }

    static async Task<int> ManyAsync(Session session, Many many, PruneOptions options)
    {
        var total = new Deleted(0, 0, 0, 0);
        var ended = await many.EachPageAsync(
            session,
            "rid of old executions for good",
            query => query,
            async query =>
            {
                var deleted = await session.Management.PruneInstancesAsync(
                    query,
                    options,
                    cancellationToken: session.Cancellation
                );
                total = DeleteCommand.Add(total, deleted);
                return (deleted.Instances, deleted.After);
            },
            new PrunePreview(session, options).ManyAsync
        );
        return ended ?? DeleteCommand.Told(session, total);
    }
}
