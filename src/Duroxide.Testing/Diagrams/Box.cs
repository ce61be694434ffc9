namespace Duroxide.Testing;

/// <summary>A rectangle of a layered picture: a node, the label of an edge, or a bend where a long edge passes a layer.</summary>
sealed class Box(double width, double height)
{
    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>The layer, counted from the top.</summary>
    public int Layer { get; set; }

    /// <summary>The middle, from the left.</summary>
    public double X { get; set; }

    /// <summary>The middle, from the top.</summary>
    public double Y { get; set; }

    /// <summary>The boxes of the layer above that a line comes from.</summary>
    public List<Box> Above { get; } = [];

    /// <summary>The boxes of the layer below that a line goes to.</summary>
    public List<Box> Below { get; } = [];

    public double Top => Y - Height / 2;

    public double Bottom => Y + Height / 2;
}
