namespace Duroxide;

/// <summary>A converter with the rules that hold for every converter: units, raw payloads and clear errors.</summary>
internal sealed class PayloadCodec(IPayloadConverter converter)
{
    const string Nothing = "null";

    /// <summary>The codec of the default converter.</summary>
    public static PayloadCodec Default { get; } = new(JsonPayloadConverter.Default);

    /// <summary>Writes a value as text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">The payload in words, for the error message.</param>
    /// <param name="name">The name behind the words, which are put together only for an error; null for none.</param>
    /// <exception cref="PayloadException">The converter cannot write it.</exception>
    public string Encode<T>(T value, string what, string? name = null)
    {
        if (typeof(T) == typeof(Unit))
        {
            return Nothing;
        }
        try
        {
            // History holds texts, and a converter that gives none means an empty one.
            var text = (value is Payload raw ? raw.Text : converter.Encode(value)) ?? "";
            return NameRules.IsUnicode(text)
                ? text
                : throw new FormatException(
                    "The encoded text holds half of a surrogate pair, which stores cannot keep."
                );
        }
        catch (Exception cause)
        {
            throw new PayloadException(Named(what, name), typeof(T), cause);
        }
    }

    /// <summary>Reads a value from text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">The payload in words, for the error message.</param>
    /// <param name="name">The name behind the words, which are put together only for an error; null for none.</param>
    /// <exception cref="PayloadException">The text does not fit the type.</exception>
    public T Decode<T>(string text, string what, string? name = null)
    {
        if (typeof(T) == typeof(Unit))
        {
            return default!;
        }
        if (typeof(T) == typeof(Payload))
        {
            return (T)(object)new Payload(text);
        }
        try
        {
            return converter.Decode<T>(text);
        }
        catch (Exception cause)
        {
            throw new PayloadException(Named(what, name), typeof(T), cause);
        }
    }

    static string Named(string what, string? name) => name is null ? what : $"{what} '{name}'";
}
