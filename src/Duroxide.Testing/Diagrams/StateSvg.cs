namespace Duroxide.Testing;

/// <summary>A state diagram as an SVG picture.</summary>
static class StateSvg
{
    const double Port = 26;

    public static string Of(StateDiagram diagram)
    {
        var places = diagram.Places.ToList();
        var nodes = places.Select(Node).ToList();
        var lines = diagram
            .Transitions.Select(way => (places.IndexOf(way.From), places.IndexOf(way.To), LabelOf(way)))
            .ToList();
        var layout = LayeredLayout.Of(nodes, lines);
        var svg = new Svg(layout.Width, layout.Height);
        foreach (var edge in layout.Edges)
        {
            Draw(svg, edge);
        }
        foreach (var (way, edge) in diagram.Transitions.Zip(layout.Edges))
        {
            var label = edge.Label;
            svg.Rectangle("paper", label.X, label.Y, label.Width, label.Height, round: 2);
            svg.Text("quiet", label.X, label.Y, StateDiagram.Label(way));
        }
        foreach (var (place, box) in places.Zip(nodes))
        {
            Draw(svg, place, box);
        }
        return svg.Finish($"What {diagram.Orchestration} waits for, and what leads from one wait to the next");
    }

    static Box Node(Place place) =>
        place.Kind == PlaceKind.Begin
            ? new(14, 14)
            : new(Svg.WidthOf(place.Lines) + 28, place.Lines.Count * Svg.Line + 14);

    static Box LabelOf(Transition way)
    {
        var lines = StateDiagram.Label(way);
        return new(Svg.WidthOf(lines) + 8, lines.Count * Svg.Line + 2);
    }

    static void Draw(Svg svg, Place place, Box box)
    {
        if (place.Kind == PlaceKind.Begin)
        {
            svg.Circle("start", box.X, box.Y, box.Width / 2);
            return;
        }
        var (look, round) = place.Kind switch
        {
            PlaceKind.Completed => ("done", box.Height / 2),
            PlaceKind.Failed => ("failed", box.Height / 2),
            PlaceKind.ContinuedAsNew => ("next", box.Height / 2),
            PlaceKind.Begin or PlaceKind.Waiting => ("box", 6),
        };
        svg.Rectangle(look, box.X, box.Y, box.Width, box.Height, round);
        svg.Text("", box.X, box.Y, place.Lines);
    }

    static void Draw(Svg svg, LayeredEdge edge)
    {
        if (edge.IsLoop)
        {
            Loop(svg, edge.Path[0], edge.Label);
            return;
        }
        var points = edge
            .Path.Select(
                (box, index) =>
                    index == 0 ? (Leaves(box, edge.Path[1]), box.Bottom)
                    : index == edge.Path.Count - 1 ? (Enters(box, edge.Path[^2]), box.Top)
                    : (box.X, box.Y)
            )
            .ToList();
        svg.Curve("line", points);
        var (x, y) = edge.IsTurned ? points[0] : points[^1];
        svg.Head(x, y, 0, edge.IsTurned ? -1 : 1);
    }

    static void Loop(Svg svg, Box node, Box label)
    {
        var x = Leaves(node, label);
        var side = Math.Min(12, label.Width / 2 - 4);
        svg.Curve("line", [(x - 6, node.Bottom), (label.X - side, label.Top)]);
        svg.Curve("line", [(label.X + side, label.Top), (x + 6, node.Bottom)]);
        svg.Head(x + 6, node.Bottom, 0, -1);
    }

    static double Leaves(Box box, Box next) => box.X + Shift(box, box.Below, next);

    static double Enters(Box box, Box before) => box.X + Shift(box, box.Above, before);

    // Lines lie beside each other in the order of where they come from.
    static double Shift(Box box, List<Box> lines, Box line)
    {
        var order = lines.OrderBy(other => other.X).ToList();
        var apart = Math.Min(Port, (box.Width - 16) / Math.Max(1, order.Count));
        return (order.IndexOf(line) - (order.Count - 1) / 2.0) * Math.Max(0, apart);
    }
}
