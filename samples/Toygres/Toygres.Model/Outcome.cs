using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>What became of something that was asked for.</summary>
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>It is so, now or already.</summary>
    /// <param name="Operation">The orchestration that sees to it.</param>
    public sealed record Done(string Operation) : Outcome;

    /// <summary>It cannot be.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    public sealed record Refused(string Reason) : Outcome;
}
