using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Tries a write again when the store says that it may succeed later.</summary>
/// <remarks>A write is fenced by its lease, so one that took place although its answer was lost does not take place again.</remarks>
sealed class StorageRetry(string what, StoreTroubles troubles, TimeProvider time, ILogger log)
{
    const int Retries = 5;
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs a write, and repeats it up to five times after 10, 20, 40, 80 and 160 ms.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> write)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var result = await write().ConfigureAwait(false);
                troubles.Succeeded(what);
                return result;
            }
            catch (ProviderException error) when (error.IsRetryable && attempt < Retries)
            {
                log.StorageRetried(error.Operation, attempt + 1, error.Message);
                await time.DelayAsync(First * (1 << attempt), CancellationToken.None).ConfigureAwait(false);
            }
            catch (ProviderException error)
            {
                troubles.Failed(what, error);
                throw;
            }
        }
    }
}
