using System.Buffers;
using System.Text;

namespace Duroxide.PostgreSql;

/// <summary>Texts as the server can keep them: it knows no NUL and no half of a surrogate pair.</summary>
/// <remarks>Each such character is written as a sign that no text has by itself, and its number; and so is the sign.</remarks>
static class Texts
{
    // A noncharacter of the basic plane: in no sensible text, and legal in UTF-8.
    const char Sign = '\uFDD0';

    static readonly SearchValues<char> Odd = SearchValues.Create([
        '\0',
        Sign,
        .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code),
    ]);

    /// <summary>What is stored for a text.</summary>
    public static string? Write(string? text)
    {
        if (text is null || text.AsSpan().IndexOfAny(Odd) < 0)
        {
            return text;
        }
        var stored = new StringBuilder(text.Length + 8);
        for (var index = 0; index < text.Length; index++)
        {
            var one = text[index];
            if (char.IsHighSurrogate(one) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                stored.Append(one).Append(text[++index]);
            }
            else if (one is '\0' or Sign || char.IsSurrogate(one))
            {
                stored.Append(Sign).Append(((int)one).ToString("X4", null));
            }
            else
            {
                stored.Append(one);
            }
        }
        return stored.ToString();
    }

    /// <summary>The text for which something is stored.</summary>
    public static string Read(string stored)
    {
        if (!stored.Contains(Sign, StringComparison.Ordinal))
        {
            return stored;
        }
        var parts = stored.Split(Sign);
        var text = new StringBuilder(parts[0], stored.Length);
        foreach (var part in parts.Skip(1))
        {
            text.Append((char)Convert.ToInt32(part[..4], 16)).Append(part, 4, part.Length - 4);
        }
        return text.ToString();
    }
}
