namespace Duroxide.Analyzers;

/// <summary>What is found behind a call.</summary>
/// <param name="Hazard">What it is.</param>
/// <param name="Path">The methods through which it is reached, the called one first.</param>
sealed record Reached(Hazard Hazard, ImmutableArray<IMethodSymbol> Path)
{
    /// <summary>The path in words, with the place at its end.</summary>
    public string Told
    {
        get
        {
            var line = Hazard.Place.GetLineSpan();
            var file = line.Path.Substring(line.Path.LastIndexOfAny(['/', '\\']) + 1);
            var names = string.Join(" → ", Path.Select(method => method.Shown()));
            return $"{Hazard.What}, reached by {names} ({file}:{line.StartLinePosition.Line + 1}),";
        }
    }
}
