using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>The slots in which turns run, and the watch over turns that do not end.</summary>
/// <remarks>
/// A turn that runs away cannot be stopped. Its slot is lost until it ends, a replacement takes over on a thread of its
/// own, and its lease lapses, so that the instance ends as poison instead of stalling all others.
/// </remarks>
sealed class TurnSlots
{
    readonly Channel<TurnWork> waiting;
    readonly Lock gate = new();
    readonly List<TurnSlot> slots = [];
    readonly RuntimeOptions options;
    readonly Action<TurnWork> run;
    readonly Action<TurnWork> ranAway;
    readonly Heartbeat watch;
    readonly ILogger log;
    int replaced;

    /// <param name="options">How many slots there are, and how long a turn may take.</param>
    /// <param name="run">Runs a turn.</param>
    /// <param name="ranAway">Hears of a turn that does not end.</param>
    /// <param name="log">Where that is written down.</param>
    public TurnSlots(RuntimeOptions options, Action<TurnWork> run, Action<TurnWork> ranAway, ILogger log)
    {
        this.options = options;
        // Slots wait on the pool, unless another queue is to say where they go on.
        waiting = Channel.CreateUnbounded<TurnWork>(
            new() { AllowSynchronousContinuations = options.Work is not ThreadPoolQueue }
        );
        this.run = run;
        this.ranAway = ranAway;
        this.log = log;
        watch = new Heartbeat(options.TurnTimeout / 4, options.Time, options.Work, IsBusy);
    }

    /// <summary>Gives a turn to the next free slot.</summary>
    public void Add(TurnWork work)
    {
        if (options.Work is ThreadPoolQueue)
        {
            waiting.Writer.TryWrite(work);
        }
        else
        {
            options.Work.Post(() => waiting.Writer.TryWrite(work));
        }
        watch.Wake();
    }

    /// <summary>Runs turns until it is stopped and all that were added are run, but for those that ran away.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var index = 0; index < options.OrchestrationConcurrency; index++)
        {
            Open(ownThread: false);
        }
        try
        {
            await watch
                .RunAsync(
                    () =>
                    {
                        Watch();
                        return Task.CompletedTask;
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

    bool IsBusy()
    {
        lock (gate)
        {
            return waiting.Reader.Count > 0 || slots.Exists(slot => slot is { IsReplaced: false, IsBusy: true });
        }
    }

    IEnumerable<Task> Alive()
    {
        lock (gate)
        {
            return [.. slots.Where(slot => !slot.IsReplaced).Select(slot => slot.Loop)];
        }
    }

    void Open(bool ownThread)
    {
        var slot = new TurnSlot(options.Time);
        lock (gate)
        {
            slots.Add(slot);
        }
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
            while (!slot.IsReplaced && waiting.Reader.TryRead(out var work))
            {
                slot.Begin(work);
                run(work);
                slot.End();
            }
            if (slot.IsReplaced)
            {
                return;
            }
        }

        ValueTask<bool> Wait() => waiting.Reader.WaitToReadAsync();
    }

    void Watch()
    {
        TurnSlot[] overdue;
        lock (gate)
        {
            overdue = [.. slots.Where(slot => !slot.IsReplaced && slot.Age > options.TurnTimeout)];
        }
        foreach (var slot in overdue)
        {
            if (replaced == options.ReplacementSlots || slot.Replace() is not { } work)
            {
                continue;
            }
            replaced++;
            log.TurnRunsAway(work.Item.Instance, slot.Age);
            ranAway(work);
            Open(ownThread: true);
        }
    }
}

/// <summary>One slot, and the turn that runs in it.</summary>
sealed class TurnSlot(TimeProvider time)
{
    readonly Lock gate = new();
    TurnWork? current;
    long since;

    /// <summary>The loop that takes turns.</summary>
    public Task Loop { get; set; } = Task.CompletedTask;

    /// <summary>Whether a replacement has taken over.</summary>
    public bool IsReplaced { get; private set; }

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

    /// <summary>Notes that the turn is over.</summary>
    public void End()
    {
        lock (gate)
        {
            current = null;
        }
    }

    /// <summary>Gives the slot up to a replacement, and names the turn that holds it; null when it has just ended.</summary>
    public TurnWork? Replace()
    {
        lock (gate)
        {
            IsReplaced = current is not null;
            return current;
        }
    }
}
