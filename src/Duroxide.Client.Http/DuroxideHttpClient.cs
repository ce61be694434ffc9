using System.Text.Json;

namespace Duroxide;

/// <summary>Starts, signals and watches the orchestrations of another application, over the HTTP API of its dashboard; it has the members of <see cref="DuroxideClient"/>.</summary>
/// <remarks>Where the dashboard redacts payloads, results, statuses and values come redacted. What is sent and read is JSON.</remarks>
public sealed partial class DuroxideHttpClient
{
    readonly Requests requests;
    readonly JsonPayloadConverter converter;
    readonly TimeProvider time;

    /// <summary>Opens a client.</summary>
    /// <param name="http">Sends the requests; its base address is that of the dashboard, as <c>https://orders.example.net/duroxide/</c>, and it brings what the dashboard's authorization asks for.</param>
    /// <param name="converter">How inputs and data are written, and results read; null for the default.</param>
    /// <param name="time">The clock by which waits time out; null for that of the system.</param>
    /// <exception cref="ArgumentException">The HTTP client has no base address.</exception>
    public DuroxideHttpClient(HttpClient http, JsonPayloadConverter? converter = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        requests = new(http);
        this.converter = converter ?? JsonPayloadConverter.Default;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Starts an orchestration; when it returns, the start is stored.</summary>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="instance">The id of the new instance. One that exists is left as it is, whatever it runs.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <returns>Whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">The id is empty, too long or reserved, or the input or a tag cannot be written or is too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public Task<bool> StartOrchestrationAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        return StartOrchestrationAsync(orchestration.Name, instance, input, options, cancellationToken);
    }

    /// <summary>Starts an orchestration, known by its name; when it returns, the start is stored.</summary>
    /// <param name="name">The name. One that no runtime knows is found out only when its first turn is tried.</param>
    /// <param name="instance">The id of the new instance. One that exists is left as it is, whatever it runs.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <returns>Whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">The id is empty, too long or reserved, or the input or a tag cannot be written or is too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public async Task<bool> StartOrchestrationAsync<TInput>(
        string name,
        InstanceId instance,
        TInput input,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var body = new StartBody(
            instance.Value,
            name,
            Encode(input, $"the input of orchestration '{name}' for instance '{instance}'"),
            options?.Version?.ToString(),
            [.. (options?.Tags ?? default).Select(tag => $"{tag.Key}={tag.Value}")]
        );
        var started = await requests
            .PostAsync(
                instance,
                "instances",
                body,
                WireJson.Api.StartBody,
                WireJson.Api.StartedAnswer,
                cancellationToken
            )
            .ConfigureAwait(false);
        return started.Created;
    }

    /// <summary>Reads what a status or a value holds as encoded text.</summary>
    /// <exception cref="ClientException">It is of another type.</exception>
    public T Decode<T>(string encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        return Decode<T>(encoded, "the payload");
    }

    JsonElement Encode<T>(T value, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(converter.Encode(value));
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new ClientException(
                new ClientError.InvalidInput($"{what} cannot be written: {error.Message}"),
                error
            );
        }
    }

    T Decode<T>(string text, string what)
    {
        try
        {
            return converter.Decode<T>(text);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new ClientException(
                new ClientError.InvalidInput($"{what} is no {typeof(T).Name}: {error.Message}"),
                error
            );
        }
    }
}
