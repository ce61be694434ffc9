using Microsoft.Extensions.Logging;

namespace Toygres.Web.Pages;

/// <summary>The end of the log of an instance.</summary>
public sealed partial class LogTail
{
    private const int Most = 100;

    /// <summary>Its lines, oldest first.</summary>
    public IReadOnlyList<string> Lines { get; private init; } = [];

    /// <summary>Why it could not be read; null when it could.</summary>
    public string? Problem { get; private init; }

    /// <summary>Reads it, or says why it could not: the machine may not answer, and what else is known is shown all the same.</summary>
    public static async Task<LogTail> ReadAsync(
        InstanceName name,
        IDriver driver,
        ILogger log,
        CancellationToken cancel
    )
    {
        try
        {
            return new() { Lines = await driver.TailLogAsync(name, Most, cancel) };
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            NotRead(log, error, name);
            return new() { Problem = error.Message };
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "The log of {Instance} cannot be read.")]
    private static partial void NotRead(ILogger log, Exception error, InstanceName instance);
}
