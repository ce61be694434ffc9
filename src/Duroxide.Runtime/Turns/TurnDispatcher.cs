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
    readonly LeaseKeeper leases;
    readonly InFlight inFlight;
    readonly StoreTroubles troubles;
    readonly ILogger log;
    int fetching;

    public TurnDispatcher(
        IProvider provider,
        RuntimeOptions options,
        ProgramFactory programs,
        RunningActivities running,
        StoreTroubles troubles,
        StorageRetry retry,
        ILogger log
    )
    {
        this.provider = provider;
        this.options = options;
        this.troubles = troubles;
        this.log = log;
        hot = new HotInstances(options.HotInstances, options.HotBytes);
        histories = new Histories(provider, log);
        yielding = new YieldingFetch(options);
        runner = new TurnRunner(options, programs, yielding, log);
        committer = new TurnCommitter(provider, options, hot, running, retry, log);
        leases = new LeaseKeeper(provider.RenewTurnsAsync, options.TurnLease, options.Time, options.Scheduler, log);
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
            RanAway = work => leases.LetGo(work.Item.Lease),
        };
    }

    /// <summary>How many turns are fetched and not finished.</summary>
    public int Count => inFlight.Count - Volatile.Read(ref fetching);

    /// <summary>Whether a turn that is fetched now can be run.</summary>
    public bool CanRun => slots.Unblocked.IsCompleted;

    /// <summary>The instances whose turns are overdue, each holding a thread.</summary>
    public IReadOnlyList<InstanceId> Overdue => slots.Overdue;

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
                _ = FinishAsync(
                    work.Item,
                    new TurnResult.GivenBack(new(work.Item.Lease, TimeSpan.Zero, CountAttempt: false))
                );
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
                    var free = await inFlight.FreeAsync(stop).ConfigureAwait(false);
                    // A fetch counts too: what it brings while the runtime stops must be waited for.
                    inFlight.Add(1);
                    Volatile.Write(ref fetching, 1);
                    try
                    {
                        var items = await yielding
                            .FetchAsync((wait, cut) => FetchAsync(free, wait, cut), stop)
                            .ConfigureAwait(false);
                        Begin(items);
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

    Task<IReadOnlyList<TurnItem>> FetchAsync(int free, TimeSpan wait, CancellationToken cut) =>
        provider.FetchTurnsAsync(
            new TurnFetch(free, options.TurnLease, wait) { Capabilities = runner.Capabilities },
            cut
        );

    void Begin(IReadOnlyList<TurnItem> items)
    {
        inFlight.Add(items.Count);
        var cold = new List<TurnItem>();
        foreach (var item in items)
        {
            leases.Keep(item.Lease, () => { });
            var live = TakeLive(item);
            if (live is null && item.Start is null)
            {
                cold.Add(item);
            }
            else
            {
                Begin(new TurnWork(item, live, Stored: null));
            }
        }
        if (cold.Count > 0)
        {
            _ = BeginAsync(cold);
        }
    }

    // What is in memory does not wait for what has to be read first, nor does the next fetch.
    async Task BeginAsync(List<TurnItem> cold)
    {
        var loaded = await histories.LoadAsync(cold).ConfigureAwait(false);
        foreach (var item in cold)
        {
            switch (loaded.GetValueOrDefault(item.Lease))
            {
                case Loaded.Read read:
                    Begin(new TurnWork(item, Hot: null, read.Stored));
                    break;
                case Loaded.Failed { Error: { IsRetryable: false } error }:
                    _ = FinishAsync(item, runner.Unreadable(item, error));
                    break;
                case Loaded.Failed or null:
                    GiveBack(item);
                    break;
            }
        }
    }

    void Begin(TurnWork work)
    {
        var item = work.Item;
        if (item.Attempt > options.MaxAttempts || slots.HeldBy(item.Instance) is not { } slot)
        {
            slots.Add(work);
            return;
        }
        // It would only lose another slot. It is poison when its turn has run away, and else it may end yet.
        work.Hot?.Abandon();
        var release = new TurnRelease(item.Lease, options.TurnTimeout, CountAttempt: slot.IsRunaway);
        _ = FinishAsync(item, new TurnResult.GivenBack(release));
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
        var result = runner.Run(work);
        if (work.TryFinish())
        {
            _ = FinishAsync(work.Item, result);
        }
        else if (result is TurnResult.Decided { Program: { } program })
        {
            program.Abandon();
        }
    }

    async Task FinishAsync(TurnItem item, TurnResult result)
    {
        try
        {
            await committer.FinishAsync(item, result).ConfigureAwait(false);
        }
        finally
        {
            leases.LetGo(item.Lease);
            inFlight.Remove();
        }
    }

    // What no slot will run goes to another node, or comes again when a slot is free here.
    void GiveBack(TurnWork work)
    {
        if (work.Hot is { } program)
        {
            hot.Put(program);
        }
        GiveBack(work.Item);
    }

    void GiveBack(TurnItem item) =>
        _ = FinishAsync(item, new TurnResult.GivenBack(new(item.Lease, FetchLoop.Pause, CountAttempt: false)));
}
