using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>The slots in which turns run, and the watchdog for turns that do not end.</summary>
/// <remarks>
/// A turn cannot be stopped. The slot of one that is overdue is lost until it ends, and a replacement takes over on a thread
/// of its own. It may end yet, so its lease is kept, but not for ever: past its limit it has run away, its lease lapses, and
/// the instance ends as poison. When there are no more replacements and every slot is lost, this node is blocked: it gives
/// back what it has and takes nothing more.
/// </remarks>
sealed class TurnSlots
{
    readonly Lock gate = new();
    readonly Queue<TurnWork> waiting = new();
    readonly List<TurnSlot> slots = [];
    readonly RuntimeOptions options;
    readonly Action<TurnWork> run;
    readonly Action<TurnWork> giveBack;
    readonly Heartbeat watchdog;
    readonly ILogger log;
    Promise<Empty>? blocked;
    Promise<Empty>? ended;
    bool isClosed;

    /// <param name="options">How many slots there are, and how long a turn may take.</param>
    /// <param name="run">Runs a turn.</param>
    /// <param name="giveBack">Takes back a turn that no slot will run.</param>
    /// <param name="log">Where that is written down.</param>
    public TurnSlots(RuntimeOptions options, Action<TurnWork> run, Action<TurnWork> giveBack, ILogger log)
    {
        this.options = options;
        this.run = run;
        this.giveBack = giveBack;
        this.log = log;
        slots.AddRange(Enumerable.Range(0, options.OrchestrationConcurrency).Select(_ => new TurnSlot(options.Time)));
        watchdog = new Heartbeat(options.TurnTimeout / 4, new SharedPace(options.Scheduler, options.Time), IsBusy);
    }

    /// <summary>Hears of a turn that is overdue: its slot is lost until it ends.</summary>
    public required Action Lost { get; init; }

    /// <summary>Hears which turn is overdue.</summary>
    public required Action<TurnWork> Overdue { get; init; }

    /// <summary>Hears that an overdue turn has ended after all.</summary>
    public required Action Found { get; init; }

    /// <summary>Hears of a turn past its limit.</summary>
    public required Action<TurnWork> RanAway { get; init; }

    /// <summary>Completes as soon as there is a slot that can run a turn.</summary>
    public Task Unblocked => Volatile.Read(ref blocked)?.Task ?? Task.CompletedTask;

    /// <summary>The instances whose turns are overdue, each holding a thread.</summary>
    public IReadOnlyList<InstanceId> OverdueInstances
    {
        get
        {
            lock (gate)
            {
                return [.. slots.Select(slot => slot.Overdue).OfType<TurnWork>().Select(work => work.Item.Instance)];
            }
        }
    }

    /// <summary>How many turns run, those that are overdue aside.</summary>
    public int Busy
    {
        get
        {
            lock (gate)
            {
                return slots.Count(slot => slot is { IsBusy: true, Overdue: null });
            }
        }
    }

    /// <summary>The slot in which a turn of the instance is overdue, or continues though it was given up; null for none, and once this is closed.</summary>
    /// <param name="item">A turn of it. One that was deleted holds up none that has its id, but for a start whose number is not known.</param>
    public TurnSlot? HeldBy(TurnItem item)
    {
        lock (gate)
        {
            // What a last fetch brings after the end goes back at once: it holds up nobody here any more.
            return slots.Find(slot =>
                !isClosed
                && slot.Stuck is { } work
                && (work.First is null ? work.Item.Lease.Key == item.Lease.Key : work.Item.Instance == item.Instance)
            );
        }
    }

    /// <summary>Gives a turn to the next free slot.</summary>
    public void Add(TurnWork work)
    {
        TurnSlot? free = null;
        bool isBlocked;
        TurnWatch.NoteWait(work, options.Time);
        lock (gate)
        {
            isBlocked = !Unblocked.IsCompleted;
            if (!isBlocked)
            {
                waiting.Enqueue(work);
                free = TakeFree();
            }
        }
        if (isBlocked)
        {
            giveBack(work);
        }
        Begin(free);
        watchdog.Wake();
    }

    /// <summary>Runs a turn on the thread of the caller, if a slot is free and no other turn waits for one.</summary>
    /// <returns>Whether it was run.</returns>
    public bool TryRun(TurnWork work)
    {
        TurnSlot? slot;
        lock (gate)
        {
            var isHere = options.Scheduler is ThreadPoolScheduler && waiting.Count == 0 && Unblocked.IsCompleted;
            slot = isHere ? TakeFree() : null;
        }
        if (slot is null)
        {
            return false;
        }
        watchdog.Wake();
        if (Run(slot, work))
        {
            Begin(LetGo(slot) ? null : slot);
        }
        return true;
    }

