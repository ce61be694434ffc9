using System.Globalization;
using System.Text;

namespace Duroxide.Cli;

/// <summary>How things look to people.</summary>
static class Shown
{
    const int BeginningLength = 1000;

    /// <summary>A text of which no character moves the cursor, changes a colour or hides another.</summary>
    /// <remarks>Ids and payloads come from anywhere, and a terminal obeys what it is sent.</remarks>
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

    /// <summary>A text in one line, cut to a length.</summary>
    public static string Line(string? text, int most = 60)
    {
        var line = Text((text ?? "").ReplaceLineEndings(" ").Replace('\t', ' '));
        return line.Length <= most ? line : $"{line[..(most - 1)]}…";
    }

    /// <summary>A text whose every line begins so far to the right that none can be taken for one of ours.</summary>
    public static string Indented(string text, int columns)
    {
        var indent = new string(' ', columns);
        return indent + Text(text.ReplaceLineEndings("\n")).Replace("\n", $"\n{indent}", StringComparison.Ordinal);
    }

    /// <summary>The beginning of a text, and how to see all of it where that is longer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="columns">How far to the right its second line begins.</param>
    /// <param name="hint">How to see all of it.</param>
    public static string Beginning(string text, int columns, string hint)
    {
        var begins = Core.Beginning.Of(text, BeginningLength);
        var rest = text.Length - begins.Length;
        var shown = Indented(begins, columns).TrimStart(' ');
        return rest == 0
            ? shown
            : string.Create(CultureInfo.InvariantCulture, $"{shown}… ({rest:#,0} characters more: {hint})");
    }

    /// <summary>A time in UTC, to the second.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A stretch of time, in its two largest units.</summary>
    public static string Age(TimeSpan? age) =>
        age switch
        {
            null => "",
            { TotalDays: >= 1 } days => $"{(int)days.TotalDays}d {days.Hours}h",
            { TotalHours: >= 1 } hours => $"{hours.Hours}h {hours.Minutes}m",
            { TotalMinutes: >= 1 } minutes => $"{minutes.Minutes}m {minutes.Seconds}s",
            { } seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds.TotalSeconds:0.0}s"),
        };

    /// <summary>The status of an instance in a word.</summary>
    public static string Status(InstanceInfo info) =>
        info.Parked is not null ? "Parked"
        : info.Suspended is not null ? "Suspended"
        : info.Status.ToString();

    /// <summary>Tags, as the option takes them.</summary>
    public static string Tags(ValueMap<string, string> tags) =>
        string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}"));

    static bool IsHidden(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
