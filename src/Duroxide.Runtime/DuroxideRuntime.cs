using Microsoft.Extensions.Logging;

namespace Duroxide;

/// <summary>Durable execution inside this process: runs turns and activities over a store until it is stopped.</summary>
/// <remarks>Killing the process loses nothing that was acknowledged; stopping it in order only lets the next one continue sooner.</remarks>
public sealed class DuroxideRuntime : IAsyncDisposable
{
    // What a healthy store needs a moment for; a store that hangs is not waited for.
    static readonly TimeSpan GivingBack = TimeSpan.FromSeconds(5);

    static readonly Backoff Pauses = new Backoff.Exponential(FetchLoop.Pause, 2, TimeSpan.FromSeconds(3));

    readonly IProvider provider;
    readonly RuntimeOptions options;
    readonly RunningActivities running = new();
    readonly StoreTroubles troubles;
    readonly LeaseThread? leases;
    readonly TurnDispatcher turns;
    readonly ActivityDispatcher activities;
    readonly Janitor? janitor;
    readonly StoreCounts? counts;
    readonly CancellationTokenSource stop = new();
    readonly CancellationTokenSource abort = new();
    readonly ILogger log;
    readonly Promise<Empty> hurried;
    readonly Lazy<Task> stopped;
    IReadOnlyList<(string Name, Task Running)> loops = [];

    DuroxideRuntime(IProvider provider, Registry registry, RuntimeOptions options, string node)
    {
        this.provider = provider;
        this.options = options;
        log = options.Logging.CreateLogger("Duroxide.Runtime");
        NodeId = node;
        var missing = new MissingCode();
        Client = new DuroxideClient(
            provider,
            options.Payloads,
            new ClientOptions
            {
                Time = options.Time,
                Limits = options.Limits,
                Nonces = options.Nonces,
                Logging = options.Logging,
            }
        )
        {
            MissingCode = missing,
        };
        provider = new MeasuredProvider(provider, options.Time);
        troubles = new StoreTroubles(options.Time);
        leases =
            options.Scheduler is ThreadPoolScheduler && options.Time == TimeProvider.System ? new LeaseThread() : null;
        var pace = leases ?? (IPace)new SharedPace(options.Scheduler, options.Time);
        var retry = new StorageRetry(troubles, options.Time, log, abort.Token);
        var programs = new ProgramFactory(provider, registry, options, retry, log);
        var code = new ActivityCode(provider, registry, Client, options, NodeId, retry);
        var chain = new Chain(options.Scheduler);
        var inFlight = new InFlight(options.WorkerConcurrency, least: 1, options.Scheduler);
        var taken = new TakenActivities(options, code.Has, inFlight, chain, stop.Token);
        turns = new TurnDispatcher(
            provider,
            options,
            programs,
            running,
            taken,
            chain,
            troubles,
            retry,
            pace,
            missing,
            log,
            stop.Token
        );
        Client.StartHere = turns.First.TryStartAsync;
        activities = new ActivityDispatcher(
            provider,
            options,
            NodeId,
            running,
            code,
            inFlight,
            taken,
            turns.Lanes,
            troubles,
            retry,
            pace,
            missing,
            log
        );
        janitor = options.Retention is { } retention
            ? new Janitor(provider, Client, retention, NodeId, options.Time, log)
            : null;
        counts = CountsOf(provider.Management);
        hurried = new(options.Scheduler);
        stopped = new(StopOnceAsync);
    }

    /// <summary>Starts, signals and watches orchestrations of the same store.</summary>
    public DuroxideClient Client { get; }

    /// <summary>The name under which this node owns sessions and writes logs.</summary>
    public string NodeId { get; }

    /// <summary>The loops of the runtime that do not run: none while it works, all once it has stopped.</summary>
    public IReadOnlyList<string> StoppedLoops =>
        [.. loops.Where(loop => loop.Running.IsCompleted).Select(loop => loop.Name)];

    /// <summary>Whether it was told to stop: it takes nothing new, and what runs comes to its end.</summary>
    public bool IsDraining => stop.IsCancellationRequested;

    /// <summary>The instances whose turns have not ended within the turn timeout, and hold a thread each until they do.</summary>
    public IReadOnlyList<InstanceId> OverdueTurns => turns.Overdue;

    /// <summary>Whether turns can run here: false when turns that do not end hold every slot, the replacements included.</summary>
    public bool CanRunTurns => turns.CanRun;

    /// <summary>Which calls of this node and its client the store refuses; empty while all is well.</summary>
    public IReadOnlyList<StoreTrouble> StoreTroubles => [.. troubles.Current, .. Client.StoreTroubles];

    /// <summary>What retention removed on this node so far; nothing when it is off, or when another node does it.</summary>
    public RetentionCounts Retention => janitor?.Counts ?? new(0, 0, 0);

