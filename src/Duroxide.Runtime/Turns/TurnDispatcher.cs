using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Fetches ready instances, runs their turns in slots, and commits what they decide.</summary>
sealed class TurnDispatcher
{
    readonly IProvider provider;
    readonly RuntimeOptions options;
    readonly HotInstances hot;
    readonly Histories histories;
    readonly YieldingFetch yielding;
    readonly TurnRunner runner;
    readonly TurnCommitter committer;
    readonly TurnSlots slots;
    readonly TakenActivities taken;
    readonly LeaseKeeper leases;
    readonly InFlight inFlight;
    readonly ConcurrentDictionary<long, TurnWork> inHand = new();
    readonly StoreTroubles troubles;
    readonly ILogger log;
    int fetching;

    public TurnDispatcher(
        IProvider provider,
        RuntimeOptions options,
        ProgramFactory programs,
        RunningActivities running,
        TakenActivities taken,
        Chain chain,
        StoreTroubles troubles,
        StorageRetry retry,
        IPace pace,
        MissingCode missing,
        ILogger log,
        CancellationToken stop
    )
    {
        this.provider = provider;
        this.options = options;
        this.taken = taken;
        this.troubles = troubles;
        this.log = log;
        hot = new HotInstances(options.HotInstances, options.HotBytes);
        histories = new Histories(provider, log);
        yielding = new YieldingFetch(options);
        runner = new TurnRunner(options, programs, yielding, missing, log);
        committer = new TurnCommitter(provider, options, hot, running, taken, retry, log);
        leases = new LeaseKeeper(provider.RenewTurnsAsync, options.TurnLease, "turn", options, pace, log);
        inFlight = new InFlight(
            options.TurnsInFlight,
            least: Math.Max(1, options.TurnsInFlight / 4),
            options.Scheduler
        );
        slots = new TurnSlots(options, Run, GiveBack, log)
        {
            // A turn that holds on to its slot is not to hold up the fetching too.
            Lost = () => inFlight.Widen(1),
            Found = () => inFlight.Widen(-1),
            Overdue = work => _ = TryGiveUp(work),
            RanAway = LetRun,
        };
        First = new FirstTurns(provider, options, programs, stop) { TryRun = TryRunFirst, TryGiveUp = TryGiveUp };
        Lanes = new AnswerLanes(provider, options, hot, chain) { Run = RunInLane, Begin = work => Begin([work]) };
    }

    /// <summary>Where starts meet their first turn.</summary>
    public FirstTurns First { get; }

    /// <summary>Where answers of activities that ended here meet their instances.</summary>
    public AnswerLanes Lanes { get; }

    /// <summary>How many turns are fetched and not finished.</summary>
    public int Count => inFlight.Count - Volatile.Read(ref fetching);

    /// <summary>How many instances are in memory between turns.</summary>
    public int HotCount => hot.Count;

    /// <summary>How much of the limits for turns is in use.</summary>
    public IEnumerable<LimitUse> Limits =>
        [
            new(LimitUse.Slots, slots.Busy, options.OrchestrationConcurrency),
            new(LimitUse.Turns, Count, options.TurnsInFlight),
            new(LimitUse.HotInstances, hot.Count, options.HotInstances),
            new(LimitUse.HotBytes, hot.Bytes, options.HotBytes),
        ];

    /// <summary>Whether a turn that is fetched now can be run.</summary>
    public bool CanRun => slots.Unblocked.IsCompleted;

    /// <summary>The instances whose turns are overdue, each holding a thread.</summary>
    public IReadOnlyList<InstanceId> Overdue => slots.OverdueInstances;

    /// <summary>The loops of the dispatcher.</summary>
    /// <param name="stop">Stops fetching.</param>
    /// <param name="abort">Stops running turns and renewing leases, when nothing more is waited for.</param>
    public IEnumerable<(string Name, Func<Task> Run)> Loops(CancellationToken stop, CancellationToken abort) =>
        options.OrchestrationConcurrency == 0
            ? []
            :
            [
                ("turns", () => FetchAsync(stop)),
                ("turn slots", () => slots.RunAsync(abort)),
                ("turn leases", () => leases.RunAsync(abort)),
            ];

    /// <summary>Completes when every fetched turn is finished.</summary>
    public Task DrainAsync() => inFlight.EmptyAsync();

    /// <summary>Gives up what has not ended: no result of a turn that still runs is written any more.</summary>
    public void Abandon()
    {
        hot.Close();
        foreach (var (work, isRunaway) in slots.Close())
        {
            if (!work.TryFinish())
            {
                continue;
            }
            if (isRunaway)
            {
                // Its lease lapses, and the attempt counts.
                inFlight.Remove();
            }
            else
            {
                _ = FinishAsync(work, new TurnResult.GivenBack(TimeSpan.Zero, CountAttempt: false));
            }
        }
    }

    async Task FetchAsync(CancellationToken stop)
    {
        var loop = new FetchLoop("turns", troubles, options.Time, log);
        await loop.RunAsync(
                async () =>
                {
                    await slots.Unblocked.WaitAsync(stop).ConfigureAwait(false);
                    var free = await LimitUse
                        .WaitAsync(LimitUse.Turns, options.Time, inFlight.FreeAsync(stop))
                        .ConfigureAwait(false);
                    // A fetch counts too: what it brings while the runtime stops must be waited for.
                    inFlight.Add(1);
                    Volatile.Write(ref fetching, 1);
                    try
                    {
                        var works = await yielding
                            .FetchAsync((wait, cut) => FetchAsync(free, wait, cut), stop)
                            .ConfigureAwait(false);
                        Begin(works);
                    }
                    finally
                    {
                        Volatile.Write(ref fetching, 0);
                        inFlight.Remove();
                    }
                },
                stop
            )
            .ConfigureAwait(false);
    }

