namespace Duroxide.Runtime;

/// <summary>One slot, and the turn that runs in it.</summary>
sealed class TurnSlot(TimeProvider time)
{
    readonly Lock gate = new();
    TurnWork? current;
    long since;

    /// <summary>The loop that takes turns.</summary>
    public Task Loop { get; set; } = Task.CompletedTask;

    /// <summary>The turn that was found to run away here, and has not ended yet; null for none.</summary>
    public TurnWork? Runaway { get; private set; }

    /// <summary>Whether a turn is running.</summary>
    public bool IsBusy => Volatile.Read(ref current) is not null;

    /// <summary>How long the present turn has been running; zero between turns.</summary>
    public TimeSpan Age
    {
        get
        {
            lock (gate)
            {
                return current is null ? TimeSpan.Zero : time.GetElapsedTime(since);
            }
        }
    }

    /// <summary>Notes that a turn begins.</summary>
    public void Begin(TurnWork work)
    {
        lock (gate)
        {
            (current, since) = (work, time.GetTimestamp());
        }
    }

    /// <summary>Notes that the turn is over; true when it had been found to run away.</summary>
    public bool End()
    {
        lock (gate)
        {
            current = null;
            var ranAway = Runaway is not null;
            Runaway = null;
            return ranAway;
        }
    }

    /// <summary>Notes that the present turn runs away, and names it; null when it has just ended.</summary>
    public TurnWork? RunAway()
    {
        lock (gate)
        {
            return Runaway = current;
        }
    }
}
