using System.Text;

namespace Duroxide.Testing;

/// <summary>Writes an SVG picture: shapes with classes, and one style sheet for light and dark.</summary>
sealed class Svg(double width, double height)
{
    /// <summary>How wide a character is; the font is one whose characters are all as wide.</summary>
    public const double Character = 7.3;

    /// <summary>How far lines of text lie apart.</summary>
    public const double Line = 16;

    const double Margin = 16;

    const string Style = """
        text { font: 12px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #1f2328; text-anchor: middle; dominant-baseline: central; }
        .paper { fill: #ffffff; } .line { stroke: #6e7781; fill: none; stroke-width: 1.2; } .dashed { stroke-dasharray: 4 3; }
        .head { fill: #6e7781; } .life { stroke: #d0d7de; } .quiet { fill: #57606a; }
        .box { fill: #f6f8fa; stroke: #8c959f; } .done { fill: #dafbe1; stroke: #1a7f37; } .failed { fill: #ffebe9; stroke: #cf222e; }
        .next { fill: #ddf4ff; stroke: #0969da; } .start { fill: #57606a; }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; } .paper { fill: #0d1117; } .line { stroke: #8b949e; } .head { fill: #8b949e; } .life { stroke: #30363d; } .quiet { fill: #9ea7b3; }
        .box { fill: #161b22; stroke: #6e7681; } .done { fill: #12261e; stroke: #3fb950; } .failed { fill: #2d1315; stroke: #f85149; }
        .next { fill: #0c2d6b; stroke: #58a6ff; } .start { fill: #9ea7b3; }
        }
        """;

    readonly StringBuilder shapes = new();

    /// <summary>How wide a text is.</summary>
    public static double WidthOf(IEnumerable<string> lines) =>
        lines.Select(line => line.Length * Character).DefaultIfEmpty(0).Max();

    /// <summary>Draws a rectangle around a middle.</summary>
    public void Rectangle(string look, double x, double y, double w, double h, double round = 6) =>
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"""<rect class="{look}" x="{x - w / 2:0.#}" y="{y - h / 2:0.#}" width="{w:0.#}" height="{h:0.#}" rx="{round:0.#}"/>{"\n"}"""
        );

    /// <summary>Draws a filled circle.</summary>
    public void Circle(string look, double x, double y, double r) =>
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"""<circle class="{look}" cx="{x:0.#}" cy="{y:0.#}" r="{r:0.#}"/>{"\n"}"""
        );

    /// <summary>Writes lines of text around a middle.</summary>
    public void Text(string look, double x, double y, IReadOnlyList<string> lines)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            var line = y + (index - (lines.Count - 1) / 2.0) * Line;
            shapes.Append(
                CultureInfo.InvariantCulture,
                $"""<text class="{look}" x="{x:0.#}" y="{line:0.#}">{Escaped(lines[index])}</text>{"\n"}"""
            );
        }
    }

    /// <summary>Draws a line through points, each part of which begins and ends upright.</summary>
    public void Curve(string look, IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        foreach (var (one, other) in points.Zip(points.Skip(1)))
        {
            var middle = (one.Y + other.Y) / 2;
            path.Append(
                CultureInfo.InvariantCulture,
                $" C{one.X:0.#} {middle:0.#} {other.X:0.#} {middle:0.#} {other.X:0.#} {other.Y:0.#}"
            );
        }
        shapes.Append(CultureInfo.InvariantCulture, $"""<path class="{look}" d="{path}"/>{"\n"}""");
    }

    /// <summary>Draws a straight line.</summary>
    public void Straight(string look, double x1, double y1, double x2, double y2) =>
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"""<path class="{look}" d="M{x1:0.#} {y1:0.#} L{x2:0.#} {y2:0.#}"/>{"\n"}"""
        );

    /// <summary>Draws an arrow's head with its point here.</summary>
    /// <param name="x">The point, from the left.</param>
    /// <param name="y">The point, from the top.</param>
    /// <param name="dx">The direction: 1 right, -1 left, 0 upright.</param>
    /// <param name="dy">The direction: 1 down, -1 up, 0 level.</param>
    public void Head(double x, double y, int dx, int dy)
    {
        var (backX, backY) = (x - dx * 8, y - dy * 8);
        var (sideX, sideY) = (dy * 4, dx * 4);
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"""<path class="head" d="M{x:0.#} {y:0.#} L{backX - sideX:0.#} {backY - sideY:0.#} L{backX + sideX:0.#} {backY + sideY:0.#} Z"/>{"\n"}"""
        );
    }

    /// <summary>The picture, with a margin around what was drawn.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    public string Finish(string title)
    {
        var (w, h) = (Math.Ceiling(width + 2 * Margin), Math.Ceiling(height + 2 * Margin));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img">
            <title>{Escaped(title)}</title>
            <style>
            {Style}
            </style>
            <rect class="paper" width="{w}" height="{h}" rx="8"/>
            <g transform="translate({Margin} {Margin})">
            {shapes}</g>
            </svg>

            """
        );
    }

    // What XML cannot hold, or would read as markup.
    static string Escaped(string text) =>
        System.Security.SecurityElement.Escape(
            string.Concat(text.Select(c => char.IsControl(c) || c is '\uFFFE' or '\uFFFF' ? ' ' : c))
        );
}
