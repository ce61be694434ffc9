namespace Duroxide.PostgreSql;

/// <summary>Reads rows of instances: what is asked for while a read is on its way waits, and goes together in the next one.</summary>
sealed class Reader(Links links)
{
    const int Lanes = 2;
    const int MostRows = 500;

    readonly Lock gate = new();
    readonly Queue<Asked> waiting = new();
    readonly Dictionary<string, Asked> byId = new(StringComparer.Ordinal);
    int busy;

    /// <summary>Reads the row of an instance as it is at some time after the call; null when there is none.</summary>
    public Task<InstanceRecord?> ReadAsync(InstanceId instance)
    {
        Asked? asked;
        var starts = false;
        lock (gate)
        {
            if (!byId.TryGetValue(instance.Value, out asked))
            {
                asked = new Asked(instance.Value);
                byId.Add(asked.Id, asked);
                waiting.Enqueue(asked);
                if (busy < Lanes)
                {
                    busy++;
                    starts = true;
                }
            }
        }
        if (starts)
        {
            _ = RunAsync();
        }
        return asked.Row.Task;
    }

    async Task RunAsync()
    {
        while (Take() is { } asked)
        {
            try
            {
                var rows = await links
                    .CallAsync(
                        nameof(IProvider.ReadInstanceAsync),
                        "instances/read-many",
                        arguments => arguments.With(asked.Select(one => one.Id).ToArray()),
                        InstanceReads.RowsAsync
                    )
                    .ConfigureAwait(false);
                asked.ForEach(one => one.Row.SetResult(rows.GetValueOrDefault(one.Id)));
            }
            catch (Exception failure)
            {
                // Each of those who asked hears of it.
                asked.ForEach(one => one.Row.SetException(failure));
            }
        }
    }

    List<Asked>? Take()
    {
        lock (gate)
        {
            List<Asked> taken = [];
            while (taken.Count < MostRows && waiting.TryDequeue(out var asked))
            {
                byId.Remove(asked.Id);
                taken.Add(asked);
            }
            if (taken.Count > 0)
            {
                return taken;
            }
            busy--;
            return null;
        }
    }

    /// <summary>A row that somebody asked for, or several did.</summary>
    sealed record Asked(string Id)
    {
        public TaskCompletionSource<InstanceRecord?> Row { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
