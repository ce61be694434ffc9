using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Fetches activities, runs them, and stores their answers.</summary>
sealed class ActivityDispatcher
{
    const int LargestBatch = 1000;
    const string Answers = "storing the answers of activities";
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    readonly IProvider provider;
    readonly RuntimeOptions options;
    readonly RunningActivities running;
    readonly ActivityRunner runner;
    readonly YieldingFetch yielding;
    readonly StorageRetry retry;
    readonly LeaseKeeper leases;
    readonly SessionKeeper sessions;
    readonly SessionRoom room;
    readonly InFlight inFlight;
    readonly TakenActivities taken;
    readonly AnswerLanes lanes;
    readonly StoreTroubles troubles;
    readonly TagFilter tags;
    readonly Batcher<ActivityCompletion, bool> completions;
    readonly ILogger log;
    bool isWorkLeft;
    int fetching;

    public ActivityDispatcher(
        IProvider provider,
        RuntimeOptions options,
        string node,
        RunningActivities running,
        ActivityCode code,
        InFlight inFlight,
        TakenActivities taken,
        AnswerLanes lanes,
        StoreTroubles troubles,
        StorageRetry retry,
        IPace pace,
        MissingCode missing,
        ILogger log
    )
    {
        this.provider = provider;
        this.options = options;
        this.running = running;
        yielding = new YieldingFetch(options);
        runner = new ActivityRunner(options, code, yielding, missing, log);
        this.troubles = troubles;
        this.retry = retry;
        this.log = log;
        leases = new LeaseKeeper(provider.RenewActivitiesAsync, options.ActivityLease, "activity", options, pace, log);
        sessions = new SessionKeeper(provider, options, node, running, pace, log);
        room = new SessionRoom(options, node, running);
        this.inFlight = inFlight;
        this.taken = taken;
        this.lanes = lanes;
        taken.Enter = Enter;
        taken.Begin = activity => _ = RunAsync(activity);
        taken.GiveBack = item => _ = GiveBackTakenAsync(item);
        // What the framework itself asks of workers, any of them can do.
        tags = options.Tags.And(ValueLookup.Tag);
        completions = new(
            items => retry.RunAsync(Answers, () => provider.CompleteActivitiesAsync(items, CancellationToken.None)),
            LargestBatch,
            options.Scheduler
        );
    }

    /// <summary>How many activities are fetched and not finished.</summary>
    public int Count => inFlight.Count - Volatile.Read(ref fetching);

    /// <summary>How much of the limits for activities is in use.</summary>
    public IEnumerable<LimitUse> Limits =>
        [
            new(LimitUse.Workers, Count, options.WorkerConcurrency),
            new(LimitUse.Sessions, running.Sessions.Count, options.MaxSessions),
        ];

    /// <summary>The loops of the dispatcher.</summary>
    /// <param name="stop">Stops fetching.</param>
    /// <param name="abort">Stops renewing leases, when nothing more is waited for.</param>
    public IEnumerable<(string Name, Func<Task> Run)> Loops(CancellationToken stop, CancellationToken abort) =>
        options.WorkerConcurrency == 0 || options.Tags is TagFilter.None
            ? []
            :
            [
                (
                    "activities",
                    () =>
                        new FetchLoop("activities", troubles, options.Time, log).RunAsync(() => FetchAsync(stop), stop)
                ),
                ("activity leases", () => leases.RunAsync(abort)),
                ("session leases", () => sessions.RenewAsync(abort)),
                ("session sweep", () => sessions.SweepAsync(abort)),
            ];

    /// <summary>Completes when every fetched activity is finished.</summary>
    public Task DrainAsync() => inFlight.EmptyAsync();

    /// <summary>Gives the sessions of this node back, once nothing runs here any more.</summary>
    public Task GiveSessionsBackAsync() => sessions.GiveBackAsync();

