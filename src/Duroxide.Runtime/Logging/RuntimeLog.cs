using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>What the runtime writes about itself and its store.</summary>
static partial class RuntimeLog
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Duroxide {Version} runs over {Provider} as {Node}, with {Turns} turn slots and {Activities} activity slots"
    )]
    public static partial void RuntimeStarted(
        this ILogger log,
        SemanticVersion version,
        string provider,
        string node,
        int turns,
        int activities
    );

    [LoggerMessage(
        2,
        LogLevel.Information,
        "The runtime stopped; {Turns} turns and {Activities} activities were given back"
    )]
    public static partial void RuntimeStopped(this ILogger log, int turns, int activities);

    [LoggerMessage(3, LogLevel.Warning, "{Operation} failed (retry {Retry}): {Error}")]
    public static partial void StorageRetried(this ILogger log, string operation, int retry, string error);

    [LoggerMessage(4, LogLevel.Warning, "Renewing {Count} leases failed; they are tried again")]
    public static partial void RenewalFailed(this ILogger log, Exception error, int count);

    [LoggerMessage(5, LogLevel.Warning, "Fetching {What} failed; it is tried again in {Delay}")]
    public static partial void FetchFailed(this ILogger log, Exception error, string what, TimeSpan delay);

    [LoggerMessage(6, LogLevel.Error, "A loop of the runtime stopped unexpectedly and is started again: {What}")]
    public static partial void LoopFailed(this ILogger log, Exception error, string what);

    [LoggerMessage(7, LogLevel.Warning, "{What} the sessions of this node failed; it is tried again")]
    public static partial void SessionsFailed(this ILogger log, Exception error, string what);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "The sessions of this node could not be given back at its stop; others have them after at most {Lease}"
    )]
    public static partial void SessionsKept(this ILogger log, Exception error, TimeSpan lease);

    [LoggerMessage(
        44,
        LogLevel.Warning,
        "What the store holds could not be counted; its gauges have no value until that succeeds, and it is tried again in {Interval}"
    )]
    public static partial void CountingFailed(this ILogger log, Exception error, TimeSpan interval);

    [LoggerMessage(
        8,
        LogLevel.Critical,
        "A loop of the runtime has no store any more, and ends: {What}. The provider was disposed of before the runtime; dispose of the runtime first, and restart the process"
    )]
    public static partial void LoopLostStore(this ILogger log, Exception error, string what);
}
