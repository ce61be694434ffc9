namespace Duroxide.Testing;

/// <summary>A divergence as a table: what history has beside what the code asks for.</summary>
static class DivergenceTable
{
    const int Width = 60;

    public static string Of(Divergence divergence) =>
        string.Join('\n', divergence.Steps.Select(Line).Prepend(Head("history", "code")));

    /// <summary>The heading of a table with two courses.</summary>
    public static string Head(string one, string other) => $"   event | {one, -Width} | {other}";

    /// <summary>A line of a table with two courses.</summary>
    public static string Line(EventId? id, string? one, string? other) =>
        string.Create(CultureInfo.InvariantCulture, $"  {id?.Value, 6} | {one ?? "-", -Width} | {other ?? "-"}");

    static string Line(AlignedStep step) => Line(step.Id, step.Recorded, step.Asked);
}
