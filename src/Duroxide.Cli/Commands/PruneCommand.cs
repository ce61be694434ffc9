namespace Duroxide.Cli;

/// <summary>Deletes old executions of instances that continue as new.</summary>
static class PruneCommand
{
    public static Command Create()
    {
        var instance = new Argument<string?>("instance")
        {
            Description = "The id of the instance; none for all that the options name.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var filter = new InstanceFilter();
        var keep = new Option<int?>("--keep-last")
        {
            Description = "How many executions stay. Default: the current one.",
        };
        var before = Times.Option("--executions-before", "Only executions that ended before");
        var yes = DeleteCommand.Yes();
        return StoreCommand.Writing(
            "prune",
            "Deletes old executions, never the current one; values and status stay.",
            [instance, .. filter.Options, keep, before, yes],
            async session =>
            {
                var options = new PruneOptions { KeepLast = session.Get(keep), EndedBefore = session.Get(before) };
                var id = session.Line.GetValue(instance);
                var whose = id is null ? "the instances that were named" : $"instance '{id}'";
                if (!session.Confirm($"Old executions of {whose} are deleted.", yes))
                {
                    return ExitCode.Refused;
                }
                var deleted = id is not null
                    ? await session.Management.PruneExecutionsAsync(id, options, session.Cancellation)
                    : await session.Management.PruneInstancesAsync(
                        filter.Read(session),
                        options,
                        cancellationToken: session.Cancellation
                    );
                return DeleteCommand.Told(session, deleted);
            }
        );
    }
}
