using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Repeats a fetch until it is stopped, and slows down while the store fails.</summary>
sealed class FetchLoop(string what, StoreTroubles troubles, TimeProvider time, ILogger log)
{
    /// <summary>The pause after an error that will not go away by itself.</summary>
    public static TimeSpan Pause => TimeSpan.FromMilliseconds(100);

    static readonly Backoff Pauses = new Backoff.Exponential(Pause, 2, TimeSpan.FromSeconds(3));

    /// <summary>Runs the fetch over and over. After n errors in a row that may pass it waits 100 ms · 2ⁿ, at most 3 s.</summary>
    public async Task RunAsync(Func<Task> fetch, CancellationToken stop)
    {
        var (errors, fetching) = (0, $"fetching {what}");
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await fetch().ConfigureAwait(false);
                troubles.Succeeded(fetching);
                errors = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (ProviderException error)
            {
                errors = error.IsRetryable ? errors + 1 : 0;
                var delay = Pauses.After(errors + 1);
                troubles.Failed(fetching, error);
                log.FetchFailed(error, what, delay);
                await time.DelayAsync(delay, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
