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

    /// <summary>Makes an exception the answer, though the transaction goes on.</summary>
    public abstract void Deny(ProviderException refusal);

    /// <summary>Takes the request; false when its caller has given up.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref state, Running, Waiting) == Waiting;

    /// <summary>Puts a request back that could not be answered yet.</summary>
    public void Postpone(CancellationToken cancellation)
    {
        Volatile.Write(ref state, Waiting);
        if (cancellation.IsCancellationRequested)
        {
            Cancel(cancellation);
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
    protected void Watch(CancellationToken cancellation) =>
        registration = cancellation.UnsafeRegister(
            static (request, token) => ((WriteRequest)request!).Cancel(token),
            this
        );

    protected abstract void Answer();

    protected abstract void Refuse(Exception exception);

    protected abstract void GiveUp(CancellationToken cancellation);

    void Cancel(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref state, Over, Waiting) == Waiting)
        {
            GiveUp(cancellation);
        }
    }
}
