using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

public sealed partial class DuroxideHttpClient
{
    /// <summary>Raises an event: it reaches a wait that is open when it arrives, or is lost.</summary>
    /// <returns>Whether the instance got it; false when it does not exist or has ended.</returns>
    /// <exception cref="ClientException">An id or name is empty or too long, or the data cannot be written or is too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public Task<bool> RaiseEventAsync<T>(
        InstanceId instance,
        string name,
        T data,
        CancellationToken cancellationToken = default
    ) =>
        SendAsync(
            instance,
            "events",
            new EventBody(name, Encode(data, $"the data of event '{name}'")),
            WireJson.Api.EventBody,
            cancellationToken
        );

    /// <summary>Puts a message into a queue of an instance, where it waits for its reader, across continue-as-new too.</summary>
    /// <returns>Whether the instance got it; false when it does not exist or has ended.</returns>
    /// <exception cref="ClientException">An id or name is empty or too long, or the data cannot be written or is too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public Task<bool> SendMessageAsync<T>(
        InstanceId instance,
        string queue,
        T data,
        CancellationToken cancellationToken = default
    ) =>
        SendAsync(
            instance,
            "messages",
            new MessageBody(queue, Encode(data, $"the data of queue '{queue}'")),
            WireJson.Api.MessageBody,
            cancellationToken
        );

    /// <summary>Asks an instance to end as cancelled, with its children; the first request's reason counts.</summary>
    /// <returns>Whether the instance got it; false when it does not exist or has ended.</returns>
    /// <exception cref="ClientException">The id is empty or too long, or the reason is missing or too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public Task<bool> CancelAsync(InstanceId instance, string reason, CancellationToken cancellationToken = default) =>
        SendAsync(instance, "cancel", new CancelBody(reason), WireJson.Api.CancelBody, cancellationToken);

    async Task<bool> SendAsync<TBody>(
        InstanceId instance,
        string what,
        TBody body,
        JsonTypeInfo<TBody> type,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await requests
                .PostAsync(
                    instance,
                    $"instance/{what}?id={Uri.EscapeDataString(instance.Value)}",
                    body,
                    type,
                    WireJson.Api.ChangedAnswer,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return true;
        }
        catch (ClientException refused) when (refused.Error is ClientError.InstanceNotFound or ClientError.NotPossible)
        {
            return false;
        }
    }
}
