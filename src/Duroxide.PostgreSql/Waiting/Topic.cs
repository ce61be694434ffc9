namespace Duroxide.PostgreSql;

/// <summary>What those wait for who have found nothing: that somebody writes, or that time brings something.</summary>
sealed class Topic
{
    readonly Lock gate = new();
    readonly List<long> plans = [];
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

    /// <summary>Notes until when somebody is going to wait; the end of time for who is still looking.</summary>
    public void Plan(long until)
    {
        lock (gate)
        {
            plans.Add(until);
        }
    }

    /// <summary>Notes that somebody waits no more until then.</summary>
    public void Forget(long until)
    {
        lock (gate)
        {
            plans.Remove(until);
        }
    }

    /// <summary>Lets all look again if one would wait longer than until this time.</summary>
    public void RaiseBefore(long? due)
    {
        bool isLate;
        lock (gate)
        {
            isLate = due is { } time && plans.Exists(plan => time < plan);
        }
        if (isLate)
        {
            Raise();
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
