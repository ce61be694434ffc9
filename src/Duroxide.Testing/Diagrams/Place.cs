namespace Duroxide.Testing;

/// <summary>Where an orchestration stands between two things that reach it.</summary>
/// <param name="Kind">Whether it waits, or how it ended.</param>
/// <param name="Waits">What it waits for, in order of names; empty unless it waits.</param>
public sealed record Place(PlaceKind Kind, ValueList<string> Waits)
{
    internal static Place Begin { get; } = new(PlaceKind.Begin, []);

    internal static Place ContinuedAsNew { get; } = new(PlaceKind.ContinuedAsNew, []);

    internal static Place Of(ExecutionState state) =>
        state.Ending switch
        {
            Ending.Completed => new(PlaceKind.Completed, []),
            Ending.Failed => new(PlaceKind.Failed, []),
            Ending.ContinuedAsNew => ContinuedAsNew,
            null => new(PlaceKind.Waiting, Named(state.Open.Values)),
        };

    /// <summary>Shows it as one line.</summary>
    public override string ToString() => string.Join(", ", Lines);

    internal IReadOnlyList<string> Lines =>
        Kind switch
        {
            PlaceKind.Begin => [],
            PlaceKind.Waiting => Waits.Count > 0 ? [.. Waits] : ["nothing"],
            PlaceKind.Completed => ["completed"],
            PlaceKind.Failed => ["failed"],
            PlaceKind.ContinuedAsNew => ["continued as new"],
        };

    static ValueList<string> Named(IEnumerable<Operation> open) =>
        open.Select(ShortNames.Of)
            .GroupBy(name => name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} × {group.Count()}")
            .ToValueList();
}

/// <summary>The kinds of places.</summary>
public enum PlaceKind
{
    /// <summary>Before its code has run.</summary>
    Begin,

    /// <summary>It waits for something.</summary>
    Waiting,

    /// <summary>It has returned.</summary>
    Completed,

    /// <summary>It has failed or was cancelled.</summary>
    Failed,

    /// <summary>It goes on with a new input and an empty history.</summary>
    ContinuedAsNew,
}
