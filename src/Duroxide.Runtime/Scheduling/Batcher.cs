namespace Duroxide.Runtime;

/// <summary>Sends items in batches that form by themselves: while one batch is on its way, what comes meanwhile waits and goes together.</summary>
/// <remarks>There is no timer and nothing to tune: a lone item goes at once, and the busier the store, the larger the batches.</remarks>
/// <param name="send">Sends a batch, and gives one result an item in order.</param>
/// <param name="most">The most items in one batch.</param>
/// <param name="scheduler">Where the senders continue.</param>
sealed class Batcher<TItem, TResult>(
    Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> send,
    int most,
    IScheduler scheduler
)
{
    readonly Lock gate = new();
    readonly Queue<(TItem Item, Promise<TResult> Result)> waiting = new();
    bool sending;

    /// <summary>Sends an item with the next batch.</summary>
    public Task<TResult> SendAsync(TItem item)
    {
        var result = new Promise<TResult>(scheduler);
        lock (gate)
        {
            waiting.Enqueue((item, result));
            if (sending)
            {
                return result.Task;
            }
            sending = true;
        }
        _ = SendAllAsync();
        return result.Task;
    }

    async Task SendAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            var sent = TrySendAsync(batch, isLast: batch.Count == 1);
            var wasHere = sent.IsCompleted;
            if (!await sent.ConfigureAwait(false))
            {
                // One bad item must not spoil the others, so a batch that fails goes again, one by one.
                foreach (var entry in batch)
                {
                    await TrySendAsync([entry], isLast: true).ConfigureAwait(false);
                }
            }
            // Where the store answers at once, who brought the first item is not kept for those of others.
            if (wasHere && HasMore())
            {
                scheduler.Post(() => _ = SendAllAsync());
                return;
            }
        }
    }

    bool HasMore()
    {
        lock (gate)
        {
            return waiting.Count > 0;
        }
    }

    async Task<bool> TrySendAsync(List<(TItem Item, Promise<TResult> Result)> batch, bool isLast)
    {
        try
        {
            var results = await send([.. batch.Select(entry => entry.Item)]).ConfigureAwait(false);
            for (var index = 0; index < batch.Count; index++)
            {
                batch[index].Result.TrySetResult(results[index]);
            }
            return true;
        }
        catch (Exception error)
        {
            // The sender learns of it through its own task.
            if (isLast)
            {
                batch.ForEach(entry => entry.Result.TrySetException(error));
            }
            return isLast;
        }
    }

    List<(TItem Item, Promise<TResult> Result)> Next()
    {
        lock (gate)
        {
            var batch = new List<(TItem, Promise<TResult>)>(Math.Min(waiting.Count, most));
            while (batch.Count < most && waiting.TryDequeue(out var entry))
            {
                batch.Add(entry);
            }
            sending = batch.Count > 0;
            return batch;
        }
    }
}
