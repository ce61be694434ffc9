namespace Actor;

/// <summary>What the thermometer remembers of all that was measured.</summary>
/// <param name="Count">How often it was measured.</param>
/// <param name="Lowest">The lowest temperature.</param>
/// <param name="Highest">The highest temperature.</param>
sealed record Summary(int Count, double Lowest, double Highest)
{
    public static Summary Empty { get; } = new(0, double.MaxValue, double.MinValue);

    public Summary With(double celsius) => new(Count + 1, Math.Min(Lowest, celsius), Math.Max(Highest, celsius));
}
