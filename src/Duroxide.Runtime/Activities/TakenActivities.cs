namespace Duroxide.Runtime;

/// <summary>Activities that are written as taken by this node, because it can begin them as soon as they are written.</summary>
/// <remarks>
/// Such an activity needs no fetch, and its answer finds its instance in memory. While work waits in the queue, a quarter
/// of the places is left to it, or instances in memory would never let go of them. A node that keeps no instances in memory
/// takes nothing.
/// </remarks>
/// <param name="options">How many run at the same time, and which tags are served.</param>
/// <param name="isRegistered">Whether an activity of this name is registered here.</param>
/// <param name="inFlight">The activities of this node.</param>
/// <param name="chain">Where one of them goes on.</param>
/// <param name="stop">Fires when this node takes nothing more.</param>
sealed class TakenActivities(
    RuntimeOptions options,
    Func<string, bool> isRegistered,
    InFlight inFlight,
    Chain chain,
    CancellationToken stop
)
{
    readonly TagFilter tags = options.Tags.And(ValueLookup.Tag);
    readonly int share = options.WorkerConcurrency * 3 / 4;
    readonly bool isServing =
        options is { WorkerConcurrency: > 0, HotInstances: > 0, HotBytes: > 0 } && options.Tags is not TagFilter.None;
    int taken;
    volatile bool isQueueEmpty;

    /// <summary>Keeps the lease of an activity that is written as taken by an instance of this number, until it has run.</summary>
    public Func<ActivityItem, long?, ActivityWork?, RunningActivity>? Enter { get; set; }

    /// <summary>Runs such an activity.</summary>
    public Action<RunningActivity>? Begin { get; set; }

    /// <summary>Gives back, untouched, one that is written as taken.</summary>
    public Action<ActivityItem>? GiveBack { get; set; }

    /// <summary>How many places a fetch keeps that is likely to wait.</summary>
    public int LeftToQueue => isServing ? options.WorkerConcurrency - share : options.WorkerConcurrency;

    /// <summary>Hears whether a fetch waits for work, so that nothing that this node may run is in the queue.</summary>
    public bool IsQueueEmpty
    {
        set => isQueueEmpty = value;
    }

    /// <summary>Marks the activities of a turn that this node takes, and keeps a place for each.</summary>
    /// <param name="decided">The turn.</param>
    /// <param name="leaving">The activities that end with it, which pass their places on.</param>
    public TurnCommit Reserve(TurnResult.Decided decided, IReadOnlyList<LaneAnswer> leaving)
    {
        var write = decided.Write;
        if (
            !isServing
            || write.Activities.Count == 0
            || decided.Decision.Ending is not null
            || stop.IsCancellationRequested
        )
        {
            return write;
        }
        NewActivity[]? marked = null;
        var (index, next) = (0, 0);
        foreach (var action in decided.Decision.Actions)
        {
            if (action is not OrchestrationAction.DispatchActivity { Activity.Name: var name })
            {
                continue;
            }
            var activity = write.Activities[index];
            if (CanTake(activity, name) && !write.CancelledActivities.Contains(activity.Id))
            {
                var leaver = next < leaving.Count ? leaving[next++].Activity : null;
                if (TryPlace(leaver))
                {
                    marked ??= [.. write.Activities];
                    marked[index] = activity with { Take = options.ActivityLease };
                }
            }
            index++;
        }
        return marked is null ? write : write with { Activities = marked };
    }

    /// <summary>Keeps the leases of what a stored turn took, or gives the places back.</summary>
    /// <returns>What can be run.</returns>
    /// <param name="work">The turn.</param>
    /// <param name="write">What was asked for.</param>
    /// <param name="stored">What became of it; null when that is unknown.</param>
    /// <param name="age">For how long the leases may have been running.</param>
    public IReadOnlyList<RunningActivity> Settle(TurnWork work, TurnCommit write, TurnStored? stored, TimeSpan age)
    {
        var turn = work.Item;
        // Where threads are so rare that the answer came late, another may have the lease before it is kept here.
        var isLate = age > options.ActivityLease / 2;
        List<RunningActivity>? begun = null;
        for (var index = 0; index < write.Activities.Count; index++)
        {
            var activity = write.Activities[index];
            if (activity.Take is null)
            {
                continue;
            }
            if (stored is not { IsStored: true } || stored.Taken[index] is not { } given)
            {
                Leave();
                continue;
            }
            var item = new ActivityItem(given, turn.Instance, turn.Execution, activity.Id, activity.Payload, Attempt: 1)
            {
                Tag = activity.Tag,
            };
            if (isLate)
            {
                GiveBack!(item);
            }
            else
            {
                var taker = write.Right is TurnRight.Starting ? stored.Instance : turn.Lease.Key;
                (begun ??= []).Add(Enter!(item, taker, work.Asked?[index]));
            }
        }
        return begun ?? (IReadOnlyList<RunningActivity>)[];
    }

    /// <summary>Runs activities, one of them where the caller ends.</summary>
    public void Run(IReadOnlyList<RunningActivity> activities)
    {
        for (var index = 0; index < activities.Count; index++)
        {
            var activity = activities[index];
            if (index < activities.Count - 1)
            {
                options.Scheduler.Post(() => Begin!(activity));
            }
            else
            {
                chain.GoOn(() => Begin!(activity));
            }
        }
    }

    /// <summary>Frees the place of an activity that has ended, unless it was passed on.</summary>
    public void Leave(RunningActivity activity)
    {
        if (activity.HasPassedOn)
        {
            return;
        }
        if (activity.IsTaken)
        {
            Interlocked.Decrement(ref taken);
        }
        inFlight.Remove();
    }

    /// <summary>Frees the place of one that was not begun.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref taken);
        inFlight.Remove();
    }

    bool CanTake(NewActivity activity, string name) =>
        activity is { Session: null, TimeToLive: null } && tags.Accepts(activity.Tag) && isRegistered(name);

    bool TryPlace(RunningActivity? leaving)
    {
        var isTakenAgain = leaving is { IsTaken: true };
        var mine = Volatile.Read(ref taken) - (isTakenAgain ? 1 : 0);
        if ((mine >= share && !isQueueEmpty) || (leaving is null && !inFlight.TryAdd()))
        {
            return false;
        }
        leaving?.PassOn();
        if (!isTakenAgain)
        {
            Interlocked.Increment(ref taken);
        }
        return true;
    }
}
