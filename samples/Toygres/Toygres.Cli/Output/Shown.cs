using System.Globalization;
using System.Text;

namespace Toygres.Cli;

/// <summary>How things look to people.</summary>
internal static class Shown
{
    /// <summary>A text of which no character moves the cursor or changes a colour: a terminal obeys what it is sent.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isPlain = rune.Value is '\n' or '\t' || !IsHidden(Rune.GetUnicodeCategory(rune));
            shown.Append(isPlain ? rune.ToString() : $"\\u{rune.Value:x4}");
        }
        return shown.ToString();
    }

    /// <summary>A time in UTC, to the second.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A size that people read.</summary>
    public static string Bytes(long? bytes) =>
        bytes is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some / 1024.0 / 1024.0:0.0} MB") : "";

    /// <summary>Tags, as the option takes them.</summary>
    public static string Tags(IReadOnlyDictionary<string, string> tags) =>
        string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}"));

    private static bool IsHidden(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
