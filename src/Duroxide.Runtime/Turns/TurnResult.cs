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
    public sealed record Decided(TurnCommit Write, Header Header, Decision Decision, HotInstance? Program) : TurnResult
    {
        /// <summary>The names of the events that nothing waited for.</summary>
        public IReadOnlyList<string> LostEvents { get; init; } = [];

        /// <summary>The timers and children that were answered, if anybody wants to know.</summary>
        public IReadOnlyList<AnsweredCall> Answered { get; init; } = [];
    }

    /// <summary>It is given back.</summary>
    /// <param name="Delay">How long its instance stays hidden.</param>
    /// <param name="CountAttempt">Whether the attempt stays counted.</param>
    public sealed record GivenBack(TimeSpan Delay, bool CountAttempt) : TurnResult
    {
        /// <summary>Why the instance is parked; null to leave it in the queue.</summary>
        public string? Park { get; init; }
    }
}
