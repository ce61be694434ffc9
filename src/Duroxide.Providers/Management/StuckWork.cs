namespace Duroxide;

/// <summary>What counts as stuck.</summary>
public sealed record StuckQuery
{
    /// <summary>For how long it has been ready, by the store's clock. Default 5 minutes.</summary>
    public TimeSpan WaitingFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an activity was taken without being completed; also when it is not ready now. Default 5, and at least 2.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The most to return. Default 1,000.</summary>
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

/// <summary>Work that nobody does, or that does not succeed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Instance">The instance it belongs to.</param>
/// <param name="Since">Since when the store has it as ready, or queued.</param>
/// <param name="Attempts">How often it was taken.</param>
public sealed record StuckWork(StuckKind Kind, InstanceId Instance, DateTimeOffset Since, int Attempts)
{
    /// <summary>The event that scheduled the activity; null for a turn.</summary>
    public EventId? Operation { get; init; }
}

/// <summary>What kind of work is stuck.</summary>
public enum StuckKind
{
    /// <summary>An instance is ready, as by a timer that is due, and no node takes it: none runs, or none that knows its code.</summary>
    Turn,

    /// <summary>An activity waits for a worker, or was taken again and again.</summary>
    Activity,
}
