namespace Duroxide;

/// <summary>How an event or a message is waited for.</summary>
public sealed record WaitOptions
{
    /// <summary>How long to wait, counted from the call, before the handle throws a <see cref="WaitTimeoutException"/>. Default: for ever.</summary>
    /// <remarks>Zero takes only what is there already.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = NotNegative(value);
    }

    // The framework's sign for an endless wait is a negative time, too, and so may be the rest of the time until a moment
    // that has passed: one means the opposite of the other.
    static TimeSpan? NotNegative(TimeSpan? time) =>
        time is { } given && given < TimeSpan.Zero
            ? throw new ArgumentOutOfRangeException(
                nameof(Timeout),
                time,
                $"{nameof(WaitOptions)}.{nameof(Timeout)} must not be negative. Leave it null to wait for ever; for a moment that has passed, give zero."
            )
            : time;
}
