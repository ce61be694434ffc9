namespace Duroxide.Sqlite;

/// <summary>Something that a caller waits for and the writer does.</summary>
abstract class WriteRequest
{
    const int Waiting = 0;
    const int Running = 1;
    const int Over = 2;

    int state;
    CancellationTokenRegistration registration;

    /// <summary>What was asked for.</summary>
    public abstract string Operation { get; }

    /// <summary>Whether somebody is promised that it will last: a lease alone promises nothing beyond the machine's life.</summary>
    public abstract bool IsPromise { get; }

    /// <summary>Whether the caller has its answer, or has given up.</summary>
    public bool IsOver => Volatile.Read(ref state) == Over;

    public abstract void Execute(Transaction transaction);

    /// <summary>Makes an exception the answer, though the transaction continues.</summary>
    public abstract void Deny(ProviderException refusal);

    /// <summary>Takes the request; false when its caller has given up.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref state, Running, Waiting) == Waiting;

    /// <summary>Puts a request back that could not be answered yet.</summary>
    public void Postpone(CancellationToken cancellationToken)
    {
        Volatile.Write(ref state, Waiting);
        if (cancellationToken.IsCancellationRequested)
        {
            Cancel(cancellationToken);
        }
    }

    public void Succeed()
    {
        registration.Dispose();
        Volatile.Write(ref state, Over);
        Answer();
    }

    public void Fail(Exception exception)
    {
        registration.Dispose();
        Volatile.Write(ref state, Over);
        Refuse(exception);
    }

    /// <summary>Lets the caller give up for as long as the writer has not begun.</summary>
    protected void Watch(CancellationToken cancellationToken) =>
        registration = cancellationToken.UnsafeRegister(
            static (request, token) => ((WriteRequest)request!).Cancel(token),
            this
        );

    protected abstract void Answer();

    protected abstract void Refuse(Exception exception);

    protected abstract void GiveUp(CancellationToken cancellationToken);

    void Cancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref state, Over, Waiting) == Waiting)
        {
            GiveUp(cancellationToken);
        }
    }
}
