using System.Text.Json;
using Duroxide.Runtime;

namespace Duroxide.Dashboard;

/// <summary>A part of an execution as it is stored.</summary>
/// <param name="Execution">Which execution.</param>
/// <param name="Requested">When it was asked to start.</param>
/// <param name="Header">What it started from, as an exported file has it; missing unless the part begins with the first event.</param>
/// <param name="Events">What happened, as an exported file has it.</param>
/// <param name="Next">What to give as <c>from</c> to read on; missing when there was nothing more.</param>
sealed record ExportView(
    long Execution,
    DateTimeOffset Requested,
    JsonElement? Header,
    JsonElement[] Events,
    long? Next
);

/// <summary>The operation of the API that gives histories as they are stored, for programs that read them.</summary>
static class ExportOperations
{
    public static IEnumerable<ApiOperation> All { get; } =
    [
        new(
            HttpMethods.Get,
            "/instance/export",
            "exportHistory",
            "Reads a part of an execution as it is stored, with its payloads; refused where payloads are redacted.",
            [
                ApiOperations.Instance,
                ApiOperations.Execution,
                new("from", "integer", "The first event; missing for 1."),
                new("limit", "integer", $"How many at most: up to {Reading.Most}."),
            ],
            AnswerAsync
        )
        {
            Answer = ApiJson.Api.ExportView,
        },
    ];

    static async Task AnswerAsync(Call call)
    {
        if (call.Options.Redact is not null)
        {
            throw new RedactedException(
                "Payloads are redacted here (DashboardOptions.Redact), and a history as it is stored holds them all. "
                    + "GET /api/instance/history tells it with redacted ones."
            );
        }
        var instance = call.Instance;
        var limit = (int)(call.Number("limit", most: Reading.Most) ?? Reading.Most);
        var page = await Reading.HistoryAsync(call, instance, call.Number("from") ?? 1, limit).ConfigureAwait(false);
        var execution =
            await call.Management.GetExecutionAsync(instance, page.Execution, call.Cancellation).ConfigureAwait(false)
            ?? throw await Reading.NoExecutionAsync(call, instance, page.Execution).ConfigureAwait(false);
        await Answers.SendAsync(call, Written(page, execution.Started)).ConfigureAwait(false);
    }

    // The stored texts go as they are: a payload may hold what no JSON element can be made of.
    static byte[] Written(HistoryPage page, DateTimeOffset requested)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("execution", page.Execution.Value);
            writer.WriteString("requested", requested);
            if (page.Header is { } header)
            {
                writer.WritePropertyName("header");
                writer.WriteRawValue(WireCodec.EncodeHeader(header), skipInputValidation: true);
            }
            writer.WritePropertyName("events");
            writer.WriteRawValue(WireCodec.EncodeEvents(page.Events), skipInputValidation: true);
            if (page.Next is { } next)
            {
                writer.WriteNumber("next", next.Value);
            }
            writer.WriteEndObject();
        }
        return bytes.ToArray();
    }
}
