namespace Duroxide.Core;

/// <summary>Cuts texts that are too long to show.</summary>
internal static class Beginning
{
    /// <summary>The beginning of a text, in at most so many UTF-16 units; half of a surrogate pair is no character, and left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How much of it; at least 1.</param>
    public static string Of(string text, int most) =>
        text.Length <= most ? text
        : char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)]
        : text[..most];

    /// <summary>The same, with an ellipsis where something was left out.</summary>
    public static string Told(string text, int most) => text.Length <= most ? text : $"{Of(text, most)}…";
}
