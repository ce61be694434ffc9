namespace Duroxide;

/// <summary>What a call did with many parked items.</summary>
/// <param name="Done">How many it released or discarded.</param>
/// <param name="Left">How many it left: instances that were to be discarded, and items that were gone meanwhile.</param>
public sealed record ParkedReport(long Done, long Left)
{
    /// <summary>Where to go on: what the next query has as <see cref="ParkedQuery.After"/>.</summary>
    public long After { get; init; }

    /// <summary>Whether the limit ended the call, so that there may be more.</summary>
    public bool HasMore { get; init; }
}
