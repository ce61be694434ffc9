namespace Duroxide;

/// <summary>Runs one orchestration's code, one callback at a time, in the order of a queue, on the thread of the turn.</summary>
/// <remarks>
/// Synchronization context and task scheduler feed the same queue. Nothing is ever run on top of the stack of what
/// completed it, or the order would depend on the stack's size. What comes from a foreign thread, or at the wrong time,
/// is not run but reported.
/// </remarks>
sealed class Pump
{
    // Flows with the code, also where it leaves its synchronization context: to continuations on the task scheduler, and to
    // other threads.
    static readonly AsyncLocal<Scope?> Flow = new(Flowed);

    [ThreadStatic]
    static Pump? running;

    readonly IPumped orchestration;
    readonly Action<Failure>? escaped;
    readonly PumpScheduler scheduler;
    readonly Queue<WorkItem> queue = new();
    readonly SuspicionLog suspicions;
    Failure? fault;
    volatile bool stopped;
    Thread? thread;
    long startedAt;
    long scopes;
    string? blockedAt;
    bool isSlow;

    public Pump(IPumped orchestration, DeterminismOptions options, Action<Failure>? escaped)
    {
        this.orchestration = orchestration;
        this.escaped = escaped;
        Options = options;
        suspicions = new(StackWalks.Of(options.Time));
        Root = new(this, null, 0);
        scheduler = new(this);
        if (options.WatchTimers)
        {
            TimerListener.Listen();
        }
    }

    /// <summary>The pump whose turn runs on this thread.</summary>
    public static Pump? Running => running;

    /// <summary>Whose code runs here.</summary>
    public IPumped Orchestration => orchestration;

    public DeterminismOptions Options { get; }

    /// <summary>The scope of the orchestration as a whole.</summary>
    public Scope Root { get; }

    public TaskScheduler Scheduler => scheduler;

    /// <summary>Whether the caller is in this pump's turn.</summary>
    public bool IsOnTurn => ReferenceEquals(running, this);

    /// <summary>When the turn that runs now began, as a time stamp of the options' clock; 0 between turns.</summary>
    public long StartedAt => Volatile.Read(ref startedAt);

    /// <summary>What the turn that runs now does to hold its thread, and what to do about it; null between turns. Any thread may ask.</summary>
    public string? Holdup =>
        Volatile.Read(ref thread) is { } held
            ? DescribeHoldup((held.ThreadState & ThreadState.WaitSleepJoin) != 0)
            : null;

    /// <summary>How the code left the durable world; null while it did not.</summary>
    public Failure? Fault => Volatile.Read(ref fault);

    /// <summary>The branch whose code is running.</summary>
    public Scope CurrentScope =>
        Flow.Value is { } flow && flow.Pump == this && flow != Root ? flow.Effective
        : SynchronizationContext.Current is PumpContext current && current.Pump == this ? current.Scope.Effective
        : Root;

    /// <summary>The number of a new branch.</summary>
    public long NextScope() => ++scopes;

    /// <summary>Runs the orchestration's next step and all that follows from it, until the code is blocked.</summary>
    public void Turn()
    {
        var turn = new Task(
            static pump => ((Pump)pump!).RunTurn(),
            this,
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach
        );
        turn.RunSynchronously(scheduler);
        turn.GetAwaiter().GetResult();
    }

    /// <summary>Marks all that the caller's method starts as belonging to a branch, until it returns or awaits.</summary>
    public static void Enter(Scope scope)
    {
        Flow.Value = scope;
        SynchronizationContext.SetSynchronizationContext(new PumpContext(scope.Pump, scope));
    }

    /// <summary>Ends all: what is queued or comes later is dropped without a word.</summary>
    public void Stop() => stopped = true;

    /// <summary>Takes a callback or task into the queue, if it comes from within the turn.</summary>
    public void Enqueue(in WorkItem item)
    {
        if (IsOnTurn)
        {
            queue.Enqueue(item);
        }
        else
        {
            ReportForeign(item.Task?.AsyncState is RootWatch ? Escape.EndedOffTurn : Escape.ForeignThread);
        }
    }

    /// <summary>Records that the code waits for nothing that could come; the runtime, which called, sees it at once.</summary>
    public void ReportStuck() =>
        Interlocked.CompareExchange(
            ref fault,
            EscapeReport.Failure(orchestration.Subject, Escape.Stuck, null, suspicions.Seen, suspicions.Place),
            null
        );

    /// <summary>Records a proof that the code left the durable world, once; none of it runs on.</summary>
    public void Report(Escape escape, string? member = null)
    {
        if (stopped)
        {
            return;
        }
        var failure = EscapeReport.Failure(orchestration.Subject, escape, member, suspicions.Seen, suspicions.Place);
        if (Interlocked.CompareExchange(ref fault, failure, null) is null && !IsOnTurn)
        {
            escaped?.Invoke(failure);
        }
    }

