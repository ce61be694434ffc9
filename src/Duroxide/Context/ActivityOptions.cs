namespace Duroxide;

/// <summary>How an activity is called.</summary>
public sealed record ActivityOptions
{
    /// <summary>How often it is tried. Default: once.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>How long one attempt may take before it is cancelled and the call fails, without another attempt. Default: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The session whose owner runs it. Default: any worker.</summary>
    public string? Session { get; init; }

    /// <summary>The tag that a worker must serve to run it. Default: none.</summary>
    public string? Tag { get; init; }

    /// <summary>How long it may wait for a worker before it fails. Default: for ever.</summary>
    public TimeSpan? TimeToLive { get; init; }
}
