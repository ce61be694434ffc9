using System.Globalization;

namespace Toygres.Web.Parts;

/// <summary>The looks at an instance as lines of a chart.</summary>
/// <param name="To">When it was looked at last.</param>
/// <param name="Length">How much time the chart shows.</param>
/// <param name="Most">The value at its top, in milliseconds.</param>
/// <param name="Lines">The points of each line: one ends where the instance did not answer.</param>
/// <param name="Outages">Where it did not answer.</param>
/// <param name="Told">The same in a sentence.</param>
internal sealed record HealthLine(
    DateTimeOffset? To,
    TimeSpan Length,
    string Most,
    IReadOnlyList<string> Lines,
    IReadOnlyList<string> Outages,
    string Told
)
{
    /// <summary>The width of the chart.</summary>
    public const int Width = 600;

    /// <summary>Its height.</summary>
    public const int Height = 90;

    /// <summary>Draws looks, newest first.</summary>
    public static HealthLine Of(IReadOnlyList<HealthCheck> newest)
    {
        if (newest.Count == 0)
        {
            return new(null, TimeSpan.Zero, "1", [], [], "Nobody has looked.");
        }
        List<HealthCheck> looks = [.. newest.Reverse()];
        var (from, length) = (looks[0].At, looks[^1].At - looks[0].At);
        var most = Math.Max(1, looks.Max(look => look.Pulse?.Milliseconds ?? 0));
        string X(HealthCheck look) => Number(length > TimeSpan.Zero ? (look.At - from) / length * Width : Width);
        var (lines, points) = (new List<string>(), new List<string>());
        foreach (var look in looks)
        {
            if (look.Pulse is { } pulse)
            {
                points.Add($"{X(look)},{Number(Height - pulse.Milliseconds / most * (Height - 4))}");
            }
            else if (points.Count > 0)
            {
                lines.Add(string.Join(' ', points));
                points = [];
            }
        }
        lines.Add(string.Join(' ', points));
        List<string> outages = [.. looks.Where(look => look.Health is Health.Unhealthy).Select(X)];
        var told =
            outages.Count == 0
                ? $"It answered at all of {looks.Count} looks."
                : $"It did not answer at {outages.Count} of {looks.Count} looks.";
        return new(
            looks[^1].At,
            length,
            Number(Math.Ceiling(most)),
            [.. lines.Where(line => line.Length > 0)],
            outages,
            told
        );
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
