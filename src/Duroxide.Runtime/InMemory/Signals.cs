namespace Duroxide.Runtime.InMemory;

/// <summary>Wakes those who wait for a change of something.</summary>
sealed class Signals
{
    readonly Dictionary<object, TaskCompletionSource> waiting = [];

    /// <summary>A task that ends with the next change.</summary>
    public Task NextChangeOf(object topic)
    {
        if (!waiting.TryGetValue(topic, out var source))
        {
            source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(topic, source);
        }
        return source.Task;
    }

    /// <summary>Ends the waiting of all who wait for a change of this.</summary>
    public void Raise(object topic)
    {
        if (waiting.Remove(topic, out var source))
        {
            source.SetResult();
        }
    }

    /// <summary>Ends all waiting.</summary>
    public void RaiseAll()
    {
        foreach (var topic in waiting.Keys.ToList())
        {
            Raise(topic);
        }
    }
}
