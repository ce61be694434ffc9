namespace Duroxide.Sqlite;

/// <summary>Deletes instances and old executions.</summary>
static class Deletion
{
    static readonly Sql ReadKey = Sql.Named("instances/key");
    static readonly Sql ReadTree = Sql.Named("management/tree");
    static readonly Sql ReadEnds = Sql.Named("management/ends");
    static readonly Sql RemoveHistory = Sql.Named("history/remove");
    static readonly Sql RemoveExecution = Sql.Named("management/remove-execution");
    static readonly Sql RemoveInstance = Sql.Named("management/remove-instance");

    static readonly Sql[] RemoveQueued =
    [
        Sql.Named("messages/remove-all"),
        Sql.Named("messages/remove-held"),
        Sql.Named("messages/remove-timers"),
        Sql.Named("management/remove-activities"),
    ];

    static readonly Sql RemovePayloads = Sql.Named("management/remove-activity-payloads");

    static readonly Sql[] RemoveRest =
    [
        Sql.Named("turns/remove"),
        Sql.Named("management/remove-values"),
        Sql.Named("management/remove-tags"),
        Sql.Named("management/remove-status"),
        Sql.Named("management/remove-parked-of"),
        Sql.Named("management/resume"),
    ];

    /// <summary>Deletes roots with all their descendants.</summary>
    public static Deleted Delete(Transaction transaction, IReadOnlyList<InstanceId> roots, DeletionForce force)
    {
        // All is looked at before the first deletion, for a refusal must leave everything.
        Dictionary<long, string> doomed = [];
        foreach (var root in roots)
        {
            Gather(transaction, root, force, doomed);
        }
        var deleted = new Deleted(0, 0, 0, 0);
        foreach (var (key, id) in doomed)
        {
            var one = DeleteOne(transaction, key);
            deleted = new Deleted(
                deleted.Instances + 1,
                deleted.Executions + one.Executions,
                deleted.Events + one.Events,
                deleted.Messages + one.Messages
            );
            transaction.Named.Add(id);
        }
        return deleted;
    }

    /// <summary>Deletes old executions of an instance, never the current one.</summary>
    public static Deleted Prune(Transaction transaction, InstanceId instance, PruneOptions options)
    {
        var key =
            transaction.Use(ReadKey).With(instance.Value).ReadOptional()
            ?? throw NotFound(nameof(IManagement.PruneExecutionsAsync), instance);
        var keep = Math.Max(options.KeepLast ?? 1, 1);
        var old = Ends(transaction, key)
            .Skip(keep)
            .Where(end => options.EndedBefore is not { } limit || end.Ended < limit.ToUnixTimeMilliseconds())
            .ToList();
        foreach (var end in old)
        {
            RemoveEnd(transaction, key, end);
        }
        return new Deleted(1, old.Count, old.Sum(end => end.LastEvent), 0);
    }

    static void Gather(Transaction transaction, InstanceId root, DeletionForce force, Dictionary<long, string> doomed)
    {
        const string operation = nameof(IManagement.DeleteInstancesAsync);
        var isRoot = true;
        var read = transaction.Use(ReadTree).With(root.Value);
        while (read.Step())
        {
            if (isRoot && read.OptionalText(2) is { } parent)
            {
                read.Reset();
                throw Refusal(operation, $"'{root}' is a child of '{parent}'. Delete its root, and it goes too.");
            }
            var isForced = force == DeletionForce.Trees || (force == DeletionForce.Roots && isRoot);
            if (!isForced && read.Int64(3) != 0)
            {
                var running = read.Text(1);
                read.Reset();
                throw Refusal(
                    operation,
                    $"'{running}' still runs. Cancel it and wait for its end, or delete by force."
                );
            }
            isRoot = false;
            doomed[read.Int64(0)] = read.Text(1);
        }
        if (isRoot)
        {
            throw NotFound(operation, root);
        }
    }

    static Deleted DeleteOne(Transaction transaction, long key)
    {
        var ends = Ends(transaction, key);
        foreach (var end in ends)
        {
            RemoveEnd(transaction, key, end);
        }
        transaction.Use(RemovePayloads).With(key).Run();
        var messages = RemoveQueued.Sum(sql => transaction.Use(sql).With(key).Run());
        foreach (var sql in RemoveRest)
        {
            transaction.Use(sql).With(key).Run();
        }
        transaction.Use(RemoveInstance).With(key).Run();
        return new Deleted(1, ends.Count, ends.Sum(end => end.LastEvent), messages);
    }

    static List<End> Ends(Transaction transaction, long key)
    {
        List<End> ends = [];
        var read = transaction.Use(ReadEnds).With(key);
        while (read.Step())
        {
            ends.Add(new End(read.Int64(0), read.Int64(1), read.Int64(2), read.OptionalInt64(3)));
        }
        return ends;
    }

    static void RemoveEnd(Transaction transaction, long instance, End end)
    {
        transaction.Use(RemoveHistory).With(end.LastBatch).Run();
        transaction.Use(RemoveExecution).With(instance).With(end.Execution).Run();
    }

    static ProviderException NotFound(string operation, InstanceId instance) =>
        Refusal(operation, $"There is no instance '{instance}'. Nothing was deleted.");

    static ProviderException Refusal(string operation, string message) => new(operation, message, isRetryable: false);

    readonly record struct End(long Execution, long LastEvent, long LastBatch, long? Ended);
}
