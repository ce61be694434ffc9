using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Fetches activities, runs them, and stores their answers.</summary>
sealed class ActivityDispatcher
{
    const int LargestBatch = 1000;
    const string Answers = "storing the answers of activities";

    readonly IProvider provider;
    readonly RuntimeOptions options;
    readonly string node;
    readonly RunningActivities running;
    readonly ActivityRunner runner;
    readonly YieldingFetch yielding;
    readonly StorageRetry retry;
    readonly LeaseKeeper leases;
    readonly SessionKeeper sessions;
    readonly InFlight inFlight;
    readonly StoreTroubles troubles;
    readonly TagFilter tags;
    readonly Batcher<ActivityCompletion, bool> completions;
    readonly ILogger log;
    readonly Lock gate = new();
    CancellationTokenSource? waitingWithoutRoom;

    public ActivityDispatcher(
        IProvider provider,
        RuntimeOptions options,
        string node,
        RunningActivities running,
        ActivityCode code,
        StoreTroubles troubles,
        StorageRetry retry,
        ILogger log
    )
    {
        this.provider = provider;
        this.options = options;
        this.node = node;
        this.running = running;
        yielding = new YieldingFetch(options);
        runner = new ActivityRunner(options, code, yielding, log);
        this.troubles = troubles;
        this.retry = retry;
        this.log = log;
        leases = new LeaseKeeper(
            provider.RenewActivitiesAsync,
            options.ActivityLease,
            options.Time,
            options.Scheduler,
            log
        );
        sessions = new SessionKeeper(provider, options, node, running, log);
        inFlight = new InFlight(options.WorkerConcurrency, least: 1, options.Scheduler);
        // What the framework itself asks of workers, any of them can do.
        tags = options.Tags.And(ValueLookup.Tag);
        completions = new(
            items => retry.RunAsync(Answers, () => provider.CompleteActivitiesAsync(items, CancellationToken.None)),
            LargestBatch,
            options.Scheduler
        );
    }

    /// <summary>How many activities are fetched and not finished.</summary>
    public int Count => inFlight.Count;

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

    async Task FetchAsync(CancellationToken stop)
    {
        var free = await inFlight.FreeAsync(stop).ConfigureAwait(false);
        // A fetch counts too: what it brings while the runtime stops must be waited for.
        inFlight.Add(1);
        try
        {
            await FetchAsync(free, stop).ConfigureAwait(false);
        }
        finally
        {
            inFlight.Remove();
        }
    }

    async Task FetchAsync(int free, CancellationToken stop)
    {
        var items = await yielding
            .FetchAsync((wait, cut) => FetchWithinRoomAsync(free, wait, cut), stop)
            .ConfigureAwait(false);
        foreach (var item in items)
        {
            inFlight.Add(1);
            var activity = new RunningActivity(item.Session, options.Scheduler);
            running.Add(KeyOf(item), activity);
            if (item.Session is not null)
            {
                sessions.Use();
            }
            leases.Keep(item.Lease, () => activity.Stop(StopReason.Cancelled));
            _ = RunAsync(item, activity);
        }
    }

    // A fetch that begins when no more sessions fit must not wait on when one of them has ended.
    async Task<IReadOnlyList<ActivityItem>> FetchWithinRoomAsync(int free, TimeSpan wait, CancellationToken stop)
    {
        var cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ValueList<string> busy;
        int room;
        lock (gate)
        {
            // A session that ends from here on finds the fetch that it is to cut short.
            busy = running.Sessions;
            room = Math.Max(0, options.MaxSessions - busy.Count);
            waitingWithoutRoom = room == 0 ? cut : null;
        }
        var fetch = new ActivityFetch(free, options.ActivityLease, wait, tags)
        {
            Sessions = new SessionClaim(node, options.SessionLease, room) { Busy = busy },
        };
        try
        {
            return await provider.FetchActivitiesAsync(fetch, cut.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return [];
        }
        finally
        {
            lock (gate)
            {
                // One that is being cut short is disposed of there.
                if (room > 0 || waitingWithoutRoom is not null)
                {
                    waitingWithoutRoom = null;
                    cut.Dispose();
                }
            }
        }
    }

    void MakeRoom()
    {
        lock (gate)
        {
            if (waitingWithoutRoom is { } cut)
            {
                waitingWithoutRoom = null;
                _ = CutShortAsync(cut);
            }
        }
    }

    async Task CutShortAsync(CancellationTokenSource cut)
    {
        await options.Scheduler.CancelAsync(cut).ConfigureAwait(false);
        cut.Dispose();
    }

    async Task RunAsync(ActivityItem item, RunningActivity activity)
    {
        try
        {
            var result = await runner.RunAsync(item, activity).ConfigureAwait(false);
            await StoreAsync(item, activity, result).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await GiveBackAsync(item, error).ConfigureAwait(false);
        }
        finally
        {
            leases.LetGo(item.Lease);
            running.Remove(KeyOf(item), activity);
            activity.Dispose();
            if (item.Session is not null)
            {
                sessions.Use();
                MakeRoom();
            }
            inFlight.Remove();
        }
    }

    async Task StoreAsync(ActivityItem item, RunningActivity activity, ActivityResult result)
    {
        switch (result)
        {
            case ActivityResult.GivenBack back:
                await ReleaseAsync(back.Release).ConfigureAwait(false);
                break;
            case ActivityResult.Answered answered:
                await AnswerAsync(item, activity, answered).ConfigureAwait(false);
                break;
            case ActivityResult.Dropped dropped:
                log.ActivityDropped(dropped.Name, item.Id, item.Instance);
                break;
        }
    }

    // While the lease is kept nobody else runs the activity, so a store that is busy for long only delays the answer.
    async Task AnswerAsync(ActivityItem item, RunningActivity activity, ActivityResult.Answered answered)
    {
        var answer = WireCodec.EncodeDelivery(new Delivery.Answer(item.Execution, item.Id, answered.Outcome));
        var isStored = false;
        await retry
            .InsistAsync(
                Answers,
                async () => isStored = await completions.SendAsync(new(item.Lease, answer)).ConfigureAwait(false),
                activity.Token
            )
            .ConfigureAwait(false);
        if (!isStored)
        {
            log.ActivityDropped(answered.Name, item.Id, item.Instance);
        }
    }

    // An answer that could not be stored is lost, and the activity runs again soon: at least once is what is promised.
    async Task GiveBackAsync(ActivityItem item, Exception error)
    {
        log.ActivityNotStored(error, item.Id, item.Instance);
        try
        {
            var isFault = error is not ProviderException { IsRetryable: true };
            await ReleaseAsync(new(item.Lease, FetchLoop.Pause, CountAttempt: isFault)).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            // Then its lease has to lapse first.
            log.ActivityNotStored(second, item.Id, item.Instance);
        }
    }

    Task ReleaseAsync(ActivityRelease release) =>
        retry.InsistAsync(
            "giving activities back",
            () => provider.ReleaseActivitiesAsync([release], CancellationToken.None)
        );

    static ActivityKey KeyOf(ActivityItem item) => new(item.Instance, item.Execution, item.Id);
}
