using System.Runtime.CompilerServices;

namespace Duroxide;

/// <summary>One run of an orchestration's method: what it asked for, and the pump it runs on.</summary>
sealed class OrchestrationRun : IPumped
{
    readonly Dictionary<EventId, PendingOperation> open = [];
    readonly OrchestrationCode code;
    Task<string>? root;
    PendingOperation? answered;
    Outcome? answer;
    PendingOperation? last;
    bool ended;

    public OrchestrationRun(
        IProgramHost host,
        OrchestrationCode code,
        PayloadCodec codec,
        DeterminismOptions options,
        Action<Failure>? escaped
    )
    {
        this.code = code;
        Host = host;
        Codec = codec;
        var header = host.Header;
        Subject = $"Instance '{header.Instance}' (orchestration '{header.Name}' {host.Version})";
        Pump = new(this, options, escaped);
    }

    public PayloadCodec Codec { get; }

    public IProgramHost Host { get; }

    public Pump Pump { get; }

    public Races Races { get; } = new();

    public OrchestrationContext? Context { get; set; }

    public string Subject { get; }

    public string? LastAsked =>
        Volatile.Read(ref last) is not { } asked ? null
        : asked.IsCompleted ? $"{asked.Name} (event {asked.Id}), which is answered"
        : $"{asked.Name} (event {asked.Id}), whose answer comes only when the turn is over";

    /// <summary>Runs the code from its beginning until it blocks.</summary>
    public void Start() => Turn();

    /// <summary>Gives the code an answer; one for what it gave up meanwhile is dropped.</summary>
    public void Resolve(EventId id, Outcome outcome)
    {
        if (!open.Remove(id, out answered))
        {
            return;
        }
        answer = outcome;
        Turn();
    }

    /// <summary>Whether the caller may use the context now; if not, the use has to do nothing.</summary>
    /// <remarks>A use outside the turn is reported. One in a lost branch, by a continuation that got past it, is not.</remarks>
    public bool IsLive([CallerMemberName] string member = "")
    {
        if (Pump.IsOnTurn)
        {
            ThrowIfDeep();
            return !Pump.CurrentScope.IsLost;
        }
        Pump.Report(Escape.ContextOffTurn, member);
        return false;
    }

    /// <summary>Asks for an operation; outside the turn, in a lost branch or after the end it is never answered.</summary>
    public PendingOperation<T> Ask<T>(
        Operation operation,
        Func<PendingOperation, Outcome, T> read,
        [CallerMemberName] string member = ""
    )
    {
        var isLive = IsLive(member);
        var id = isLive ? Asked().Ask(operation) : EventId.None;
        var pending = new PendingOperation<T>(this, isLive ? Pump.CurrentScope : Pump.Root, id, operation, read);
        if (id != EventId.None)
        {
            open.Add(id, pending);
            last = pending;
            pending.Scope.Hold(pending);
        }
        else
        {
            // The host refused, because the execution has ended: by a limit, or by a divergence.
            ended |= isLive;
        }
        return pending;
    }

    /// <summary>Asks for an effect; outside the turn and in a lost branch nothing happens.</summary>
    public void Do(Effect effect, [CallerMemberName] string member = "")
    {
        if (IsLive(member))
        {
            Asked().Do(effect);
        }
    }

    /// <summary>The host, to be asked for something that it may refuse.</summary>
    /// <remarks>What was proven of the code before comes first, or a limit that the ask breaks would hide it.</remarks>
    public IProgramHost Asked()
    {
        if (Pump.Fault is { } fault)
        {
            Host.GiveUp(fault);
        }
        return Host;
    }

    /// <summary>Gives an operation up.</summary>
    public void Withdraw(PendingOperation operation)
    {
        open.Remove(operation.Id);
        Host.Do(new Effect.Cancel(operation.Id));
    }

    /// <summary>Runs several steps as one thing, in a branch of their own.</summary>
    public DurableTask<T> Run<T>(string name, Func<Task<T>> steps, [CallerMemberName] string member = "") =>
        IsLive(member) ? Steps<T>.Start(this, name, steps) : Steps<T>.Never(this, name);

    /// <summary>Fails the instance because its code calls itself deeper than the stack.</summary>
    public void Overflow() =>
        Finish(
            new Ending.Failed(
                new Failure.Application(
                    ApplicationKind.OrchestrationFailed,
                    $"{Subject} calls its own code without end and waits for nothing in between, so that the stack is full. Loop with for or while, or continue as new."
                )
            )
        );

    /// <summary>Ends the run, unless the code left the durable world before; nothing of the code runs on.</summary>
    public void Finish(Ending ending)
    {
        if (Pump.Fault is not null)
        {
            return;
        }
        Pump.WriteWarnings();
        WarnOfUnawaited(ending);
        Host.Finish(ending);
        ended = true;
        Pump.Stop();
    }

    // Who fails or is cancelled leaves work open as a matter of course.
    void WarnOfUnawaited(Ending ending)
    {
        if (ending is Ending.Failed)
        {
            return;
        }
        var unawaited = open
            .Values.Where(pending => pending.Operation is Operation.Activity or Operation.SubOrchestration)
            .OrderBy(pending => pending.Id)
            .ToList();
        if (unawaited.Count > 0)
        {
            ((IPumped)this).Warn(UnawaitedReport.Warning(Subject, ending, unawaited));
        }
    }

    void IPumped.Step()
    {
        if (answered is { } operation)
        {
            SynchronizationContext.SetSynchronizationContext(new PumpContext(Pump, operation.Scope));
            answered = null;
            operation.Complete(answer!);
            return;
        }
        root = code(this, Host.Header.Input);
        if (root.IsCompleted)
        {
            End();
            return;
        }
        root.ContinueWith(
            static (_, watch) => ((Pump.RootWatch)watch!).Ended(),
            new Pump.RootWatch(End),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            Pump.Scheduler
        );
    }

    // A full stack would end the process, at every try. How deep the code came depends on the host, so the instance fails even
    // if the code catches this.
    void ThrowIfDeep()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Overflow();
            throw new InsufficientExecutionStackException();
        }
    }

    bool IPumped.DecideRace() => Races.DecideOne();

    void IPumped.Unhandled(Exception exception) => Finish(new Ending.Failed(Failures.OfOrchestration(exception)));

    void IPumped.Warn(string message) => Host.Trace(new(TraceLevel.Warning, TraceSource.Watch, message));

    void End()
    {
        var task = root!;
        Finish(
            task.IsCompletedSuccessfully
                ? new Ending.Completed(task.Result)
                : new Ending.Failed(Failures.OfOrchestration(Thrown(task)))
        );
    }

    // A method that ends by a cancellation has a task without an exception, but keeps what was thrown.
    static Exception Thrown(Task task)
    {
        if (task.Exception is { } failure)
        {
            return failure.InnerException!;
        }
        try
        {
            task.GetAwaiter().GetResult();
            return new TaskCanceledException(task);
        }
        catch (OperationCanceledException cancellation)
        {
            return cancellation;
        }
    }

    void Turn()
    {
        if (Pump.Fault is null)
        {
            Pump.Turn();
        }
        if (Pump.Fault is null && !ended && open.Count == 0)
        {
            Pump.ReportStuck();
        }
        if (Pump.Fault is { } fault)
        {
            Host.GiveUp(fault);
            Pump.Stop();
        }
    }
}

/// <summary>The method of an orchestration, from encoded input to encoded output.</summary>
delegate Task<string> OrchestrationCode(OrchestrationRun run, string input);
