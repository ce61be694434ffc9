using Microsoft.Extensions.Logging;

namespace Toygres.Web.Pages;

/// <summary>The end of the log of an instance.</summary>
internal static partial class LogTail
{
    private const int Most = 100;

    /// <summary>Reads it, or says why it could not: the machine may not answer, and what else is known is shown all the same.</summary>
    public static async Task<(IReadOnlyList<string> Lines, string? Problem)> ReadAsync(
        InstanceName name,
        IDriver driver,
        ILogger log,
        CancellationToken cancel
    )
    {
        try
        {
            return (await driver.TailLogAsync(name, Most, cancel), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            NotRead(log, error, name);
            return ([], error.Message);
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "The log of {Instance} cannot be read.")]
    private static partial void NotRead(ILogger log, Exception error, InstanceName instance);
}
