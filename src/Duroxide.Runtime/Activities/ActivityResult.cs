namespace Duroxide.Runtime;

/// <summary>What became of an activity.</summary>
partial record ActivityResult
{
    ActivityResult() { }

    /// <summary>It ended, and its instance is to hear of it.</summary>
    /// <param name="Name">The activity's name.</param>
    /// <param name="Outcome">The answer.</param>
    public sealed record Answered(string Name, Outcome Outcome) : ActivityResult;

    /// <summary>It is to be tried again, here or elsewhere.</summary>
    /// <param name="Release">How it is given back.</param>
    public sealed record GivenBack(ActivityRelease Release) : ActivityResult;

    /// <summary>Nobody waits for it any more.</summary>
    /// <param name="Name">The activity's name.</param>
    public sealed record Dropped(string Name) : ActivityResult;
}
