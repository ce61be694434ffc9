using System.Globalization;

namespace Duroxide.Dashboard;

/// <summary>A line of a chart.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Value">Its value in a sample; null for none.</param>
sealed record ChartLine(string Title, Func<Sample, double?> Value);

/// <summary>Draws samples over time, without a script or a style.</summary>
static class Chart
{
    const double Width = 300;
    const double Height = 70;

    /// <summary>A chart.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="unit">In what its values are.</param>
    /// <param name="samples">The samples, the oldest first.</param>
    /// <param name="lines">Its lines.</param>
    public static Html Of(string title, string unit, IReadOnlyList<Sample> samples, params ChartLine[] lines)
    {
        var most = Math.Max(
            1,
            samples.SelectMany(_ => lines, (sample, line) => line.Value(sample) ?? 0).DefaultIfEmpty(0).Max()
        );
        var names = lines.Select(
            (line, index) =>
                Html.Of(
                    $"""<li class="line{index}"><span>{line.Title}</span> <strong>{Text(samples, line)}</strong></li>"""
                )
        );
        return Html.Of(
            $"""
            <figure class="chart"><figcaption>{title}, {unit}</figcaption>
            <svg viewBox="0 0 300 70" preserveAspectRatio="none" role="img" aria-label="{title} of the last minutes">
            <line x1="0" y1="69.5" x2="300" y2="69.5" vector-effect="non-scaling-stroke"/>
            {lines.Select((line, index) => Line(samples, line, index, most))}
            </svg>
            <p class="scale"><span>{Since(samples)}</span><span>at most {Number(most)}</span></p>
            <ul class="plain">{names}</ul></figure>
            """
        );
    }

    static Html Line(IReadOnlyList<Sample> samples, ChartLine line, int index, double most)
    {
        if (samples.Count < 2)
        {
            return Html.Empty;
        }
        var from = samples[0].Time;
        var length = Math.Max(0.001, (samples[^1].Time - from).TotalSeconds);
        var points = samples
            .Where(sample => line.Value(sample) is not null)
            .Select(sample =>
            {
                var x = (sample.Time - from).TotalSeconds / length * Width;
                var y = Height - 1 - (line.Value(sample) ?? 0) / most * (Height - 4);
                return string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");
            });
        return Html.Of(
            $"""<polyline class="line{index}" points="{string.Join(' ', points)}" vector-effect="non-scaling-stroke"/>"""
        );
    }

    static string Text(IReadOnlyList<Sample> samples, ChartLine line) =>
        samples.Count > 0 && line.Value(samples[^1]) is { } value ? Number(value) : "–";

    static string Since(IReadOnlyList<Sample> samples) =>
        samples.Count < 2 ? "now" : $"the last {Words.Span(samples[^1].Time - samples[0].Time)}";

    static string Number(double value) =>
        value >= 10 || value == Math.Floor(value)
            ? value.ToString("#,0", CultureInfo.InvariantCulture)
            : value.ToString("0.0", CultureInfo.InvariantCulture);
}