    /// <summary>Looks after the turns until it is stopped and all that were added are run, but for those that ran away.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await watchdog
                .RunAsync(
                    () =>
                    {
                        LookAfter();
                        return Task.FromResult(true);
                    },
                    stop
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            lock (gate)
            {
                ended = new(options.Scheduler);
                NoteEnd();
            }
        }
        await ended!.Task.ConfigureAwait(false);
    }

    /// <summary>Takes no more turns, gives back those that wait, and names those that run, and whether they have run away.</summary>
    public IReadOnlyList<(TurnWork Work, bool IsRunaway)> Close()
    {
        List<(TurnWork, bool)> running = [];
        lock (gate)
        {
            isClosed = true;
            Volatile.Write(ref blocked, blocked ?? new(options.Scheduler));
            foreach (var slot in slots)
            {
                if (slot.FallDue() is { } work)
                {
                    running.Add((work, slot.IsRunaway));
                }
            }
        }
        GiveBackWaiting();
        return running;
    }

    void GiveBackWaiting()
    {
        while (true)
        {
            TurnWork? stranded;
            lock (gate)
            {
                if (!waiting.TryDequeue(out stranded))
                {
                    return;
                }
            }
            giveBack(stranded);
        }
    }

    bool IsBusy()
    {
        lock (gate)
        {
            return waiting.Count > 0 || slots.Exists(slot => slot is { IsBusy: true, IsRunaway: false });
        }
    }

    TurnSlot? TakeFree()
    {
        var free = slots.Find(slot => !slot.IsTaken);
        free?.IsTaken = true;
        return free;
    }

    // Says whether it is free again; not when a turn waits for it.
    bool LetGo(TurnSlot slot)
    {
        lock (gate)
        {
            slot.IsTaken = waiting.Count > 0;
            NoteEnd();
            return !slot.IsTaken;
        }
    }

    void NoteEnd()
    {
        if (ended is not null && waiting.Count == 0 && !slots.Exists(slot => slot.IsTaken && IsFree(slot)))
        {
            ended.TrySetResult(default);
        }
    }

    void Begin(TurnSlot? slot)
    {
        if (slot is null)
        {
            return;
        }
        if (slot.HasOwnThread)
        {
            _ = Task.Factory.StartNew(
                () => RunWaiting(slot),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }
        else
        {
            options.Scheduler.Post(() => RunWaiting(slot));
        }
    }

    void RunWaiting(TurnSlot slot)
    {
        do
        {
            while (Next() is { } work)
            {
                if (!Run(slot, work))
                {
                    return;
                }
            }
        } while (!LetGo(slot));
    }

    TurnWork? Next()
    {
        lock (gate)
        {
            return waiting.TryDequeue(out var work) ? work : null;
        }
    }

    // Says whether the slot is needed further.
    bool Run(TurnSlot slot, TurnWork work)
    {
        slot.Begin(work);
        Chain.Apart(() => run(work));
        if (!slot.End())
        {
            return true;
        }
        Found();
        return TakesItsPlace(slot);
    }

    // A slot whose turn was overdue and ended after all is needed again, unless a replacement has its place.
    bool TakesItsPlace(TurnSlot slot)
    {
        lock (gate)
        {
            if (isClosed || slots.Count(IsFree) > options.OrchestrationConcurrency)
            {
                slots.Remove(slot);
                NoteEnd();
                return false;
            }
            blocked?.TrySetResult(default);
            Volatile.Write(ref blocked, null);
            return true;
        }
    }

    void LookAfter()
    {
        TurnSlot[] all;
        lock (gate)
        {
            all = [.. slots];
        }
        foreach (var slot in all)
        {
            if (IsFree(slot) && slot.Age > options.TurnTimeout)
            {
                Replace(slot);
            }
            if (slot.Age > options.TurnLimit && slot.RunAway() is { } runaway)
            {
                log.TurnRunsAway(runaway.Item.Instance, slot.Age, runaway.Holdup);
                RanAway(runaway);
            }
        }
    }

    void Replace(TurnSlot slot)
    {
        var age = slot.Age;
        TurnWork? work;
        TurnSlot? replacement = null;
        bool isReplaced;
        bool isBlocked;
        lock (gate)
        {
            work = slot.FallDue();
            if (work is null)
            {
                return;
            }
            isReplaced = slots.Count < (long)options.OrchestrationConcurrency + options.ReplacementSlots;
            if (isReplaced)
            {
                slots.Add(new TurnSlot(options.Time) { HasOwnThread = true });
                replacement = waiting.Count > 0 ? TakeFree() : null;
            }
            NoteEnd();
            isBlocked = !slots.Exists(IsFree);
            if (isBlocked)
            {
                Volatile.Write(ref blocked, new(options.Scheduler));
            }
        }
        Begin(replacement);
        Lost();
        Overdue(work);
        if (isReplaced)
        {
            log.TurnOverdue(work.Item.Instance, age, work.Holdup);
        }
        else
        {
            log.TurnSlotLost(work.Item.Instance, age, options.ReplacementSlots, work.Holdup);
        }
        if (isBlocked)
        {
            log.TurnsBlocked(options.OrchestrationConcurrency + options.ReplacementSlots);
            GiveBackWaiting();
        }
    }

    static bool IsFree(TurnSlot slot) => slot.Overdue is null;
}
