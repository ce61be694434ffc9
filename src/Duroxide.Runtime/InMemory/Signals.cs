namespace Duroxide.Runtime.InMemory;

/// <summary>Wakes those who wait for a change of something.</summary>
sealed class Signals
{
    readonly Dictionary<object, Signal> waiting = [];

    /// <summary>How many things somebody waits for.</summary>
    public int Count => waiting.Count;

    /// <summary>Begins to wait for the next change.</summary>
    public Signal Await(object topic)
    {
        if (!waiting.TryGetValue(topic, out var signal))
        {
            signal = new();
            waiting.Add(topic, signal);
        }
        signal.Users++;
        return signal;
    }

    /// <summary>Ends the waiting of one, so that nothing is left behind when nobody waits any more.</summary>
    public void Leave(object topic, Signal signal)
    {
        signal.Users--;
        if (signal.Users == 0 && waiting.GetValueOrDefault(topic) == signal)
        {
            waiting.Remove(topic);
        }
    }

    /// <summary>Ends the waiting of all who wait for a change of this.</summary>
    public void Raise(object topic)
    {
        if (waiting.Remove(topic, out var signal))
        {
            signal.Raise();
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

    /// <summary>The next change of one thing, shared by all who wait for it.</summary>
    public sealed class Signal
    {
        readonly TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends with the change.</summary>
        public Task Change => change.Task;

        /// <summary>How many wait.</summary>
        public int Users { get; set; }

        public void Raise() => change.SetResult();
    }
}
