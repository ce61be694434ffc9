namespace Duroxide.Runtime.InMemory;

/// <summary>Wakes those who wait for a change of something.</summary>
sealed class Signals
{
    static readonly Timestamp Never = new(long.MaxValue);

    readonly Dictionary<object, Signal> waiting = [];

    /// <summary>How many things somebody waits for.</summary>
    public int Count => waiting.Count;

    /// <summary>Begins to wait for the next change.</summary>
    /// <param name="topic">Of what.</param>
    /// <param name="until">When the one who waits looks again by himself; null for never.</param>
    public Signal Await(object topic, Timestamp? until)
    {
        if (!waiting.TryGetValue(topic, out var signal))
        {
            signal = new();
            waiting.Add(topic, signal);
        }
        signal.Users++;
        signal.Until = Timestamp.Later(signal.Until, until ?? Never);
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

    /// <summary>Ends the waiting of all who wait for a change of this, if one of them would look again too late by himself.</summary>
    /// <param name="topic">Of what.</param>
    /// <param name="due">When there is something to be found; null for never.</param>
    public void Raise(object topic, Timestamp? due)
    {
        if (due is { } time && waiting.TryGetValue(topic, out var signal) && time < signal.Until)
        {
            Raise(topic);
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

        /// <summary>When the last of them looks again by himself.</summary>
        public Timestamp Until { get; set; }

        public void Raise() => change.SetResult();
    }
}
