namespace Duroxide.Sqlite;

/// <summary>The one thread that writes: it takes every request that waits, and carries all of them out in one transaction.</summary>
sealed class Writer : IAsyncDisposable
{
    // Who was told of a commit often asks for the next one at once, and it takes longer to wake this thread than to wait so long.
    const int Spins = 1000;

    readonly object gate = new();
    readonly Batch batch;
    readonly TimeProvider clock;
    readonly ITimer alarm;
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    List<WriteRequest> incoming = [];
    List<WriteRequest> taken = [];
    volatile bool asked;
    bool wasAsked;
    bool woken;
    bool stopping;

    public Writer(Batch batch, TimeProvider clock)
    {
        this.batch = batch;
        this.clock = clock;
        alarm = clock.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start() => new Thread(Run) { IsBackground = true, Name = "Duroxide SQLite writer" }.Start();

    /// <summary>Hands a request to the writer.</summary>
    /// <exception cref="ObjectDisposedException">The provider is closed.</exception>
    public void Submit(WriteRequest request)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, typeof(SqliteProvider));
            incoming.Add(request);
            asked = true;
            if (incoming.Count == 1)
            {
                Monitor.Pulse(gate);
            }
        }
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
        do
        {
            var pause = batch.Process(taken);
            taken.Clear();
            alarm.Change(pause, Timeout.InfiniteTimeSpan);
        } while (Take());
        batch.Stop();
        stopped.SetResult();
    }

    bool Take()
    {
        var spin = new SpinWait();
        for (var turn = 0; turn < Spins && wasAsked && !asked; turn++)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
        lock (gate)
        {
            while (incoming.Count == 0 && !woken && !stopping)
            {
                Monitor.Wait(gate);
            }
            (woken, asked) = (false, false);
            (incoming, taken) = (taken, incoming);
            wasAsked = taken.Count > 0;
            return wasAsked || !stopping;
        }
    }
}
