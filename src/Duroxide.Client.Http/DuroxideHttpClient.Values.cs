namespace Duroxide;

public sealed partial class DuroxideHttpClient
{
    /// <summary>Reads a value as last committed, also after the end; the type's default when there is none.</summary>
    /// <remarks>Ask for an <c>int?</c> rather than an <c>int</c> to tell a missing value from 0.</remarks>
    /// <exception cref="ClientException">The id cannot be one, or the value is of another type.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public async Task<T?> GetValueAsync<T>(
        InstanceId instance,
        string key,
        CancellationToken cancellationToken = default
    )
    {
        var values = await GetValuesAsync(instance, cancellationToken).ConfigureAwait(false);
        return values.TryGetValue(key, out var stored)
            ? Decode<T>(stored.Data, $"the value of key '{key}' of instance '{instance}'")
            : default;
    }

    /// <summary>Reads all values as last committed, encoded; empty when there is none. <see cref="Decode{T}(string)"/> reads each.</summary>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public async Task<ValueMap<string, StoredValue>> GetValuesAsync(
        InstanceId instance,
        CancellationToken cancellationToken = default
    )
    {
        var path = $"instance/values?id={Uri.EscapeDataString(instance.Value)}";
        var values = await requests
            .GetAsync(instance, path, WireJson.Api.ValueAnswerArray, cancellationToken)
            .ConfigureAwait(false);
        return values.Aggregate(
            ValueMap<string, StoredValue>.Empty,
            (all, value) => all.Set(value.Key, new(value.Data, Timestamp.From(value.Updated)))
        );
    }

    /// <summary>Waits until a key has a value, and reads it.</summary>
    /// <param name="instance">The instance; one that does not exist is waited for, too.</param>
    /// <param name="key">The key.</param>
    /// <param name="timeout">How long to wait; null for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the orchestration.</param>
    /// <exception cref="ClientException">The time is over, or the value is of another type.</exception>
    public async Task<T> WaitForValueAsync<T>(
        InstanceId instance,
        string key,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    )
    {
        var started = time.GetTimestamp();
        var longest = Finite(timeout);
        var seen = -1L;
        while (true)
        {
            var left = longest is { } most ? most - time.GetElapsedTime(started) : (TimeSpan?)null;
            var status = await UntilAsync(
                    instance,
                    $"a value of key '{key}'",
                    left,
                    status => InfoOf(status) is { } info && info.Revision > seen,
                    cancellationToken
                )
                .ConfigureAwait(false);
            seen = InfoOf(status)!.Revision;
            var values = await GetValuesAsync(instance, cancellationToken).ConfigureAwait(false);
            if (values.TryGetValue(key, out var stored))
            {
                return Decode<T>(stored.Data, $"the value of key '{key}' of instance '{instance}'");
            }
        }
    }
}
