namespace Duroxide;

/// <summary>Which parked items are listed, oldest first: those that meet every condition given.</summary>
public sealed record ParkedQuery
{
    /// <summary>Only items of this kind; null for all.</summary>
    public ParkedKind? Kind { get; init; }

    /// <summary>Only items of this instance; null for all.</summary>
    public InstanceId? Instance { get; init; }

    /// <summary>Only items with a higher <see cref="ParkedItem.Id"/>: that of the last one of the page before. Default 0.</summary>
    public long After { get; init; }

    /// <summary>The most items to return. Default 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Limit));
            field = value;
        }
    } = 1000;
}
