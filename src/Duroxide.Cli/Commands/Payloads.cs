using System.Text.Json;

namespace Duroxide.Cli;

/// <summary>Payloads on the command line: JSON, as the default converter of the runtimes writes it.</summary>
static class Payloads
{
    /// <summary>An option that takes a payload.</summary>
    public static Option<string?> Option(string name, string description) =>
        new(name)
        {
            Description = $"{description}, as JSON: a text has quotation marks of its own, '\"tea\"'. Default: null.",
        };

    /// <summary>Reads a payload.</summary>
    /// <exception cref="UsageException">It is not JSON.</exception>
    public static JsonElement Read(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "null");
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new UsageException(
                $"'{text}' is not JSON: {error.Message} A text needs quotation marks of its own: '\"{text}\"'."
            );
        }
    }
}
