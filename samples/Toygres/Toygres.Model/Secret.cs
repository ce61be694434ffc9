using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>
/// A password. It shows three stars, and refuses to be written as JSON, so that neither a log nor a history gets it by
/// accident.
/// </summary>
[JsonConverter(typeof(SecretConverter))]
public sealed class Secret
{
    /// <summary>How many characters a password has at least.</summary>
    public const int MinLength = 8;

    private readonly string text;

    /// <summary>Wraps a password.</summary>
    /// <exception cref="FormatException">It is too short, or has a character that is not printable ASCII.</exception>
    public Secret(string text)
    {
        if (text.Length < MinLength || text.Any(letter => letter is < ' ' or > '~'))
        {
            throw new FormatException(
                $"A password has at least {MinLength} characters, all of them printable ASCII. Choose another one."
            );
        }
        this.text = text;
    }

    /// <summary>Makes a password that nobody can guess.</summary>
    public static Secret Generate() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));

    /// <summary>The password itself. Give it to what needs it, and to nothing else.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public override string ToString() => "***";
}

internal sealed class SecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        throw new JsonException("A secret is not read from JSON. Hand on a reference to it.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        throw new JsonException("A secret is not written to JSON. Hand on a reference to it.");
}