    async Task FetchAsync(CancellationToken stop)
    {
        var free = await LimitUse
            .WaitAsync(LimitUse.Workers, options.Time, inFlight.FreeAsync(stop))
            .ConfigureAwait(false);
        // A fetch that is likely to wait keeps few places, or turns could take nothing meanwhile.
        var asked = isWorkLeft ? free : Math.Min(free, taken.LeftToQueue);
        // It counts too: what it brings while the runtime stops must be waited for.
        inFlight.Add(1);
        Volatile.Write(ref fetching, 1);
        inFlight.KeepForFetch(asked - 1);
        taken.IsQueueEmpty = true;
        try
        {
            isWorkLeft = await FetchAsync(asked, stop).ConfigureAwait(false) == asked;
        }
        finally
        {
            taken.IsQueueEmpty = false;
            inFlight.KeepForFetch(0);
            Volatile.Write(ref fetching, 0);
            inFlight.Remove();
        }
    }

    async Task<int> FetchAsync(int free, CancellationToken stop)
    {
        var begun = await yielding
            .FetchAsync((wait, cut) => room.FetchAsync((claim, end) => FetchAsync(free, wait, claim, end), cut), stop)
            .ConfigureAwait(false);
        foreach (var activity in begun)
        {
            if (activity.Item.Session is not null)
            {
                sessions.Use();
            }
            _ = RunAsync(activity);
        }
        return begun.Count;
    }

    Task<IReadOnlyList<RunningActivity>> FetchAsync(
        int free,
        TimeSpan wait,
        SessionClaim claim,
        CancellationToken end
    ) =>
        leases.TakeAsync(
            () =>
                provider.FetchActivitiesAsync(
                    new ActivityFetch(free, options.ActivityLease, wait, tags) { Sessions = claim },
                    end
                ),
            Take
        );

    RunningActivity? Take(ActivityItem item)
    {
        if (running.Find(KeyOf(item)) is { } present && present.Item.Lease.Key == item.Lease.Key)
        {
            GoOn(present, item);
            return null;
        }
        inFlight.Add(1);
        return Enter(item, taker: null, work: null);
    }

    RunningActivity Enter(ActivityItem item, long? taker, ActivityWork? work)
    {
        var activity = new RunningActivity(item, options.Scheduler) { Taker = taker, Work = work };
        // Numbers are used once: this one belongs to another instance, which was deleted, and nobody waits for it any more.
        running.Find(KeyOf(item))?.Lose();
        running.Add(KeyOf(item), activity);
        Keep(activity, item.Lease);
        return activity;
    }

    async Task GiveBackTakenAsync(ActivityItem item)
    {
        await TryReleaseAsync(item, new(item.Lease, TimeSpan.Zero, CountAttempt: false) { IsUntouched = true })
            .ConfigureAwait(false);
        taken.Leave();
    }

    // Its lease ran out while it runs here, and it was handed out again. What runs here is never begun again beside itself.
    void GoOn(RunningActivity present, ActivityItem item)
    {
        if (present.Adopt(item.Lease) is { } before)
        {
            leases.LetGo(before);
            Keep(present, item.Lease);
            options.Scheduler.Post(() =>
            {
                log.ActivityHandedOutAgain(item.Id, item.Instance);
                _ = TryReleaseAsync(item, new(before, TimeSpan.Zero, CountAttempt: false));
            });
        }
        else
        {
            // It was told to stop, and may begin again when it has.
            var release = new ActivityRelease(item.Lease, Soon, CountAttempt: false) { IsUntouched = true };
            options.Scheduler.Post(() => _ = TryReleaseAsync(item, release));
        }
    }

    void Keep(RunningActivity activity, Lease lease) => leases.Keep(lease, age => _ = LoseAsync(activity, lease, age));

