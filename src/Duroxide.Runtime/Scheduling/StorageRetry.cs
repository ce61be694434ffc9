using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Tries a write again when the store says that it may succeed later.</summary>
/// <remarks>A write is fenced by its lease, so one that took place although its answer was lost does not take place again.</remarks>
/// <param name="troubles">What is told.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where failures are written down.</param>
/// <param name="abort">Ends all that is insisted on.</param>
sealed class StorageRetry(StoreTroubles troubles, TimeProvider time, ILogger log, CancellationToken abort)
{
    const int Retries = 5;
    static readonly Backoff Pauses = new Backoff.Exponential(TimeSpan.FromMilliseconds(10), 2, TimeSpan.FromSeconds(3));

    /// <summary>Runs a write, and repeats it up to five times after 10, 20, 40, 80 and 160 ms.</summary>
    /// <param name="what">What the store does not do when it fails.</param>
    /// <param name="write">The write.</param>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> write)
    {
        for (var retry = 1; ; retry++)
        {
            try
            {
                var result = await write().ConfigureAwait(false);
                troubles.Succeeded(what);
                return result;
            }
            catch (ProviderException error)
            {
                troubles.Failed(what, error);
                if (!error.IsRetryable || retry > Retries)
                {
                    throw;
                }
                await PauseAsync(retry, error, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs a write, and repeats it after pauses of up to 3 s for as long as it is wanted.</summary>
    /// <param name="what">What the store does not do when it fails.</param>
    /// <param name="write">The write.</param>
    /// <param name="unwanted">Fires when nobody waits for it any more; then the next error is the last.</param>
    public async Task InsistAsync(string what, Func<Task> write, CancellationToken unwanted = default)
    {
        for (var retry = 1; ; retry++)
        {
            try
            {
                await write().ConfigureAwait(false);
                troubles.Succeeded(what);
                return;
            }
            catch (ProviderException error)
            {
                troubles.Failed(what, error);
                if (!error.IsRetryable || abort.IsCancellationRequested || unwanted.IsCancellationRequested)
                {
                    throw;
                }
                using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, unwanted);
                await PauseAsync(retry, error, either.Token).ConfigureAwait(false);
            }
        }
    }

    async Task PauseAsync(int retry, ProviderException error, CancellationToken hurry)
    {
        log.StorageRetried(error.Operation, retry, error.Message);
        Metrics.StoreRetries.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Operation, error.Operation));
        await time.DelayAsync(Pauses.After(retry), hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
