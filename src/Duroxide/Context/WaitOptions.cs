namespace Duroxide;

/// <summary>How an event or a message is waited for.</summary>
public sealed record WaitOptions
{
    /// <summary>How long to wait, counted from the call, before the handle throws a <see cref="WaitTimeoutException"/>. Default: for ever.</summary>
    /// <remarks>Zero takes only what is there already.</remarks>
    public TimeSpan? Timeout { get; init; }
}
