using System.Globalization;
using System.Text.Json;

namespace Duroxide.Dashboard;

/// <summary>The fields of a form that was sent.</summary>
/// <param name="form">The form.</param>
sealed class FormFields(IFormCollection form)
{
    /// <summary>Reads a form.</summary>
    /// <exception cref="BadRequestException">The request holds none, or one that cannot be read.</exception>
    public static async Task<FormFields> ReadAsync(Call call)
    {
        if (!call.Http.Request.HasFormContentType)
        {
            throw new BadRequestException("A form is needed here. Programs use the API.");
        }
        try
        {
            return new(await call.Http.Request.ReadFormAsync(call.Cancellation).ConfigureAwait(false));
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            throw new BadRequestException($"The form cannot be read: {error.Message}");
        }
    }

    /// <summary>A field; null when it is missing or empty.</summary>
    public string? Text(string name) => form[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>Whether a box is ticked.</summary>
    public bool Box(string name) => Text(name) is not null;

    /// <summary>A field that is a whole number; null when it is missing.</summary>
    /// <exception cref="BadRequestException">It is no number.</exception>
    public long? Number(string name) =>
        Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadRequestException($"'{name}' is '{text}', and must be a number.");

    /// <summary>A field that is JSON; null when it is missing.</summary>
    /// <exception cref="BadRequestException">It is no JSON.</exception>
    public JsonElement? Json(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new BadRequestException(
                $"'{name}' is not JSON: {error.Message} A text needs quotation marks of its own. Nothing was changed."
            );
        }
    }
}
