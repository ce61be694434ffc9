using System.Globalization;

namespace Observability;

/// <summary>What happened between two scrapes.</summary>
/// <param name="Before">The first scrape.</param>
/// <param name="After">The second one.</param>
/// <param name="Duration">The time between them.</param>
sealed record Interval(IReadOnlyList<Sample> Before, IReadOnlyList<Sample> After, TimeSpan Duration)
{
    /// <summary>The values that a label of a metric has, in order.</summary>
    public IEnumerable<string> Values(string metric, string label) =>
        After
            .Where(sample => sample.Name == metric)
            .Select(sample => sample.Labels.GetValueOrDefault(label))
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>What a gauge, or a counter since its start, shows now.</summary>
    public double Now(string metric, params (string Label, string Value)[] where) => Sum(After, metric, where);

    /// <summary>How fast a counter grows, each second.</summary>
    public double Rate(string metric, params (string Label, string Value)[] where) =>
        Grown(metric, where) / Duration.TotalSeconds;

    /// <summary>The duration below which a part of what a histogram measured lies; null when it measured nothing.</summary>
    public double? Quantile(double part, string histogram, params (string Label, string Value)[] where)
    {
        var bucket = $"{histogram}_bucket";
        var bounds = Values(bucket, "le")
            .Select(text => (Text: text, Bound: BoundOf(text)))
            .OrderBy(bound => bound.Bound)
            .Select(bound => (bound.Bound, Count: Grown(bucket, [.. where, ("le", bound.Text)])))
            .ToList();
        if (bounds.Count == 0 || bounds[^1].Count <= 0)
        {
            return null;
        }
        var wanted = part * bounds[^1].Count;
        var (low, below) = (0.0, 0.0);
        foreach (var (bound, count) in bounds)
        {
            if (count >= wanted)
            {
                return double.IsInfinity(bound) ? low : low + (bound - low) * (wanted - below) / (count - below);
            }
            (low, below) = (bound, count);
        }
        return low;
    }

    // A counter that is smaller than before began anew with its process.
    double Grown(string metric, (string, string)[] where) =>
        Sum(After, metric, where) - Sum(Before, metric, where) is var grown and >= 0
            ? grown
            : Sum(After, metric, where);

    static double Sum(IReadOnlyList<Sample> samples, string metric, (string Label, string Value)[] where) =>
        samples
            .Where(sample => sample.Name == metric && where.All(one => sample.Has(one.Label, one.Value)))
            .Sum(sample => sample.Value);

    static double BoundOf(string text) =>
        text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
}
