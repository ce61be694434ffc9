using System.Text.Json;

namespace Duroxide;

/// <summary>Starts, signals and watches the orchestrations of another application, over the HTTP API of its dashboard; it has the members of <see cref="DuroxideClient"/>.</summary>
/// <remarks>
/// Where the dashboard redacts payloads, results, statuses and values come redacted, and histories are refused. What is sent and
/// read is JSON. It has no Within, since a transaction is of one connection; no Management and HasManagement, since the API
/// has operations of its own for people; and no StoreTroubles, which are those of the application: its API and health checks tell them.
/// </remarks>
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

    /// <summary>Reads what a status, a value or a history holds as encoded text.</summary>
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
