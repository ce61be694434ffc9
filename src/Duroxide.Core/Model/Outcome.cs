namespace Duroxide.Core;

/// <summary>How an operation was answered.</summary>
public partial record Outcome
{
    Outcome() { }

    /// <summary>An activity or a child returned, or a wait received its data.</summary>
    /// <param name="Result">The encoded result.</param>
    public sealed record Succeeded(string Result) : Outcome;

    /// <summary>An activity or a child failed.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(Failure Failure) : Outcome;

    /// <summary>A timer is due.</summary>
    public sealed record Fired : Outcome;
}
