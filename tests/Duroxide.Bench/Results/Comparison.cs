namespace Duroxide.Bench;

/// <summary>One figure of two builds.</summary>
/// <param name="Title">The workload, and who was measured.</param>
/// <param name="Name">The figure's name.</param>
/// <param name="Old">The old build's figure, the median of several.</param>
/// <param name="New">The new build's.</param>
/// <param name="Ratio">The new one as a multiple of the old one; infinite when the old one is nothing.</param>
sealed record Compared(string Title, string Name, double Old, double New, double Ratio)
{
    /// <summary>The lowest and the highest ratio of the pairs of a series; null when there are no pairs.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>The comparison as a line of a table.</summary>
    public string Show()
    {
        var range = Range is { } found ? $" ({Figures.Show(found.Low)} to {Figures.Show(found.High)})" : "";
        var word =
            Math.Abs(Ratio - 1) < 0.03 ? "same"
            : Range is { } noise && noise.Low <= 1 && noise.High >= 1 ? "unclear"
            : Figures.IsBetter(Name, Ratio) is { } better ? (better ? "better" : "worse")
            : "";
        return $"{Title, -24} {Name, -30} {Figures.Show(Old), 12} {Figures.Show(New), 12}  x{Figures.Show(Ratio)}{range} {word}".TrimEnd();
    }
}

/// <summary>Puts the results of two builds beside each other.</summary>
static class Comparison
{
    /// <summary>Compares the medians of what both have measured, in the order of the new results.</summary>
    public static IReadOnlyList<Compared> Of(IReadOnlyList<Result> old, IReadOnlyList<Result> current)
    {
        var before = Values(old);
        return
        [
            .. from figure in Values(current)
            join earlier in before on figure.Key equals earlier.Key
            let oldMedian = Median.Of(earlier.Value)
            let newMedian = Median.Of(figure.Value)
            select new Compared(figure.Key.Title, figure.Key.Name, oldMedian, newMedian, Ratio(oldMedian, newMedian)),
        ];
    }

    /// <summary>Compares pairs that were measured one right after the other: the ratio is the median of the pairs' own.</summary>
    public static IReadOnlyList<Compared> OfPairs(IReadOnlyList<(Result Old, Result New)> pairs)
    {
        var ratios = pairs
            .SelectMany(pair => Of([pair.Old], [pair.New]))
            .ToLookup(one => (one.Title, one.Name), one => one.Ratio);
        return
        [
            .. Of([.. pairs.Select(pair => pair.Old)], [.. pairs.Select(pair => pair.New)])
                .Select(one => (One: one, Each: ratios[(one.Title, one.Name)]))
                .Select(found =>
                    found.One with
                    {
                        Ratio = Median.Of(found.Each),
                        Range = (found.Each.Min(), found.Each.Max()),
                    }
                ),
        ];
    }

    static double Ratio(double old, double current) => old == current ? 1 : current / old;

    static IEnumerable<KeyValuePair<(string Title, string Name), List<double>>> Values(IReadOnlyList<Result> results)
    {
        var values = new OrderedDictionary<(string Title, string Name), List<double>>();
        foreach (var result in results)
        {
            foreach (var figure in result.Figures)
            {
                var key = (result.Title, figure.Name);
                if (!values.TryGetValue(key, out var list))
                {
                    values.Add(key, list = []);
                }
                list.Add(figure.Value);
            }
        }
        return values;
    }
}
