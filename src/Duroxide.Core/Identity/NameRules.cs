namespace Duroxide.Core;

/// <summary>Which texts can be names and ids: those that are not blank, and that every store keeps as they are.</summary>
internal static class NameRules
{
    internal const string Unstorable = "holds a NUL or half of a surrogate pair, which stores cannot keep";

    /// <summary>Why a text cannot be a name or an id, to be read behind what it is to name; null when it can be one.</summary>
    public static string? Problem(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "is empty or blank: it needs at least one character that is not a space"
        : IsStorable(text) ? null
        : Unstorable;

    /// <summary>Gives a name back that can be one.</summary>
    /// <param name="text">The name.</param>
    /// <param name="what">What it names, in words.</param>
    /// <param name="parameter">The parameter that brought it.</param>
    /// <exception cref="ArgumentException">The text cannot be a name.</exception>
    public static string Checked(string? text, string what, string parameter) =>
        Problem(text) is { } problem ? throw new ArgumentException($"The {what} {problem}.", parameter) : text!;

    /// <summary>Whether stores keep a text as it is: well-formed, and without a NUL, at which some stop reading.</summary>
    public static bool IsStorable(string text) => !text.Contains('\0') && IsUnicode(text);

    /// <summary>Whether a text has no half of a surrogate pair, so that UTF-8 can hold it.</summary>
    public static bool IsUnicode(string text)
    {
        var rest = text.AsSpan();
        for (
            var surrogate = rest.IndexOfAnyInRange('\uD800', '\uDFFF');
            surrogate >= 0;
            surrogate = rest.IndexOfAnyInRange('\uD800', '\uDFFF')
        )
        {
            rest = rest[surrogate..];
            if (rest.Length < 2 || !char.IsSurrogatePair(rest[0], rest[1]))
            {
                return false;
            }
            rest = rest[2..];
        }
        return true;
    }
}
