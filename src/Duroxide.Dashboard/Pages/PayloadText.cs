using System.Text.Encodings.Web;
using System.Text.Json;

namespace Duroxide.Dashboard;

/// <summary>Payloads for people: JSON with its lines, cut where it is long.</summary>
static class PayloadText
{
    const int MostShown = 20_000;
    const int MostInline = 60;

    static readonly JsonWriterOptions Pretty = new()
    {
        Indented = true,
        // It is encoded for the page as all text is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A payload as markup: short ones as they are, longer ones to unfold.</summary>
    public static Html Of(string? payload)
    {
        if (payload is null)
        {
            return Html.Empty;
        }
        if (payload.Length <= MostInline)
        {
            return Html.Of($"""<code>{payload}</code>""");
        }
        var text = payload.Length > MostShown ? payload : Lines(payload);
        var shown = Beginning.Of(text, MostShown);
        var left = text.Length - shown.Length;
        var rest = Html.If(
            left > 0,
            () => Html.Of($"""<p class="quiet">{left} characters more. The HTTP API gives the whole.</p>""")
        );
        return Html.Of(
            $"""<details class="payload"><summary><code>{Words.Cut(payload, MostInline)}</code></summary><pre>{shown}</pre>{rest}</details>"""
        );
    }

    /// <summary>JSON with its lines; what is none as it is.</summary>
    static string Lines(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            using var bytes = new MemoryStream();
            using (var writer = new Utf8JsonWriter(bytes, Pretty))
            {
                document.WriteTo(writer);
            }
            return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
        }
        catch (JsonException)
        {
            // Another converter may write something else, and so may a redaction.
            return payload;
        }
    }
}
