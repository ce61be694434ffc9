namespace Duroxide;

public sealed partial class DuroxideClient
{
    /// <summary>Reads a value as last committed, also after the end; the type's default when there is none.</summary>
    /// <remarks>Ask for an <c>int?</c> rather than an <c>int</c> to tell a missing value from 0.</remarks>
    /// <exception cref="ClientException">The id or the key cannot be one, or the value is of another type.</exception>
    public async Task<T?> GetValueAsync<T>(
        InstanceId instance,
        string key,
        CancellationToken cancellationToken = default
    ) =>
        await FindValueAsync<T>(instance, key, cancellationToken).ConfigureAwait(false) is { } found
            ? found.Value
            : default;

    /// <summary>Reads all values as last committed, encoded; empty when there is none. <see cref="Decode{T}(string)"/> reads each.</summary>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    public Task<ValueMap<string, StoredValue>> GetValuesAsync(
        InstanceId instance,
        CancellationToken cancellationToken = default
    ) => provider.ReadValuesAsync(check.Instance(instance), key: null, cancellationToken);

    /// <summary>Reads what a status, a value or a history holds as encoded text.</summary>
    /// <exception cref="ClientException">It is of another type.</exception>
    public T Decode<T>(string encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        return Decode<T>(encoded, "the payload");
    }

    /// <summary>Waits until a key has a value, and reads it.</summary>
    /// <param name="instance">The instance; one that does not exist is waited for, too.</param>
    /// <param name="key">The key.</param>
    /// <param name="timeout">How long to wait; null for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ClientException">The time is over, the key cannot be one, or the value is of another type.</exception>
    public Task<T> WaitForValueAsync<T>(
        InstanceId instance,
        string key,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) =>
        WaitOn(instance, $"a value of key '{check.Name("key", key)}'", timeout)
            .UntilAsync(
                row =>
                    row is null
                        ? Task.FromResult<Found<T>?>(null)
                        : FindValueAsync<T>(instance, key, cancellationToken),
                cancellationToken
            );

    async Task<Found<T>?> FindValueAsync<T>(InstanceId instance, string key, CancellationToken cancellationToken)
    {
        var values = await provider
            .ReadValuesAsync(check.Instance(instance), check.Name("key", key), cancellationToken)
            .ConfigureAwait(false);
        return values.TryGetValue(key, out var stored)
            ? new Found<T>(Decode<T>(stored.Data, $"the value of key '{key}' of instance '{instance}'"))
            : null;
    }
}