    /// <summary>Makes the store ready and begins to work.</summary>
    /// <param name="provider">The store. It belongs to the caller, who disposes of it after the runtime.</param>
    /// <param name="registry">The code that this node can run.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the start, not the runtime.</param>
    /// <exception cref="ArgumentException">An option cannot work; the message names it.</exception>
    /// <exception cref="ProviderException">The store cannot be used.</exception>
    public static async Task<DuroxideRuntime> StartAsync(
        IProvider provider,
        Registry registry,
        RuntimeOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new RuntimeOptions();
        RuntimeOptionsValidation.Validate(options);
        if (options.Retention is not null && provider.Management is null)
        {
            throw new ArgumentException(
                $"The provider '{provider.Name}' has no management, so that {nameof(options.Retention)} cannot work.",
                nameof(options)
            );
        }
        await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
        var node = options.NodeId ?? NodeIdentity.New();
        var guarded = options with { Logging = new GuardedLogging(options.Logging, node) };
        var runtime = new DuroxideRuntime(provider, registry, guarded, node);
        runtime.Begin();
        return runtime;
    }

    /// <summary>Stops fetching, and returns as soon as what runs has ended; what has not after the shutdown timeout is given back.</summary>
    /// <param name="cancellationToken">Ends the waiting for what runs: it is given back at once.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        using var hurry = cancellationToken.UnsafeRegister(
            static waiting => ((Promise<Empty>)waiting!).TrySetResult(default),
            hurried
        );
        await stopped.Value.ConfigureAwait(false);
    }

    /// <summary>Stops the runtime in order.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        stop.Dispose();
        abort.Dispose();
    }

    StoreCounts? CountsOf(IManagement? management) =>
        management is not null && options.StoreCountInterval is { } interval
            ? new StoreCounts(management, interval, options, log, stop.Token)
            : null;

    void Begin()
    {
        log.RuntimeStarted(
            FrameworkVersion.Current,
            provider.Name,
            NodeId,
            options.OrchestrationConcurrency,
            options.WorkerConcurrency
        );
        RuntimeGauges.Add(
            this,
            new(
                provider,
                counts,
                () => new(turns.Count, activities.Count, turns.HotCount, turns.Overdue.Count),
                () => turns.Limits.Concat(activities.Limits),
                () => janitor?.SweepAge
            )
        );
        loops =
        [
            .. turns
                .Loops(stop.Token, abort.Token)
                .Concat(activities.Loops(stop.Token, abort.Token))
                .Concat(JanitorLoops())
                .Select(loop => (loop.Name, options.Scheduler.RunAsync(() => SuperviseAsync(loop.Name, loop.Run)))),
        ];
    }

    IEnumerable<(string Name, Func<Task> Run)> JanitorLoops() =>
        janitor is null ? [] : [("retention", () => janitor.RunAsync(stop.Token))];

    // A loop that fails for a reason nobody thought of is written down and begun again, so that no slot is lost silently.
    async Task SuperviseAsync(string name, Func<Task> run)
    {
        var failures = 0;
        while (!abort.IsCancellationRequested)
        {
            try
            {
                await run().ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException error)
            {
                // It will not come back, and the loop counts as stopped.
                log.LoopLostStore(error, name);
                return;
            }
            catch (Exception error)
            {
                log.LoopFailed(error, name);
                await options
                    .Time.DelayAsync(Pauses.After(++failures), abort.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task StopOnceAsync()
    {
        await options.Scheduler.CancelAsync(stop).ConfigureAwait(false);
        var drained = Task.WhenAll(turns.DrainAsync(), activities.DrainAsync());
        await WaitAsync(Task.WhenAny(drained, hurried.Task), options.ShutdownTimeout).ConfigureAwait(false);
        var (turnsLeft, activitiesLeft) = (turns.Count, activities.Count);
        running.ShutDown();
        turns.Abandon();
        await WaitAsync(Task.WhenAll(turns.DrainAsync(), activities.DrainAsync()), GivingBack).ConfigureAwait(false);
        await options.Scheduler.CancelAsync(abort).ConfigureAwait(false);
        await WaitAsync(Task.WhenAll(loops.Select(loop => loop.Running)), GivingBack).ConfigureAwait(false);
        await WaitAsync(activities.GiveSessionsBackAsync(), GivingBack).ConfigureAwait(false);
        leases?.End();
        RuntimeGauges.Remove(this);
        await WaitAsync(counts?.EndAsync() ?? Task.CompletedTask, GivingBack).ConfigureAwait(false);
        log.RuntimeStopped(turnsLeft, activitiesLeft);
    }

    async Task WaitAsync(Task work, TimeSpan most)
    {
        if (work.IsCompleted)
        {
            return;
        }
        using var inTime = new CancellationTokenSource();
        await Task.WhenAny(work, options.Time.DelayAsync(most, inTime.Token)).ConfigureAwait(false);
        await options.Scheduler.CancelAsync(inTime).ConfigureAwait(false);
    }
}
