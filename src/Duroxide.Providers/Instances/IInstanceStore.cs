namespace Duroxide.Providers;

/// <summary>What clients ask of a store.</summary>
public interface IInstanceStore
{
    /// <summary>Creates instances that wait for their first turn; one whose id exists is left as it is.</summary>
    /// <returns>For each in order, whether it was created.</returns>
    Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    );

    /// <summary>Puts messages into the queues of instances, stamped with the store's time.</summary>
    /// <returns>For each in order, whether it was taken; false when the instance does not exist or has ended for good.</returns>
    Task<IReadOnlyList<bool>> EnqueueAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken);

    /// <summary>Reads the row of an instance, never its history; waits until it has changed.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="seen">The <see cref="InstanceRecord.Revision"/> already seen: a row with no higher one is waited on; 0 waits for an instance to exist, and -1 never waits.</param>
    /// <param name="wait">How long to wait at most; after that the row is returned as it is. With -1, when above zero: who asks is going to wait for a change of what he gets, so a store that hears of changes may give the row as it heard of it last.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The row; null when there is no such instance.</returns>
    Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    );

    /// <summary>Reads one execution; null asks for the current one.</summary>
    /// <returns>The execution; null when there is no such one.</returns>
    Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    );

    /// <summary>Reads the values of an instance as last committed; empty when there is none.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="key">One key, or null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    );
}
