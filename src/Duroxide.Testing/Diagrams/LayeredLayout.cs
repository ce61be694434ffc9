namespace Duroxide.Testing;

/// <summary>Places the nodes of a directed graph in layers, top to bottom, with room for a label on each edge.</summary>
/// <remarks>
/// The usual four steps: turn edges that close a cycle, give each node a layer below all that lead to it, order each layer by
/// where its neighbours lie, and move boxes towards their neighbours as far as those beside them let them.
/// </remarks>
sealed class LayeredLayout
{
    const int Sweeps = 12;
    const double Beside = 28;
    const double Between = 30;

    readonly List<List<Box>> layers = [];
    readonly List<LayeredEdge> edges = [];
    readonly IReadOnlyList<Box> nodes;

    LayeredLayout(IReadOnlyList<Box> nodes) => this.nodes = nodes;

    /// <summary>How wide all boxes are together.</summary>
    public double Width { get; private set; }

    /// <summary>How high all layers are together.</summary>
    public double Height { get; private set; }

    /// <summary>The edges, in the order in which they were given.</summary>
    public IReadOnlyList<LayeredEdge> Edges => edges;

    /// <summary>Gives each box its place.</summary>
    /// <param name="nodes">The nodes; the picture begins with the first.</param>
    /// <param name="lines">From which node to which, and the label in between.</param>
    public static LayeredLayout Of(IReadOnlyList<Box> nodes, IReadOnlyList<(int From, int To, Box Label)> lines)
    {
        var layout = new LayeredLayout(nodes);
        var turned = Turned(nodes.Count, lines);
        layout.Rank(lines, turned);
        for (var index = 0; index < lines.Count; index++)
        {
            layout.Connect(lines[index], turned[index]);
        }
        layout.Order();
        layout.Place();
        return layout;
    }

    // An edge back to a node that is being visited closes a cycle. One to the node itself is none: its label hangs below.
    static bool[] Turned(int count, IReadOnlyList<(int From, int To, Box Label)> lines)
    {
        var turned = new bool[lines.Count];
        var (entered, left) = (new bool[count], new bool[count]);
        for (var node = 0; node < count; node++)
        {
            Visit(node);
        }
        return turned;

        void Visit(int node)
        {
            if (entered[node])
            {
                return;
            }
            entered[node] = true;
            for (var index = 0; index < lines.Count; index++)
            {
                if (lines[index].From != node || lines[index].To == node)
                {
                    continue;
                }
                turned[index] = entered[lines[index].To] && !left[lines[index].To];
                Visit(lines[index].To);
            }
            left[node] = true;
        }
    }

    // Labels have the layers between those of nodes.
    void Rank(IReadOnlyList<(int From, int To, Box Label)> lines, bool[] turned)
    {
        var hasMoved = true;
        while (hasMoved)
        {
            hasMoved = false;
            for (var index = 0; index < lines.Count; index++)
            {
                var (from, to, _) = lines[index];
                var (upper, lower) = turned[index] ? (nodes[to], nodes[from]) : (nodes[from], nodes[to]);
                if (upper != lower && lower.Layer < upper.Layer + 2)
                {
                    lower.Layer = upper.Layer + 2;
                    hasMoved = true;
                }
            }
        }
        foreach (var node in nodes)
        {
            Enter(node);
        }
    }

    void Enter(Box box)
    {
        while (layers.Count <= box.Layer)
        {
            layers.Add([]);
        }
        layers[box.Layer].Add(box);
    }

    void Connect((int From, int To, Box Label) line, bool isTurned)
    {
        var (upper, lower) = isTurned ? (nodes[line.To], nodes[line.From]) : (nodes[line.From], nodes[line.To]);
        line.Label.Layer = upper.Layer + 1;
        var path = new List<Box> { upper, line.Label };
        if (upper != lower)
        {
            for (var layer = upper.Layer + 2; layer < lower.Layer; layer++)
            {
                path.Add(new Box(10, 0) { Layer = layer });
            }
            path.Add(lower);
        }
        for (var index = 1; index < path.Count; index++)
        {
            path[index - 1].Below.Add(path[index]);
            path[index].Above.Add(path[index - 1]);
            if (path[index] != lower)
            {
                Enter(path[index]);
            }
        }
        edges.Add(new(path, line.Label, isTurned, IsLoop: upper == lower));
    }