    /// <summary>Records that a foreign thread brings code back, with the async method that it came out of.</summary>
    public void ReportForeign(Escape escape)
    {
        if (stopped || Fault is not null)
        {
            return;
        }
        var method = escape == Escape.ForeignThread ? LibraryMethod.OnStack() : null;
        Report(method is { IsFramework: true } ? Escape.LibraryThread : escape, method?.Name);
    }

    /// <summary>Notes what makes an escape likely; in strict mode that is enough.</summary>
    public void Suspect(Suspicion suspicion)
    {
        if (stopped || Fault is not null || !suspicions.Note(suspicion))
        {
            return;
        }
        if (Options.Strict)
        {
            Report(Escape.Suspected);
        }
        else if (suspicion == Suspicion.Blocked)
        {
            Volatile.Write(ref blockedAt, suspicions.Place);
            TellBlocked();
        }
    }

    // The turn may never end, and then its warnings are not written.
    void TellBlocked()
    {
        if (Options.Blocked is { } tell)
        {
            suspicions.Written(Suspicion.Blocked);
            ThreadPool.UnsafeQueueUserWorkItem(tell, DescribeHoldup(isBlocked: true), preferLocal: false);
        }
    }

    string DescribeHoldup(bool isBlocked) =>
        HoldupReport.Of(orchestration.Subject, isBlocked, orchestration.LastAsked, Volatile.Read(ref blockedAt));

    /// <summary>Writes a warning for what was suspected since the last time; nothing is written once the code has ended.</summary>
    public void WriteWarnings()
    {
        foreach (var warning in suspicions.Unwritten())
        {
            orchestration.Warn(EscapeReport.Warning(orchestration.Subject, warning, suspicions.Place));
        }
    }

    /// <summary>Frees a blocked turn in strict mode; what the code makes of the exception does not count any more.</summary>
    public void ThrowIfStrict()
    {
        if (Options.Strict && Fault is { } failure)
        {
            throw new InvalidOperationException(failure.Display);
        }
    }

    void RunTurn()
    {
        var (context, outer) = (SynchronizationContext.Current, running);
        running = this;
        var began = Math.Max(1, Options.Time.GetTimestamp());
        Volatile.Write(ref startedAt, began);
        Volatile.Write(ref thread, Thread.CurrentThread);
        if (Options.WatchThreads)
        {
            Flow.Value = Root;
        }
        try
        {
            SynchronizationContext.SetSynchronizationContext(new PumpContext(this, Root));
            orchestration.Step();
            Drain();
            WriteWarnings();
            WarnIfSlow(began);
        }
        finally
        {
            queue.Clear();
            running = outer;
            Volatile.Write(ref thread, null);
            Volatile.Write(ref blockedAt, null);
            Volatile.Write(ref startedAt, 0);
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    // Neither a sleeping nor a computing thread can be told from one that the machine did not let run, so this is no suspicion.
    void WarnIfSlow(long began)
    {
        var took = Options.Time.GetElapsedTime(began);
        if (took > Options.SlowTurn && !isSlow && !suspicions.Seen.HasFlag(Suspicion.Blocked))
        {
            isSlow = true;
            orchestration.Warn(HoldupReport.Slow(orchestration.Subject, took, orchestration.LastAsked));
        }
    }

    void Drain()
    {
        do
        {
            while (IsLive && queue.TryDequeue(out var item))
            {
                Execute(item);
            }
            SynchronizationContext.SetSynchronizationContext(new PumpContext(this, Root));
        } while (IsLive && orchestration.DecideRace());
    }

    bool IsLive => !stopped && Fault is null;

    void Execute(in WorkItem item)
    {
        if (item.Scope.IsLost)
        {
            return;
        }
        SynchronizationContext.SetSynchronizationContext(new PumpContext(this, item.Scope));
        if (item.Task is { } task)
        {
            scheduler.Execute(task);
            return;
        }
        try
        {
            item.Callback!(item.State);
        }
        catch (Exception exception)
        {
            orchestration.Unhandled(exception);
        }
    }

    // Comes before any code that runs in the orchestration's flow on another thread.
    static void Flowed(AsyncLocalValueChangedArgs<Scope?> change)
    {
        if (change.CurrentValue is { Pump: { IsOnTurn: false, Options.WatchThreads: true } pump })
        {
            pump.Suspect(Suspicion.Thread);
        }
    }

    /// <summary>A callback or a task that waits for its place in the queue.</summary>
    public readonly record struct WorkItem(Scope Scope, SendOrPostCallback? Callback, object? State, Task? Task);

    /// <summary>Marks the continuation that is told of the orchestration's end, so that the pump can tell it from all others.</summary>
    public sealed class RootWatch(Action ended)
    {
        /// <summary>Says that the orchestration's method has ended, in a turn.</summary>
        public void Ended() => ended();
    }
}
