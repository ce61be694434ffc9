namespace Duroxide;

/// <summary>One operation that the code asked for, until its answer was read.</summary>
abstract class PendingOperation(OrchestrationRun run, Scope scope, EventId id, Operation operation)
    : Pending(run, scope)
{
    List<Scope>? readers;
    Deadline? deadline;
    PendingOperation? bounded;
    bool closed;

    public EventId Id { get; } = id;

    public Operation Operation { get; } = operation;

    public override string Name =>
        Operation switch
        {
            Operation.Activity asked => $"Activity '{asked.Name}'",
            Operation.Timer => "A timer",
            Operation.Event asked => $"The wait for event '{asked.Name}'",
            Operation.Message asked => $"The wait for a message of queue '{asked.Queue}'",
            Operation.SubOrchestration asked => $"Sub-orchestration '{asked.Name}'",
        };

    /// <summary>Takes the answer.</summary>
    public void Complete(Outcome outcome)
    {
        bounded?.Expire();
        Answer(outcome);
        deadline?.Timer.Cancel();
        if (Operation is not Operation.Message)
        {
            Close();
        }
        else if (readers?.Exists(static reader => !reader.IsLost) is true)
        {
            Read();
        }
        TellRaces();
    }

    /// <summary>Ties the operation to the timer that lets it expire: when the one has its answer, the other is given up.</summary>
    public void EndWith(PendingOperation timer, TimeSpan timeout)
    {
        deadline = new(timer, timeout);
        timer.bounded = this;
    }

    public override void Cancel()
    {
        if (Withdraw())
        {
            Fail(AwaitedAfterCancel());
            TellRaces();
        }
    }

    public override void CancelAsLost()
    {
        if (Withdraw())
        {
            Abandon();
            TellRaces();
        }
    }

    public override void Read()
    {
        if (!closed && IsCompleted)
        {
            Close();
            Run.Host.Read(Id);
        }
    }

    public override void ReadOnArrival(Scope reader)
    {
        (readers ??= []).Add(reader);
        Read();
    }

    /// <summary>Gives the operation to another branch.</summary>
    public void MoveTo(Scope scope)
    {
        Scope = scope;
        scope.Hold(this);
    }

    private protected abstract void Answer(Outcome outcome);

    private protected abstract void Fail(Exception exception);

    // A plain task of a lost branch may have no one left to look at it, and a cancelled one need not be looked at.
    private protected abstract void Abandon();

    bool Withdraw()
    {
        if (closed)
        {
            return false;
        }
        SetCancelled();
        Close();
        Run.Withdraw(this);
        deadline?.Timer.Cancel();
        return true;
    }

    void Close()
    {
        closed = true;
        Scope.Release(this);
    }

    // It ends without an answer, because its time is over.
    void Expire()
    {
        if (!closed)
        {
            Close();
            Run.Withdraw(this);
            Fail(new WaitTimeoutException(Name, deadline!.Timeout));
            TellRaces();
        }
    }

    sealed record Deadline(PendingOperation Timer, TimeSpan Timeout);
}

/// <summary>One operation with the type of its answer.</summary>
sealed class PendingOperation<T>(
    OrchestrationRun run,
    Scope scope,
    EventId id,
    Operation operation,
    Func<PendingOperation, Outcome, T> read
) : PendingOperation(run, scope, id, operation)
{
    readonly TaskCompletionSource<T> source = new();

    public DurableTask<T> Handle => new(this, source.Task);

    public override bool IsCompleted => source.Task.IsCompleted;

    private protected override void Answer(Outcome outcome)
    {
        try
        {
            source.TrySetResult(read(this, outcome));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    // The exception counts as seen, or one that nobody awaits would surface in the host's process.
    private protected override void Fail(Exception exception)
    {
        source.TrySetException(exception);
        _ = source.Task.Exception;
    }

    private protected override void Abandon() => source.TrySetCanceled();
}
