namespace Duroxide.Runtime;

/// <summary>What became of a turn.</summary>
partial record TurnResult
{
    TurnResult() { }

    /// <summary>It is to be committed.</summary>
    /// <param name="Write">What is written.</param>
    /// <param name="Header">What the execution started from.</param>
    /// <param name="Decision">What was decided.</param>
    /// <param name="Program">The live program; null when none of the code was run.</param>
    public sealed record Decided(TurnCommit Write, Header Header, Decision Decision, HotInstance? Program) : TurnResult;

    /// <summary>It is given back.</summary>
    /// <param name="Release">How.</param>
    public sealed record GivenBack(TurnRelease Release) : TurnResult;
}
