using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace Duroxide;

/// <summary>What instruments and attributes are called in Prometheus, as OpenTelemetry's exporters translate them.</summary>
static partial class PrometheusNames
{
    /// <summary>The names of an instrument's series.</summary>
    public static IEnumerable<string> Of(Instrument instrument)
    {
        var name = Label(instrument.Name) + Suffix(instrument);
        return IsHistogram(instrument) ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : [name];
    }

    /// <summary>The name of an attribute.</summary>
    public static string Label(string attribute) => Other().Replace(attribute, "_");

    // Units in braces say what is counted, and are no part of the name.
    static string Suffix(Instrument instrument)
    {
        var unit = instrument.Unit == "s" ? "_seconds" : "";
        return IsCounter(instrument) ? $"{unit}_total" : unit;
    }

    static bool IsHistogram(Instrument instrument) => IsA(instrument, typeof(Histogram<>));

    static bool IsCounter(Instrument instrument) => IsA(instrument, typeof(Counter<>));

    static bool IsA(Instrument instrument, Type kind) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == kind;

    [GeneratedRegex("[^a-zA-Z0-9_]")]
    private static partial Regex Other();
}
