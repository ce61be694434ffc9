using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Duroxide.Tidy;

/// <summary>docs/observability.md tells of every span, instrument, attribute and log event, and of nothing else.</summary>
public partial class ObservabilityTests
{
    private static readonly Assembly Engine = typeof(DuroxideRuntime).Assembly;
    private const string Page = "docs/observability.md";
    private static readonly string Document = File.ReadAllText(Repository.PathOf(Page));

    [Fact]
    public void Every_instrument_is_in_the_table_with_its_unit()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == DuroxideTelemetry.MeterName)
                {
                    instruments.Add($"{instrument.Name} in {instrument.Unit}");
                }
            },
        };
        foreach (var name in new[] { "Metrics", "RuntimeGauges" })
        {
            RuntimeHelpers.RunClassConstructor(
                Engine.GetType($"Duroxide.Runtime.{name}", throwOnError: true)!.TypeHandle
            );
        }
        listener.Start();

        Assert.NotEmpty(instruments);
        Assert.Equal(
            instruments.Order(StringComparer.Ordinal),
            InstrumentRow()
                .Matches(Document)
                .Select(row => $"{row.Groups["name"].Value} in {row.Groups["unit"].Value}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_span_is_in_the_table() =>
        Assert.Equal(
            Constants("SpanNames").Order(StringComparer.Ordinal),
            SpanRow().Matches(Document).Select(row => row.Groups["name"].Value).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_attribute_is_in_the_table() =>
        Assert.Equal(
            Constants("TelemetryNames").Order(StringComparer.Ordinal),
            AttributeRow().Matches(Document).Select(row => row.Groups["name"].Value).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_log_event_is_in_the_table_with_its_level_and_text()
    {
        var table = string.Join('\n', LogEvents().OrderBy(log => log.EventId).Select(Row));
        var found = LogTable().Match(Document);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(
                Repository.PathOf(Page),
                $"{Document[..found.Index]}{table}{Document[(found.Index + found.Length)..]}"
            );
        }
        else
        {
            Assert.True(
                table == found.Value,
                $"{Page} does not tell of the log events as they are. UPDATE_DOCS=1 writes them; look at what changed."
            );
        }
    }

    [Fact]
    public void No_two_log_events_have_the_same_id() =>
        Finding.None(
            LogEvents().GroupBy(log => log.EventId).Where(same => same.Count() > 1).Select(same => $"{same.Key}"),
            "These ids stand for more than one log event:"
        );

    private static string Row(LoggerMessageAttribute log) =>
        $"| {log.EventId} | {(log.Level == LogLevel.None ? "any" : log.Level)} | `{log.EventName}` | {log.Message} |";

    private static IEnumerable<LoggerMessageAttribute> LogEvents() =>
        from type in Engine.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        let log = method.GetCustomAttribute<LoggerMessageAttribute>()
        where log is not null
        select new LoggerMessageAttribute(log.EventId, log.Level, log.Message) { EventName = method.Name };

    private static IEnumerable<string> Constants(string type) =>
        Engine
            .GetType($"Duroxide.Runtime.{type}", throwOnError: true)!
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"^\| `(?<name>duroxide\.[a-z_.]+)` \| [a-z -]+ \| (?<unit>\S+) \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(
        @"^\| `(?<name>[a-z]+)( \{[a-z]+\})?` \| (producer|consumer|client|internal) \|",
        RegexOptions.Multiline
    )]
    private static partial Regex SpanRow();

    [GeneratedRegex(@"^\| `(?<name>[a-z_.]+)` \| [^|]+\|$", RegexOptions.Multiline)]
    private static partial Regex AttributeRow();

    [GeneratedRegex(@"(^\| [0-9]+ \| \w+ \| `\w+` \| .*\|\n?)+(?<!\n)", RegexOptions.Multiline)]
    private static partial Regex LogTable();
}
