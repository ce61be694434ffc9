namespace Duroxide.Runtime;

/// <summary>What became of an activity.</summary>
partial record ActivityResult
{
    ActivityResult() { }

    /// <summary>It ended, and its instance is to be told.</summary>
    /// <param name="Name">The activity's name.</param>
    /// <param name="Outcome">The answer.</param>
    public sealed record Answered(string Name, Outcome Outcome) : ActivityResult;

    /// <summary>It is to be tried again, here or elsewhere.</summary>
    /// <param name="Delay">How long it stays hidden.</param>
    /// <param name="CountAttempt">Whether the attempt stays counted.</param>
    public sealed record GivenBack(TimeSpan Delay, bool CountAttempt) : ActivityResult
    {
        /// <summary>Why it is parked; null to leave it in the queue.</summary>
        public string? Park { get; init; }

        /// <summary>Whether its code never began.</summary>
        public bool IsUntouched { get; init; }

        /// <summary>How its lease is given back.</summary>
        public ActivityRelease To(Lease lease) =>
            new(lease, Delay, CountAttempt) { Park = Park, IsUntouched = IsUntouched };
    }

    /// <summary>Nobody waits for it any more.</summary>
    /// <param name="Name">The activity's name.</param>
    public sealed record Dropped(string Name) : ActivityResult;
}
