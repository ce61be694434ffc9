namespace Duroxide.Core;

/// <summary>Which texts can be names and ids: those that every store keeps as they are.</summary>
public static class NameRules
{
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

    /// <summary>Whether a text can be a name or an id: well-formed, and without a NUL, at which some stores stop reading.</summary>
    public static bool IsName(string text) => !text.Contains('\0') && IsUnicode(text);
}
