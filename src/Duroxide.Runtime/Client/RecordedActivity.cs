namespace Duroxide;

/// <summary>One run of an activity that an execution asked for, and its answer; each retry is one more.</summary>
/// <param name="Name">The activity's name.</param>
/// <param name="Input">Its encoded input, which <see cref="DuroxideClient.Decode{T}(string)"/> reads.</param>
/// <param name="Attempt">Which attempt it is, counted from 1.</param>
/// <param name="Asked">When the execution asked for it.</param>
public sealed record RecordedActivity(string Name, string Input, int Attempt, DateTimeOffset Asked)
{
    /// <summary>When its answer came; null when none did.</summary>
    public DateTimeOffset? Answered { get; init; }

    /// <summary>Its encoded result, which <see cref="DuroxideClient.Decode{T}(string)"/> reads; null unless it succeeded.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public Failure? Failure { get; init; }
}
