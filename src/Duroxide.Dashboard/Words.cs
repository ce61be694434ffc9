using System.Globalization;

namespace Duroxide.Dashboard;

/// <summary>How things are called and written for people.</summary>
static class Words
{
    /// <summary>The status of an instance in a word: what keeps it from going on comes before what it is.</summary>
    public static string Status(InstanceInfo info) =>
        info.Parked is not null ? "Parked"
        : info.Suspended is not null ? "Suspended"
        : info.Status.ToString();

    /// <summary>A time in UTC, to the second.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A time in UTC, to the millisecond.</summary>
    public static string Instant(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>A stretch of time, in its two largest units.</summary>
    public static string Span(TimeSpan span) =>
        span switch
        {
            { TotalDays: >= 1 } => $"{(int)span.TotalDays} d {span.Hours} h",
            { TotalHours: >= 1 } => $"{span.Hours} h {span.Minutes} min",
            { TotalMinutes: >= 1 } => $"{span.Minutes} min {span.Seconds} s",
            { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.TotalMilliseconds):0} ms"),
        };

    /// <summary>The first line of a text, cut short.</summary>
    public static string Cut(string? text, int most = 80)
    {
        var line = (text ?? "").ReplaceLineEndings(" ");
        return line.Length <= most ? line : Beginning.Told(line, most - 1);
    }

    /// <summary>What an argument was refused for, without its name, which says nothing to people.</summary>
    public static string Of(ArgumentException refused) =>
        refused.Message.Replace($" (Parameter '{refused.ParamName}')", "", StringComparison.Ordinal);
}
