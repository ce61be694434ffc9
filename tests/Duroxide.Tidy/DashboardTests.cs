using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Duroxide.Tidy;

/// <summary>The Grafana dashboard and the alert rules ask for what there is, under the name that Prometheus knows.</summary>
public partial class DashboardTests
{
    private static readonly Assembly Engine = typeof(DuroxideRuntime).Assembly;
    private static readonly string Dashboard = File.ReadAllText(Repository.PathOf("docs/grafana/duroxide.json"));
    private static readonly string Alerts = File.ReadAllText(Repository.PathOf("docs/prometheus/alerts.yml"));

    [Fact]
    public void Every_panel_of_the_dashboard_asks_for_what_there_is()
    {
        var queries = Queries().ToList();

        Assert.NotEmpty(queries);
        Finding.None(queries.SelectMany(Unknown), "The dashboard asks for these, which no instrument or attribute is:");
    }

    [Fact]
    public void Every_instrument_is_on_the_dashboard() =>
        Finding.None(
            Instruments()
                .Where(instrument => !PrometheusNames.Of(instrument).Any(name => IsAskedFor(name)))
                .Select(instrument => instrument.Name),
            "The dashboard does not show these instruments:"
        );

    [Fact]
    public void Every_alert_asks_for_what_there_is_and_says_what_to_do()
    {
        var rules = Rules().ToList();

        Assert.NotEmpty(rules);
        Finding.None(
            rules.SelectMany(rule => Unknown(rule["expr"])),
            "The alerts ask for these, which no instrument or attribute is:"
        );
        Assert.All(
            rules,
            rule =>
            {
                Assert.Matches("^Duroxide[A-Z]", rule["alert"]);
                Assert.Contains(rule["severity"], new[] { "critical", "warning" });
                Assert.NotEmpty(rule["summary"]);
                Assert.NotEmpty(rule["description"]);
            }
        );
    }

    private static bool IsAskedFor(string name) => Queries().Any(query => Names(query).Contains(name));

    private static IEnumerable<string> Unknown(string query)
    {
        var known = Instruments()
            .SelectMany(PrometheusNames.Of)
            .Concat(Attributes().Select(PrometheusNames.Label))
            .ToHashSet();
        return Names(query).Where(name => !known.Contains(name));
    }

    private static IEnumerable<string> Names(string query) => Name().Matches(query).Select(match => match.Value);

    private static IEnumerable<string> Queries()
    {
        using var document = JsonDocument.Parse(Dashboard);
        return [.. Strings(document.RootElement, "expr"), .. Strings(document.RootElement, "query")];
    }

    private static IEnumerable<string> Strings(JsonElement element, string name) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(property =>
                    property.Name == name && property.Value.ValueKind == JsonValueKind.String
                        ? [property.Value.GetString()!]
                        : Strings(property.Value, name)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, name)),
            _ => [],
        };

    private static IEnumerable<Dictionary<string, string>> Rules()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Alerts));
        return from top in ((YamlSequenceNode)stream.Documents[0].RootNode["groups"]).Children
            from rule in ((YamlSequenceNode)top["rules"]).Children
            select new Dictionary<string, string>
            {
                ["alert"] = $"{rule["alert"]}",
                ["expr"] = $"{rule["expr"]}",
                ["severity"] = $"{rule["labels"]["severity"]}",
                ["summary"] = $"{rule["annotations"]["summary"]}",
                ["description"] = $"{rule["annotations"]["description"]}",
            };
    }

    private static List<Instrument> Instruments()
    {
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == DuroxideTelemetry.MeterName)
                {
                    instruments.Add(instrument);
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
        return instruments;
    }

    private static IEnumerable<string> Attributes() =>
        Engine
            .GetType("Duroxide.Runtime.TelemetryNames", throwOnError: true)!
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex("duroxide_[a-z0-9_]+")]
    private static partial Regex Name();
}
