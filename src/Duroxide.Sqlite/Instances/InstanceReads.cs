namespace Duroxide.Sqlite;

/// <summary>Reads rows of instances and executions, histories and values.</summary>
static class InstanceReads
{
    static readonly Sql ReadRow = Sql.Named("instances/read");
    static readonly Sql ReadRowOfKey = Sql.Named("instances/read-of-key");
    static readonly Sql ReadKey = Sql.Named("instances/key");
    static readonly Sql ReadValues = Sql.Named("instances/values");
    static readonly Sql ReadExecution = Sql.Named("instances/execution");
    static readonly Sql ReadLeased = Sql.Named("instances/leased");
    static readonly Sql ReadChain = Sql.Named("history/chain");
    static readonly Sql ReadPart = Sql.Named("history/part");

    /// <summary>The row of an instance; null when there is none.</summary>
    public static InstanceRecord? Row(Connection connection, InstanceId instance) =>
        RowOrNull(connection, connection.Use(ReadRow).With(instance.Value));

    /// <summary>The row of the instance with a key; null when there is none.</summary>
    public static InstanceRecord? Row(Connection connection, long key) =>
        RowOrNull(connection, connection.Use(ReadRowOfKey).With(key));

    static InstanceRecord? RowOrNull(Connection connection, Statement read)
    {
        if (!read.Step())
        {
            return null;
        }
        var row = Row(connection, read);
        read.Reset();
        return row;
    }

    /// <summary>The row at which a statement stands.</summary>
    static InstanceRecord Row(Connection connection, Statement read) =>
        WithoutOutput(connection, read) with
        {
            Output = read.OptionalBytes(7),
        };

    /// <summary>The row at which a statement stands, but for its output.</summary>
    public static InstanceRecord WithoutOutput(Connection connection, Statement read) =>
        new(
            new InstanceId(read.Text(1)),
            read.Text(2),
            SemanticVersion.TryParse(read.OptionalText(3)),
            new ExecutionId(read.Int64(4)),
            (ExecutionStatus)read.Int64(5),
            read.Int64(6)
        )
        {
            CustomStatus = read.OptionalText(8),
            CustomStatusVersion = read.Int64(9),
            Parent = read.OptionalText(10) is { } parent ? new InstanceId(parent) : default(InstanceId?),
            Created = new Timestamp(read.Int64(11)),
            Updated = new Timestamp(read.Int64(12)),
            Parked = read.OptionalText(13),
            Tags = InstanceTags.Read(connection, read.Int64(0)),
            Suspended = read.OptionalText(14) is { } reason
                ? new Suspension(reason, new Timestamp(read.Int64(15)).ToDateTimeOffset())
                : null,
        };

    /// <summary>An execution with its history; null when there is none.</summary>
    public static StoredExecution? Execution(Connection connection, InstanceId instance, ExecutionId? execution)
    {
        var read = connection.Use(ReadExecution).With(instance.Value).With(execution?.Value);
        if (!read.Step())
        {
            return null;
        }
        var (number, started, lastBatch) = (read.Int64(1), read.Int64(2), read.Int64(3));
        read.Reset();
        return History(connection, instance, number, started, lastBatch);
    }

    /// <summary>A part of a history; null when there is no such execution.</summary>
    public static StoredHistory? Part(
        Connection connection,
        InstanceId instance,
        ExecutionId? execution,
        long from,
        int limit
    )
    {
        var read = connection.Use(ReadExecution).With(instance.Value).With(execution?.Value);
        if (!read.Step())
        {
            return null;
        }
        var (number, started, lastBatch) = (read.Int64(1), read.Int64(2), read.Int64(3));
        read.Reset();
        List<ReadOnlyMemory<byte>> batches = [];
        StoredStart? start = null;
        // The row before the first event holds the header.
        var part = connection.Use(ReadPart).With(lastBatch).With(from <= 1 ? 0 : from).With(Math.Max(from, 1) + limit);
        while (part.Step())
        {
            if (part.Int64(0) == 0)
            {
                start = new StoredStart(part.Bytes(1), new Timestamp(started));
            }
            else
            {
                batches.Add(part.Bytes(1));
            }
        }
        batches.Reverse();
        return new StoredHistory(new ExecutionId(number), batches) { Start = start };
    }

    /// <summary>The execution that is leased; null when the lease is lost.</summary>
    public static StoredExecution? Leased(Connection connection, Lease lease)
    {
        var read = connection.Use(ReadLeased).With(lease.Key).With(lease.Fence);
        if (!read.Step())
        {
            return null;
        }
        var instance = new InstanceId(read.Text(0));
        var (number, started, lastBatch) = (read.Int64(1), read.Int64(2), read.Int64(3));
        read.Reset();
        return History(connection, instance, number, started, lastBatch);
    }

    /// <summary>The values of an instance.</summary>
    public static ValueMap<string, StoredValue> Values(Connection connection, InstanceId instance, string? key)
    {
        var values = ValueMap<string, StoredValue>.Empty;
        if (connection.Use(ReadKey).With(instance.Value).ReadOptional() is not { } number)
        {
            return values;
        }
        var read = connection.Use(ReadValues).With(number).With(key);
        while (read.Step())
        {
            values = values.Set(read.Text(0), new StoredValue(read.Text(1), new Timestamp(read.Int64(2))));
        }
        return values;
    }

    static StoredExecution History(
        Connection connection,
        InstanceId instance,
        long execution,
        long started,
        long lastBatch
    )
    {
        List<ReadOnlyMemory<byte>> batches = [];
        ReadOnlyMemory<byte>? header = null;
        var read = connection.Use(ReadChain).With(lastBatch);
        while (read.Step())
        {
            if (read.Int64(0) == 0)
            {
                header = read.Bytes(1);
            }
            else
            {
                batches.Add(read.Bytes(1));
            }
        }
        batches.Reverse();
        return new StoredExecution(
            instance,
            new ExecutionId(execution),
            new StoredStart(header ?? throw Broken(instance, execution), new Timestamp(started)),
            batches
        );
    }

    static ProviderException Broken(InstanceId instance, long execution) =>
        new(
            "ReadHistory",
            $"The history of '{instance}', execution {execution}, does not reach back to its start. Restore the file from a backup.",
            isRetryable: false
        );
}
