namespace Duroxide.PostgreSql;

/// <summary>What one caller asked for at once: it is answered when each of its items is.</summary>
sealed class WriteGroup<T>(string operation, int count)
{
    readonly TaskCompletionSource<IReadOnlyList<T>> completion = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    readonly T[] results = new T[count];
    int left = count;
    ProviderException? failure;

    public string Operation => operation;

    public Task<IReadOnlyList<T>> Task => completion.Task;

    public void Answer(int index, T result)
    {
        results[index] = result;
        End();
    }

    public void Fail(ProviderException because)
    {
        failure = because;
        End();
    }

    void End()
    {
        if (Interlocked.Decrement(ref left) > 0)
        {
            return;
        }
        if (failure is { } because)
        {
            completion.SetException(because);
        }
        else
        {
            completion.SetResult(results);
        }
    }
}
