namespace Duroxide.Runtime;

/// <summary>One slot, and the turn that runs in it.</summary>
sealed class TurnSlot(TimeProvider time)
{
    readonly Lock gate = new();
    TurnWork? current;
    long since;

    /// <summary>Whether a thread is about to run turns in it; guarded by the lock of all slots.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether its turns run on a thread of their own, because those of the pool may be held.</summary>
    public bool HasOwnThread { get; init; }

    /// <summary>The turn that takes so long that the slot is not counted on, and has not ended yet; null for none.</summary>
    public TurnWork? Overdue { get; private set; }

    /// <summary>The turn that is overdue, or continues though it was given up; null for none.</summary>
    public TurnWork? Stuck
    {
        get
        {
            lock (gate)
            {
                return Overdue ?? (current is { IsGivenUp: true } ? current : null);
            }
        }
    }

    /// <summary>Whether the overdue turn is not expected to end any more.</summary>
    public bool IsRunaway { get; private set; }

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

    /// <summary>Notes that the turn is over; true when it had been found overdue.</summary>
    public bool End()
    {
        lock (gate)
        {
            current = null;
            var wasOverdue = Overdue is not null;
            (Overdue, IsRunaway) = (null, false);
            return wasOverdue;
        }
    }

    /// <summary>Notes that the present turn takes too long, and names it; null when it has just ended.</summary>
    public TurnWork? FallDue()
    {
        lock (gate)
        {
            return Overdue = current;
        }
    }

    /// <summary>Notes that the overdue turn is not expected to end, and names it; null when it has just ended, or this was noted before.</summary>
    public TurnWork? RunAway()
    {
        lock (gate)
        {
            if (IsRunaway || Overdue is null)
            {
                return null;
            }
            IsRunaway = true;
            return Overdue;
        }
    }
}
