namespace Duroxide.Runtime;

/// <summary>How a turn was finished.</summary>
/// <param name="Stored">What became of its commit; null when there was none, or that is unknown.</param>
/// <param name="Taken">The activities that are written as taken and can be run.</param>
sealed record TurnFinish(TurnStored? Stored, IReadOnlyList<RunningActivity> Taken)
{
    /// <summary>Why it is unknown whether it is stored; null when it is known.</summary>
    public ProviderException? Error { get; init; }

    /// <summary>One without a commit, or with one of which nothing is known.</summary>
    public static TurnFinish Unknown { get; } = new(null, []);
}
