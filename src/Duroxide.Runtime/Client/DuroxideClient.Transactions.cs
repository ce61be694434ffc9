using System.Data.Common;

namespace Duroxide;

public sealed partial class DuroxideClient
{
    /// <summary>Starts and signals orchestrations within a transaction of the caller's own.</summary>
    /// <param name="transaction">The transaction, on a connection to the database of the store: an NpgsqlTransaction, or one of any ADO.NET provider on the same SQLite file.</param>
    /// <exception cref="NotSupportedException">The store cannot do it.</exception>
    public TransactionClient Within(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return provider is ITransactionalStore store
            ? new(this, store, transaction)
            : throw new NotSupportedException(
                $"The store '{provider.Name}' does not write in transactions of its callers."
            );
    }

    internal Task PrepareStartAsync<TInput>(
        string name,
        InstanceId instance,
        TInput input,
        StartOptions? options,
        Func<NewInstance, Task> write
    ) =>
        new ClientCall(SpanNames.Start, name, instance).MakeAsync(
            time,
            async trace =>
            {
                await write(TurnTranslation.Instance(NewHeader(name, instance, input, options), trace))
                    .ConfigureAwait(false);
                return true;
            }
        );

    internal Task PrepareMessageAsync<T>(
        InstanceId instance,
        Channel channel,
        string name,
        T data,
        Func<NewMessage, Task> write
    )
    {
        var (span, what) = channel == Channel.Event ? (SpanNames.Raise, "event") : (SpanNames.Send, "queue");
        return new ClientCall(span, name, instance).MakeAsync(
            time,
            async trace =>
            {
                check.Name($"name of the {what}", name);
                var delivery = new Delivery.Data(channel, name, Encode(data, $"data of {what} '{name}'"));
                await write(new(check.Instance(instance), WireCodec.EncodeDelivery(delivery, trace)))
                    .ConfigureAwait(false);
                return true;
            }
        );
    }
}