    // When this node itself was handed it again, the fetch that says so may be a moment behind.
    async Task LoseAsync(RunningActivity activity, Lease lease, TimeSpan age)
    {
        await options.Time.DelayAsync(Moment, CancellationToken.None).ConfigureAwait(false);
        if (activity.Lease != lease || activity.IsOver)
        {
            return;
        }
        // One that could be renewed until now was cancelled, as happens every day.
        if (age >= options.ActivityLease)
        {
            log.ActivityLeaseLost(activity.Item.Id, activity.Item.Instance, age, options.ActivityLease);
        }
        activity.Lose();
    }

    async Task RunAsync(RunningActivity activity)
    {
        var item = activity.Item;
        try
        {
            var result = await runner.RunAsync(item, activity).ConfigureAwait(false);
            await StoreAsync(activity, result).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            log.ActivityNotStored(error, item.Id, item.Instance);
            activity.End();
            // An answer that could not be stored is lost, and the activity runs again soon: at least once is what is promised.
            var isFault = error is not ProviderException { IsRetryable: true };
            await TryReleaseAsync(item, new(activity.Lease, FetchLoop.Pause, CountAttempt: isFault))
                .ConfigureAwait(false);
        }
        finally
        {
            activity.End();
            leases.LetGo(activity.Lease);
            running.Remove(KeyOf(item), activity);
            activity.Dispose();
            if (item.Session is not null)
            {
                sessions.Use();
                room.Widen();
            }
            taken.Leave(activity);
        }
    }

    async Task StoreAsync(RunningActivity activity, ActivityResult result)
    {
        if (activity.IsRecorded)
        {
            activity.End();
            return;
        }
        switch (result)
        {
            case ActivityResult.GivenBack back:
                activity.End();
                await ReleaseAsync(back.To(activity.Lease)).ConfigureAwait(false);
                break;
            case ActivityResult.Answered answered:
                await AnswerAsync(activity, answered).ConfigureAwait(false);
                break;
            case ActivityResult.Dropped dropped:
                await DropAsync(activity, dropped.Name).ConfigureAwait(false);
                break;
        }
    }

    // While the lease is kept nobody else runs the activity, so a store that is busy for long only delays the answer.
    async Task AnswerAsync(RunningActivity activity, ActivityResult.Answered answered)
    {
        var item = activity.Item;
        var answer = WireCodec.EncodeDelivery(new Delivery.Answer(item.Execution, item.Id, answered.Outcome));
        if (await lanes.OfferAsync(activity, answer).ConfigureAwait(false))
        {
            return;
        }
        bool isStored = false;
        Lease lease;
        do
        {
            // An activity that was handed out again meanwhile answers under its new lease.
            lease = activity.Lease;
            await retry
                .InsistAsync(
                    Answers,
                    async () => isStored = await completions.SendAsync(new(lease, answer)).ConfigureAwait(false),
                    activity.Token
                )
                .ConfigureAwait(false);
        } while (!isStored && !activity.TryEnd(lease));
        if (!isStored)
        {
            activity.Lose();
            await DropAsync(activity, answered.Name).ConfigureAwait(false);
        }
    }

    // Nothing is left of one that was cancelled. One that another node has runs there, and the attempt here was none.
    async Task DropAsync(RunningActivity activity, string name)
    {
        activity.End();
        log.ActivityDropped(name, activity.Item.Id, activity.Item.Instance);
        if (activity.HasLostLease)
        {
            await TryReleaseAsync(activity.Item, new(activity.Lease, TimeSpan.Zero, CountAttempt: false))
                .ConfigureAwait(false);
        }
    }

    async Task TryReleaseAsync(ActivityItem item, ActivityRelease release)
    {
        try
        {
            await ReleaseAsync(release).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Then its lease has to lapse first.
            log.ActivityNotStored(error, item.Id, item.Instance);
        }
    }

    Task ReleaseAsync(ActivityRelease release) =>
        retry.InsistAsync(
            "giving activities back",
            () => provider.ReleaseActivitiesAsync([release], CancellationToken.None)
        );

    static ActivityKey KeyOf(ActivityItem item) => new(item.Instance, item.Execution, item.Id);
}
