namespace Duroxide.PostgreSql;

/// <summary>Those who look for turns or for work, and what they wait for when they find nothing: that somebody writes, or that time brings something.</summary>
/// <remarks>
/// What time brings, it brings to all at once. Who has waited longest looks first: one that comes again and again would
/// otherwise take everything before others that are a moment slower.
/// </remarks>
sealed class Topic
{
    readonly Lock gate = new();
    readonly List<Waiter> waiters = [];
    TaskCompletionSource change = New();

    /// <summary>The next change. Take it before looking, or a change between the two is missed.</summary>
    public Task Next
    {
        get
        {
            lock (gate)
            {
                return change.Task;
            }
        }
    }

    /// <summary>Begins to look and to wait.</summary>
    public Waiter Enter()
    {
        var waiter = new Waiter();
        lock (gate)
        {
            waiters.Add(waiter);
        }
        return waiter;
    }

    /// <summary>Ends to look and to wait.</summary>
    public void Leave(Waiter waiter)
    {
        lock (gate)
        {
            waiters.Remove(waiter);
            waiter.Looked.TrySetResult();
        }
    }

    /// <summary>Notes until when somebody is going to wait.</summary>
    public void Wait(Waiter waiter, long until)
    {
        lock (gate)
        {
            waiter.Looked.TrySetResult();
            waiter.Looked = New();
            waiter.Until = until;
        }
    }

    /// <summary>Notes that somebody's wait is over.</summary>
    public void Wake(Waiter waiter)
    {
        lock (gate)
        {
            waiter.Until = long.MaxValue;
        }
    }

    /// <summary>The look of one who has waited longer, and whose wait is over, too; null when there is none.</summary>
    public Task? LookBefore(Waiter waiter, long now)
    {
        lock (gate)
        {
            return waiters
                .TakeWhile(other => other != waiter)
                .FirstOrDefault(other => other.IsLooking || other.Until <= now)
                ?.Looked.Task;
        }
    }

    /// <summary>Ends the waiting of all.</summary>
    public void Raise()
    {
        TaskCompletionSource raised;
        lock (gate)
        {
            raised = change;
            change = New();
        }
        raised.SetResult();
    }

    /// <summary>Lets all look again if one would wait longer than until this time.</summary>
    public void RaiseBefore(long? due)
    {
        bool isLate;
        lock (gate)
        {
            isLate = due is { } time && waiters.Exists(waiter => time < waiter.Until);
        }
        if (isLate)
        {
            Raise();
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One who looks, and waits when there is nothing; guarded by the topic's lock.</summary>
    public sealed class Waiter
    {
        /// <summary>Until when it waits, in milliseconds of the store's time; the end of time while it looks.</summary>
        public long Until { get; set; } = long.MaxValue;

        /// <summary>Whether it looks.</summary>
        public bool IsLooking => Until == long.MaxValue;

        /// <summary>Ends with the look that follows its wait.</summary>
        public TaskCompletionSource Looked { get; set; } = New();
    }
}
