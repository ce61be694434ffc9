namespace Duroxide.PostgreSql;

/// <summary>Writes what is to last: what comes while a write is on its way waits, and goes together in the next one.</summary>
/// <remarks>Two writes are on their way at once, so that the server has the next one when it has flushed the one before.</remarks>
sealed class Writer(Links links, StoreClock clock, Action<WriteAnswer> tell)
{
    const int Lanes = 2;
    const int MostItems = 1000;

    readonly Lock gate = new();
    readonly Queue<WriteItem> waiting = new();
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int busy;
    bool closed;

    /// <summary>Writes items and tells what became of each.</summary>
    public Task<IReadOnlyList<TResult>> WriteAsync<TItem, TResult>(
        string operation,
        IReadOnlyList<TItem> items,
        Func<WriteGroup<TResult>, int, TItem, WriteItem> item,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (items.Count == 0)
        {
            return Task.FromResult<IReadOnlyList<TResult>>([]);
        }
        var group = new WriteGroup<TResult>(operation, items.Count);
        var starts = false;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(PostgreSqlProvider));
            for (var index = 0; index < items.Count; index++)
            {
                waiting.Enqueue(item(group, index, items[index]));
            }
            if (busy < Lanes)
            {
                busy++;
                starts = true;
            }
        }
        if (starts)
        {
            _ = RunAsync();
        }
        return group.Task;
    }

    /// <summary>Takes nothing more, and ends when all that was asked for is answered.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            if (busy == 0)
            {
                ended.TrySetResult();
            }
        }
        return ended.Task;
    }

    async Task RunAsync()
    {
        while (Take() is { } items)
        {
            await WriteAsync(items).ConfigureAwait(false);
        }
    }

    List<WriteItem>? Take()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                busy--;
                if (closed && busy == 0)
                {
                    ended.TrySetResult();
                }
                return null;
            }
            List<WriteItem> taken = [];
            while (taken.Count < MostItems && waiting.TryDequeue(out var item))
            {
                taken.Add(item);
            }
            return taken;
        }
    }

    /// <summary>Writes items in as few calls as may be.</summary>
    async Task WriteAsync(List<WriteItem> items)
    {
        if (items is [{ Lone: { } lone } only] && await TryAloneAsync(only, lone).ConfigureAwait(false))
        {
            return;
        }
        for (var begin = 0; begin < items.Count; )
        {
            var call = new WriteCall();
            var end = begin;
            // The first one always finds room.
            while (end < items.Count && items[end].TryJoin(call))
            {
                end++;
            }
            await WriteAsync(call, items[begin..end]).ConfigureAwait(false);
            begin = end;
        }
    }

    async Task WriteAsync(WriteCall call, List<WriteItem> items)
    {
        WriteAnswer answer;
        try
        {
            answer =
                await CallAsync(call, items[0].Operation, settled: false).ConfigureAwait(false)
                ?? await SettleAsync(call, items[0].Operation).ConfigureAwait(false);
        }
        catch (Exception failure) when (items.Count > 1 && PostgreSqlErrors.IsOfItem(failure))
        {
            // One of them is at fault, and the others do not suffer for it.
            foreach (var item in items)
            {
                var alone = new WriteCall();
                item.TryJoin(alone);
                await WriteAsync(alone, [item]).ConfigureAwait(false);
            }
            return;
        }
        catch (Exception failure)
        {
            foreach (var item in items)
            {
                item.Fail(Because(item.Operation, failure));
            }
            return;
        }
        Answer(answer, items);
    }

    /// <summary>Writes a turn of the plainest kind; false when it is not as plain as that.</summary>
    async Task<bool> TryAloneAsync(WriteItem item, LoneTurn turn)
    {
        WriteAnswer? answer;
        try
        {
            answer = await links
                .CallAsync(
                    item.Operation,
                    "writing/lone",
                    arguments =>
                    {
                        var (given, floor) = clock.Tell();
                        turn.Bind(arguments.With(given).With((long?)Math.Max(floor, turn.Floor)));
                    },
                    turn.ReadAsync
                )
                .ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            item.Fail(Because(item.Operation, failure));
            return true;
        }
        if (answer is not null)
        {
            Answer(answer, [item]);
        }
        return answer is not null;
    }

    void Answer(WriteAnswer answer, List<WriteItem> items)
    {
        clock.Learn(answer.Now);
        tell(answer);
        foreach (var item in items)
        {
            item.Answer(answer);
        }
    }

    Task<WriteAnswer?> CallAsync(WriteCall call, string operation, bool settled) =>
        links.CallAsync(
            operation,
            "writing/write",
            arguments =>
            {
                var (given, floor) = clock.Tell();
                call.Bind(arguments.With(given).With(Math.Max(floor, call.Floor)).With(settled));
            },
            WriteAnswer.ReadAsync
        );

    /// <summary>Takes in what callers have committed, and writes then, whatever else they commit meanwhile.</summary>
    async Task<WriteAnswer> SettleAsync(WriteCall call, string operation)
    {
        await links
            .CallAsync(
                operation,
                "writing/settle",
                arguments =>
                {
                    var (given, floor) = clock.Tell();
                    arguments.With(given).With(floor);
                },
                _ => Task.FromResult(0)
            )
            .ConfigureAwait(false);
        var answer = await CallAsync(call, operation, settled: true).ConfigureAwait(false);
        return answer! with { WakesTurns = true };
    }

    static ProviderException Because(string operation, Exception failure) =>
        failure is ProviderException known && known.Operation == operation
            ? known
            : new(
                operation,
                failure.Message,
                failure is ProviderException { IsRetryable: true },
                failure.InnerException ?? failure
            );
}
