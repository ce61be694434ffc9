namespace Duroxide.Sqlite;

/// <summary>The one writer: it takes every request that waits, and carries all of them out in one transaction.</summary>
/// <remarks>
/// It has a thread of its own. A request that comes alone is carried out on the thread that brings it, when that belongs to the
/// pool: to wake one thread and then another takes longer than most commits. There is one at a time, whoever it is.
/// </remarks>
sealed class Writer : IAsyncDisposable
{
    // Who was told of a commit often asks for the next one at once, and it takes longer to wake this thread than to wait so long.
    const int Spins = 1000;

    readonly object gate = new();
    readonly Batch batch;
    readonly Alarm alarm;
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    readonly List<WriteRequest> lone = [];

    List<WriteRequest> incoming = [];
    List<WriteRequest> taken = [];
    volatile bool asked;
    volatile bool wasHere;
    bool isWriting = true;
    bool wasAsked;
    bool woken;
    bool stopping;

    public Writer(Batch batch, TimeProvider clock)
    {
        this.batch = batch;
        alarm = new Alarm(gate, clock, Wake);
    }

    public void Start() => new Thread(Run) { IsBackground = true, Name = "Duroxide SQLite writer" }.Start();

    /// <summary>Hands a request to the writer.</summary>
    /// <exception cref="ObjectDisposedException">The provider is closed.</exception>
    public void Submit(WriteRequest request)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, typeof(SqliteProvider));
            if (isWriting || incoming.Count > 0 || woken || !IsOfPool)
            {
                incoming.Add(request);
                asked = true;
                if (incoming.Count == 1)
                {
                    Monitor.Pulse(gate);
                }
                return;
            }
            isWriting = true;
        }
        WriteHere(request);
    }

    /// <summary>Carries out what was handed in, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            (stopping, asked) = (true, true);
            Monitor.Pulse(gate);
        }
        await stopped.Task.ConfigureAwait(false);
        await alarm.DisposeAsync().ConfigureAwait(false);
    }

    // A thread that keeps leases, or that somebody else counts on, is not held up by a file that is busy.
    static bool IsOfPool => Thread.CurrentThread.IsThreadPoolThread;

    // A thread of the pool does not wait for another process: then the writer's own thread does.
    void WriteHere(WriteRequest request)
    {
        wasHere = true;
        lone.Add(request);
        TimeSpan? pause = null;
        try
        {
            pause = batch.TryProcess(lone);
        }
        finally
        {
            Leave(pause);
        }
    }

    void Leave(TimeSpan? pause)
    {
        lock (gate)
        {
            if (pause is { } time)
            {
                alarm.Set(time);
            }
            else
            {
                // A fetch is with the batch already.
                incoming.InsertRange(0, lone.Where(request => request is not IFetch));
                (woken, asked) = (true, true);
            }
            lone.Clear();
            isWriting = false;
            if (incoming.Count > 0 || woken || stopping)
            {
                Monitor.Pulse(gate);
            }
        }
    }

    void Wake()
    {
        lock (gate)
        {
            (woken, asked) = (true, true);
            Monitor.Pulse(gate);
        }
    }

    void Run()
    {
        // From the first moment on, or whoever only reads would never hear of what other processes write.
        TimeSpan pause;
        do
        {
            pause = batch.Process(taken);
            taken.Clear();
        } while (Take(pause));
        batch.Stop();
        stopped.SetResult();
    }

    bool Take(TimeSpan pause)
    {
        wasHere = false;
        lock (gate)
        {
            alarm.Set(pause);
            isWriting = false;
        }
        var spin = new SpinWait();
        for (var turn = 0; turn < Spins && wasAsked && !asked && !wasHere; turn++)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
        lock (gate)
        {
            while (isWriting || (incoming.Count == 0 && !woken && !stopping))
            {
                if (alarm.WaitFor(untilPulsed: isWriting))
                {
                    woken = true;
                }
            }
            isWriting = true;
            (woken, asked) = (false, false);
            (incoming, taken) = (taken, incoming);
            wasAsked = taken.Count > 0;
            return wasAsked || !stopping;
        }
    }
}
