using System.Data.Common;

namespace Duroxide;

/// <summary>Starts and signals orchestrations within a transaction of the caller's own: if it is rolled back, nothing happened.</summary>
/// <remarks>
/// The caller commits. Then a node takes in what was written, so until a node has heard of it an instance is not seen. Nobody
/// can be told whether an id exists already, or whether an instance gets what it is sent.
/// </remarks>
public sealed class TransactionClient
{
    readonly DuroxideClient client;
    readonly ITransactionalStore store;
    readonly DbTransaction transaction;

    internal TransactionClient(DuroxideClient client, ITransactionalStore store, DbTransaction transaction)
    {
        this.client = client;
        this.store = store;
        this.transaction = transaction;
    }

    /// <summary>Starts an orchestration when the transaction commits; an instance that exists then is left as it is.</summary>
    /// <exception cref="ClientException">The id is empty, too long or reserved, or the input or a tag cannot be written or is too long.</exception>
    public Task StartOrchestrationAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        client.PrepareStartAsync(
            orchestration.Name,
            instance,
            input,
            options,
            start => store.AddAsync(transaction, [start], [], cancellationToken)
        );

    /// <summary>Raises an event when the transaction commits: it reaches a wait that is open when it arrives, or is lost.</summary>
    /// <exception cref="ClientException">An id or name is empty or too long, or the data cannot be written or is too long.</exception>
    public Task RaiseEventAsync<T>(
        InstanceId instance,
        string name,
        T data,
        CancellationToken cancellationToken = default
    ) => SendAsync(instance, Channel.Event, name, data, cancellationToken);

    /// <summary>Puts a message into a queue of an instance when the transaction commits.</summary>
    /// <exception cref="ClientException">An id or name is empty or too long, or the data cannot be written or is too long.</exception>
    public Task SendMessageAsync<T>(
        InstanceId instance,
        string queue,
        T data,
        CancellationToken cancellationToken = default
    ) => SendAsync(instance, Channel.Queue, queue, data, cancellationToken);

    Task SendAsync<T>(InstanceId instance, Channel channel, string name, T data, CancellationToken cancellationToken) =>
        client.PrepareMessageAsync(
            instance,
            channel,
            name,
            data,
            message => store.AddAsync(transaction, [], [message], cancellationToken)
        );
}
