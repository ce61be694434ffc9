using System.CommandLine.Parsing;
using System.Globalization;

namespace Duroxide.Cli;

/// <summary>Times and ages on the command line.</summary>
static class Times
{
    /// <summary>An option that takes a time in UTC, or an age before now such as 7d.</summary>
    public static Option<DateTimeOffset?> Option(string name, string description) =>
        new(name)
        {
            Description = $"{description} this time in UTC (2026-11-30T12:00), or this long ago (90s, 15m, 2h, 7d).",
            CustomParser = Parse,
        };

    /// <summary>An option that takes a stretch of time such as 15m.</summary>
    public static Option<TimeSpan?> Span(string name, string description) =>
        new(name)
        {
            Description = $"{description} (90s, 15m, 2h, 7d).",
            CustomParser = result =>
            {
                var text = result.Tokens.Single().Value;
                var age = Age(text);
                if (age is null)
                {
                    result.AddError($"'{text}' is no stretch of time; write one like 90s, 15m, 2h or 7d.");
                }
                return age;
            },
        };

    static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Age(text) is { } age)
        {
            return Root.TerminalOf(result).Time.GetUtcNow() - age;
        }
        if (
            DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
        {
            return time;
        }
        result.AddError($"'{text}' is neither a time like 2026-11-30T12:00 nor an age like 7d.");
        return null;
    }

    static TimeSpan? Age(string text) =>
        text.Length > 1 && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out var number) && number >= 0
            ? text[^1] switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                'd' => TimeSpan.FromDays(number),
                _ => null,
            }
            : null;
}
