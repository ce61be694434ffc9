namespace Duroxide;

public sealed partial class DuroxideClient
{
    /// <summary>Raises an event: it reaches a wait that is open when it arrives, or is lost.</summary>
    /// <returns>Whether the instance got it; false when it does not exist or has ended.</returns>
    /// <exception cref="ClientException">An id or name is empty or too long, or the data cannot be written or is too long.</exception>
    public Task<bool> RaiseEventAsync<T>(
        InstanceId instance,
        string name,
        T data,
        CancellationToken cancellationToken = default
    ) => SendAsync(instance, Channel.Event, "event", name, data, cancellationToken);

    /// <summary>Puts a message into a queue of an instance, where it waits for its reader, across continue-as-new too.</summary>
    /// <returns>Whether the instance got it; false when it does not exist or has ended.</returns>
    /// <exception cref="ClientException">An id or name is empty or too long, or the data cannot be written or is too long.</exception>
    public Task<bool> SendMessageAsync<T>(
        InstanceId instance,
        string queue,
        T data,
        CancellationToken cancellationToken = default
    ) => SendAsync(instance, Channel.Queue, "queue", queue, data, cancellationToken);

    /// <summary>Asks an instance to end as cancelled, with its children; the first request's reason counts.</summary>
    /// <returns>Whether the instance got it; false when it does not exist or has ended.</returns>
    /// <exception cref="ClientException">The id is empty or too long, or the reason is too long.</exception>
    public Task<bool> CancelAsync(InstanceId instance, string reason, CancellationToken cancellationToken = default) =>
        new ClientCall(SpanNames.Cancel, null, instance).MakeAsync(
            time,
            trace => SendAsync(instance, new Delivery.Cancel(check.Data("reason", reason)), trace, cancellationToken)
        );

    Task<bool> SendAsync<T>(
        InstanceId instance,
        Channel channel,
        string what,
        string name,
        T data,
        CancellationToken cancellationToken
    ) =>
        new ClientCall(channel == Channel.Event ? SpanNames.Raise : SpanNames.Send, name, instance).MakeAsync(
            time,
            trace =>
            {
                check.Name($"name of the {what}", name);
                var delivery = new Delivery.Data(channel, name, Encode(data, $"data of {what} '{name}'"));
                return SendAsync(instance, delivery, trace, cancellationToken);
            }
        );

    async Task<bool> SendAsync(
        InstanceId instance,
        Delivery delivery,
        TraceContext? trace,
        CancellationToken cancellationToken
    )
    {
        var message = new NewMessage(check.Instance(instance), WireCodec.EncodeDelivery(delivery, trace))
        {
            IsCancel = delivery is Delivery.Cancel,
        };
        var taken = await WriteAsync("messages of clients", () => provider.EnqueueAsync([message], cancellationToken))
            .ConfigureAwait(false);
        return taken[0];
    }
}
