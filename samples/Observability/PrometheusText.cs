using System.Globalization;
using System.Text.RegularExpressions;

namespace Observability;

/// <summary>Reads what a scrape answers: Prometheus's text format.</summary>
static partial class PrometheusText
{
    public static IReadOnlyList<Sample> Parse(string text) =>
        [.. text.Split('\n').Select(line => Line().Match(line)).Where(match => match.Success).Select(Read)];

    static Sample Read(Match match) =>
        new(
            match.Groups["name"].Value,
            Label()
                .Matches(match.Groups["labels"].Value)
                .ToDictionary(label => label.Groups["name"].Value, label => Plain(label.Groups["value"].Value)),
            Number(match.Groups["value"].Value)
        );

    static double Number(string text) =>
        text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };

    static string Plain(string escaped) =>
        Escape().Replace(escaped, match => match.Value == "\\n" ? "\n" : match.Value[1..]);

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>.*)\})? (?<value>[^ ]+)( [0-9.]+)?\r?$")]
    private static partial Regex Line();

    [GeneratedRegex("""(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>(?:[^"\\]|\\.)*)"[,}]?""")]
    private static partial Regex Label();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();
}

/// <summary>One value of a scrape.</summary>
/// <param name="Name">The name of the metric.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">The value.</param>
sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>Whether a label has a value.</summary>
    public bool Has(string label, string value) => Labels.TryGetValue(label, out var found) && found == value;
}
