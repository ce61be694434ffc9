namespace Duroxide;

/// <summary>How a history is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>Whether it is only found out if it could be: nothing is written. Default false.</summary>
    public bool ChecksOnly { get; init; }
}