    Task<IReadOnlyList<TurnWork>> FetchAsync(int free, TimeSpan wait, CancellationToken cut) =>
        leases.TakeAsync(
            () =>
                provider.FetchTurnsAsync(
                    new TurnFetch(free, options.TurnLease, wait) { Capabilities = runner.Capabilities },
                    cut
                ),
            Take
        );

    TurnWork? Take(TurnItem item)
    {
        if (inHand.TryGetValue(item.Lease.Key, out var running) && running.Adopt(item) is { } before)
        {
            // Its lease ran out while it was in hand here, and it was handed out again. It is the same turn, and begun already.
            leases.LetGo(before);
            Keep(running, item.Lease);
            options.Scheduler.Post(() =>
            {
                log.TurnHandedOutAgain(item.Instance);
                _ = committer.ForgetAttemptAsync(before, item.Instance);
            });
            return null;
        }
        var work = new TurnWork(item);
        inFlight.Add(1);
        inHand[item.Lease.Key] = work;
        Keep(work, item.Lease);
        return work;
    }

    void Keep(TurnWork work, Lease lease) =>
        leases.Keep(lease, age => log.TurnLeaseLost(work.Item.Instance, age, options.TurnLease));

    // What ran away is given up by letting its lease lapse; when it comes again it is another attempt.
    void LetRun(TurnWork work)
    {
        work.End();
        leases.LetGo(work.Lease);
    }

    void Begin(IReadOnlyList<TurnWork> works)
    {
        var cold = new List<TurnWork>();
        foreach (var work in works.Where(work => !Lanes.Defers(work)))
        {
            work.Hot = TakeLive(work.Item);
            if (work.Hot is null && work.Item.Start is null)
            {
                cold.Add(work);
            }
            else
            {
                Begin(work);
            }
        }
        if (cold.Count > 0)
        {
            _ = BeginAsync(cold);
        }
    }

    // What is in memory does not wait for what has to be read first, nor does the next fetch.
    async Task BeginAsync(List<TurnWork> cold)
    {
        var loaded = await histories.LoadAsync(cold).ConfigureAwait(false);
        foreach (var work in cold)
        {
            switch (loaded.GetValueOrDefault(work))
            {
                case Loaded.Read read:
                    work.Stored = read.Stored;
                    Begin(work);
                    break;
                case Loaded.Failed { Error: { IsRetryable: false } error }:
                    _ = FinishAsync(work, runner.Unreadable(work.Item, error));
                    break;
                case Loaded.Failed or null:
                    GiveBackSoon(work);
                    break;
            }
        }
    }

    void Begin(TurnWork work)
    {
        var item = work.Item;
        if (item.Attempt > options.MaxAttempts || slots.HeldBy(item) is not { } slot)
        {
            slots.Add(work);
            return;
        }
        // It would only lose another slot. It is poison when its turn has run away, and else it may end yet.
        work.Hot?.Abandon();
        _ = FinishAsync(work, new TurnResult.GivenBack(options.TurnTimeout, CountAttempt: slot.IsRunaway));
    }

    // Poison is judged from the stored history, without any of the program's memory.
    HotInstance? TakeLive(TurnItem item)
    {
        var program = hot.Take(item);
        if (item.Attempt <= options.MaxAttempts)
        {
            return program;
        }
        program?.Abandon();
        return null;
    }

    void Run(TurnWork work)
    {
        TurnWatch.NoteBegin(work, options.Time);
        var result = runner.Run(work);
        if (work.TryFinish())
        {
            _ = FinishAsync(work, result);
        }
        else if (result is TurnResult.Decided { Program: { } program })
        {
            program.Abandon();
        }
    }

    async Task FinishAsync(TurnWork work, TurnResult result)
    {
        var finished = TurnFinish.Unknown;
        try
        {
            finished = await committer.FinishAsync(work, result).ConfigureAwait(false);
        }
        finally
        {
            work.End();
            if (work.Answers.Count > 0)
            {
                inFlight.Widen(-1);
                Lanes.Finish(work, finished.Stored);
            }
            if (work.IsFetched)
            {
                leases.LetGo(work.Lease);
                inHand.TryRemove(new(work.Item.Lease.Key, work));
            }
            work.First?.Finish(finished);
            inFlight.Remove();
        }
        taken.Run(finished.Taken);
    }

    void RunInLane(TurnWork work)
    {
        // It brings its own place, or what goes on in memory would leave none to what comes.
        inFlight.Widen(1);
        inFlight.Add(1);
        if (!slots.TryRun(work))
        {
            slots.Add(work);
        }
    }

    bool TryRunFirst(TurnWork work)
    {
        if (!inFlight.TryAdd())
        {
            return false;
        }
        slots.Add(work);
        return true;
    }

    // Nobody waits for a turn that takes too long, neither for its answers nor for its start: they come again by themselves.
    bool TryGiveUp(TurnWork work)
    {
        if (work.IsFetched || !work.TryGiveUp())
        {
            return false;
        }
        _ = FinishAsync(work, new TurnResult.GivenBack(TimeSpan.Zero, CountAttempt: false));
        return true;
    }

    // What no slot will run goes to another node, or comes again when a slot is free here.
    void GiveBack(TurnWork work)
    {
        if (work.Hot is { } program)
        {
            hot.Put(program);
        }
        GiveBackSoon(work);
    }

    void GiveBackSoon(TurnWork work) =>
        _ = FinishAsync(work, new TurnResult.GivenBack(FetchLoop.Pause, CountAttempt: false));
}
