namespace Duroxide.Testing;

/// <summary>A line of a run's story.</summary>
/// <param name="Step">The step in which it happened.</param>
/// <param name="After">How much time had passed.</param>
/// <param name="Who">Who did it.</param>
/// <param name="What">What was done.</param>
sealed record TraceEntry(int Step, TimeSpan After, string Who, Func<string> What)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Step, 5}. +{HistoryText.Span(After), -16} {Who} {What()}");
}
