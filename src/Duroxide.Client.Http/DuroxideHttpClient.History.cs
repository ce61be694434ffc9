using System.Globalization;
using System.Text;
using System.Text.Json;
using Duroxide.Runtime;

namespace Duroxide;

public sealed partial class DuroxideHttpClient
{
    /// <summary>Reads the whole history of one execution, for people and tools; <see cref="HistoryText"/> names its events.</summary>
    /// <remarks>It comes a thousand events at a time. A dashboard that redacts payloads does not give it.</remarks>
    /// <param name="instance">The instance.</param>
    /// <param name="execution">Which of its executions; null for the current one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The history; null when there is no such execution.</returns>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    /// <exception cref="CorruptPayloadException">The history is damaged, or a newer build wrote it.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, it refuses the caller, or payloads are redacted there.</exception>
    public async Task<ExecutionHistory?> ReadHistoryAsync(
        InstanceId instance,
        ExecutionId? execution = null,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            var first = await PartAsync(instance, execution?.Value, from: 1, cancellationToken).ConfigureAwait(false);
            var batches = new List<ReadOnlyMemory<byte>> { Raw(first.Events) };
            for (var next = first.Next; next is { } from; )
            {
                var part = await PartAsync(instance, first.Execution, from, cancellationToken).ConfigureAwait(false);
                batches.Add(Raw(part.Events));
                next = part.Next;
            }
            var start = new StoredStart(Raw(first.Header!.Value), Timestamp.From(first.Requested));
            return ExecutionHistory.Decode(new(instance, new(first.Execution), start, batches));
        }
        catch (ClientException refused) when (refused.Error is ClientError.InstanceNotFound)
        {
            return null;
        }
    }

    Task<ExportAnswer> PartAsync(InstanceId instance, long? execution, long from, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"instance/export?id={Uri.EscapeDataString(instance.Value)}&from={from}{(execution is { } number ? $"&execution={number}" : "")}"
        );
        return requests.GetAsync(instance, path, WireJson.Api.ExportAnswer, cancellationToken);
    }

    static byte[] Raw(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());
}