    void Order()
    {
        var best = layers.Select(layer => layer.ToList()).ToList();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            foreach (var layer in isDown ? layers.Skip(1) : layers.SkipLast(1).Reverse())
            {
                var places = layers
                    .SelectMany(row => row.Select((box, place) => (box, place)))
                    .ToDictionary(entry => entry.box, entry => entry.place);
                var sorted = layer.OrderBy(box => Middle(isDown ? box.Above : box.Below, places, places[box])).ToList();
                layer.Clear();
                layer.AddRange(sorted);
            }
            if (Crossings(layers) < Crossings(best))
            {
                best = layers.Select(layer => layer.ToList()).ToList();
            }
        }
        for (var index = 0; index < layers.Count; index++)
        {
            layers[index] = best[index];
        }
    }

    static double Middle(List<Box> neighbours, Dictionary<Box, int> places, int otherwise) =>
        neighbours.Count == 0 ? otherwise : neighbours.Average(box => places[box]);

    static int Crossings(List<List<Box>> layers)
    {
        var count = 0;
        for (var index = 0; index + 1 < layers.Count; index++)
        {
            var lower = layers[index + 1];
            var lines = layers[index]
                .SelectMany((box, place) => box.Below.Select(next => (Upper: place, Lower: lower.IndexOf(next))))
                .ToList();
            count += lines.Sum(one => lines.Count(other => one.Upper < other.Upper && one.Lower > other.Lower));
        }
        return count;
    }

    void Place()
    {
        var y = 0.0;
        foreach (var layer in layers)
        {
            var height = layer.Max(box => box.Height);
            layer.ForEach(box => box.Y = y + height / 2);
            y += height + Between;
        }
        Height = y - Between;
        foreach (var layer in layers)
        {
            Spread(layer, _ => 0);
        }
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? layers : Enumerable.Reverse(layers))
            {
                Spread(layer, sweep % 2 == 0 ? Above : Below);
            }
        }
        var boxes = layers.SelectMany(layer => layer).ToList();
        var left = boxes.Min(box => box.X - box.Width / 2);
        boxes.ForEach(box => box.X -= left);
        Width = boxes.Max(box => box.X + box.Width / 2);

        static double Above(Box box) => box.Above.Count == 0 ? box.X : box.Above.Average(other => other.X);
        static double Below(Box box) => box.Below.Count == 0 ? box.X : box.Below.Average(other => other.X);
    }

    // The nearest places to those wished for that keep order and distance: where wishes collide, the boxes share their mean.
    static void Spread(List<Box> layer, Func<Box, double> wish)
    {
        var offsets = new double[layer.Count];
        for (var index = 1; index < layer.Count; index++)
        {
            offsets[index] = offsets[index - 1] + (layer[index - 1].Width + layer[index].Width) / 2 + Beside;
        }
        var blocks = new List<(double Sum, int Count)>();
        for (var index = 0; index < layer.Count; index++)
        {
            blocks.Add((wish(layer[index]) - offsets[index], 1));
            while (blocks is [.., var one, var two] && one.Sum / one.Count > two.Sum / two.Count)
            {
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((one.Sum + two.Sum, one.Count + two.Count));
            }
        }
        var place = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var end = place + count; place < end; place++)
            {
                layer[place].X = sum / count + offsets[place];
            }
        }
    }
}

/// <summary>An edge with the boxes that it passes.</summary>
/// <param name="Path">The boxes from top to bottom: a node, the label, bends, a node; for a loop a node and the label.</param>
/// <param name="Label">The label.</param>
/// <param name="IsTurned">Whether the arrow points upwards.</param>
/// <param name="IsLoop">Whether it leads from a node to itself.</param>
sealed record LayeredEdge(IReadOnlyList<Box> Path, Box Label, bool IsTurned, bool IsLoop);
