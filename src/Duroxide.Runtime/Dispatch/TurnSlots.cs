using System.Threading.Channels;
using Duroxide.Core;
using Microsoft.Extensions.Logging;
using Channel = System.Threading.Channels.Channel;

namespace Duroxide.Runtime;

/// <summary>The slots in which turns run, and the watch over turns that do not end.</summary>
/// <remarks>
/// A turn that runs away cannot be stopped. Its slot is lost until it ends, a replacement takes over on a thread of its
/// own, and its lease lapses, so that the instance ends as poison instead of stalling all others. When there are no more
/// replacements and every slot is lost, this node is blocked: it gives back what it has and takes nothing more.
/// </remarks>
sealed class TurnSlots
{
    readonly Channel<TurnWork> waiting;
    readonly Lock gate = new();
    readonly List<TurnSlot> slots = [];
    readonly RuntimeOptions options;
    readonly Action<TurnWork> run;
    readonly Action<TurnWork> ranAway;
    readonly Action<TurnWork> giveBack;
    readonly Heartbeat watch;
    readonly ILogger log;
    Promise<Empty>? blocked;
    bool isClosed;

    /// <param name="options">How many slots there are, and how long a turn may take.</param>
    /// <param name="run">Runs a turn.</param>
    /// <param name="ranAway">Hears of a turn that does not end.</param>
    /// <param name="giveBack">Takes back a turn that no slot will run.</param>
    /// <param name="log">Where that is written down.</param>
    public TurnSlots(
        RuntimeOptions options,
        Action<TurnWork> run,
        Action<TurnWork> ranAway,
        Action<TurnWork> giveBack,
        ILogger log
    )
    {
        this.options = options;
        // Slots wait on the pool, unless another queue is to say where they go on.
        waiting = Channel.CreateUnbounded<TurnWork>(
            new() { AllowSynchronousContinuations = options.Work is not ThreadPoolQueue }
        );
        this.run = run;
        this.ranAway = ranAway;
        this.giveBack = giveBack;
        this.log = log;
        watch = new Heartbeat(options.TurnTimeout / 4, options.Time, options.Work, IsBusy);
    }

    /// <summary>Completes as soon as there is a slot that can run a turn.</summary>
    public Task Unblocked => Volatile.Read(ref blocked)?.Task ?? Task.CompletedTask;

    /// <summary>The instances whose turns run away, each holding a thread.</summary>
    public IReadOnlyList<InstanceId> Runaways
    {
        get
        {
            lock (gate)
            {
                return [.. slots.Select(slot => slot.Runaway).OfType<TurnWork>().Select(work => work.Item.Instance)];
            }
        }
    }

    /// <summary>Gives a turn to the next free slot.</summary>
    public void Add(TurnWork work)
    {
        if (options.Work is ThreadPoolQueue)
        {
            Put(work);
        }
        else
        {
            options.Work.Post(() => Put(work));
        }
        watch.Wake();
    }

    /// <summary>Runs turns until it is stopped and all that were added are run, but for those that ran away.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        lock (gate)
        {
            for (var index = slots.Count(IsFree); index < options.OrchestrationConcurrency; index++)
            {
                Open(ownThread: false);
            }
        }
        try
        {
            await watch
                .RunAsync(
                    () =>
                    {
                        Watch();
                        return Task.FromResult(true);
                    },
                    stop
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            waiting.Writer.TryComplete();
        }
        await Task.WhenAll(Alive()).ConfigureAwait(false);
    }

    /// <summary>Takes no more turns, gives back those that wait, and names those that run.</summary>
    public IReadOnlyList<TurnWork> Close()
    {
        List<TurnWork> running;
        lock (gate)
        {
            isClosed = true;
            Volatile.Write(ref blocked, blocked ?? new(options.Work));
            running = [.. slots.Select(slot => slot.RunAway()).OfType<TurnWork>()];
        }
        GiveBackWaiting();
        return running;
    }

    void Put(TurnWork work)
    {
        waiting.Writer.TryWrite(work);
        if (!Unblocked.IsCompleted)
        {
            GiveBackWaiting();
        }
    }

    void GiveBackWaiting()
    {
        while (waiting.Reader.TryRead(out var stranded))
        {
            giveBack(stranded);
        }
    }

    bool IsBusy()
    {
        lock (gate)
        {
            return waiting.Reader.Count > 0 || slots.Exists(slot => IsFree(slot) && slot.IsBusy);
        }
    }

    IEnumerable<Task> Alive()
    {
        lock (gate)
        {
            return [.. slots.Where(IsFree).Select(slot => slot.Loop)];
        }
    }

    void Open(bool ownThread)
    {
        var slot = new TurnSlot(options.Time);
        slots.Add(slot);
        slot.Loop = ownThread
            ? Task
                .Factory.StartNew(
                    () => LoopAsync(slot, ownThread),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .Unwrap()
            : options.Work.RunAsync(() => LoopAsync(slot, ownThread));
    }

    async Task LoopAsync(TurnSlot slot, bool ownThread)
    {
        while (ownThread ? Wait().AsTask().GetAwaiter().GetResult() : await Wait().ConfigureAwait(false))
        {
            while (waiting.Reader.TryRead(out var work))
            {
                slot.Begin(work);
                run(work);
                if (slot.End() && !TakesItsPlace(slot))
                {
                    return;
                }
            }
        }

        ValueTask<bool> Wait() => waiting.Reader.WaitToReadAsync();
    }

    // A slot whose turn ran away and ended after all is needed again, unless a replacement has its place.
    bool TakesItsPlace(TurnSlot slot)
    {
        lock (gate)
        {
            if (isClosed || slots.Count(IsFree) > options.OrchestrationConcurrency)
            {
                slots.Remove(slot);
                return false;
            }
            blocked?.TrySetResult(default);
            Volatile.Write(ref blocked, null);
            return true;
        }
    }

    void Watch()
    {
        TurnSlot[] overdue;
        lock (gate)
        {
            overdue = [.. slots.Where(slot => IsFree(slot) && slot.Age > options.TurnTimeout)];
        }
        foreach (var slot in overdue)
        {
            GiveUp(slot);
        }
    }

    void GiveUp(TurnSlot slot)
    {
        var age = slot.Age;
        TurnWork? work;
        bool isReplaced;
        bool isBlocked;
        lock (gate)
        {
            work = slot.RunAway();
            if (work is null)
            {
                return;
            }
            isReplaced = slots.Count < (long)options.OrchestrationConcurrency + options.ReplacementSlots;
            if (isReplaced)
            {
                Open(ownThread: true);
            }
            isBlocked = !slots.Exists(IsFree);
            if (isBlocked)
            {
                Volatile.Write(ref blocked, new(options.Work));
            }
        }
        ranAway(work);
        if (isReplaced)
        {
            log.TurnRunsAway(work.Item.Instance, age);
        }
        else
        {
            log.TurnSlotLost(work.Item.Instance, age, options.ReplacementSlots);
        }
        if (isBlocked)
        {
            log.TurnsBlocked(options.OrchestrationConcurrency + options.ReplacementSlots);
            GiveBackWaiting();
        }
    }

    static bool IsFree(TurnSlot slot) => slot.Runaway is null;
}
