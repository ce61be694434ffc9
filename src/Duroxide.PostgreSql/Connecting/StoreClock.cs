namespace Duroxide.PostgreSql;

/// <summary>The store's time as this process knows it: the server's, or that of a clock which the options give.</summary>
sealed class StoreClock
{
    readonly TimeProvider? given;
    readonly ServerTime server = new();
    readonly SteadyClock steady;
    long known;

    public StoreClock(TimeProvider? given)
    {
        this.given = given;
        steady = new(given ?? server);
    }

    /// <summary>What measures waits.</summary>
    public TimeProvider Waits => given ?? TimeProvider.System;

    /// <summary>The time; before the server was ever asked, the earliest one.</summary>
    public Timestamp Now =>
        given is null && !server.IsKnown ? default : steady.Read(new Timestamp(Interlocked.Read(ref known)));

    /// <summary>What a call tells the server: the time of the clock that is given, and the time that nothing may be earlier than.</summary>
    public (long? Given, long Floor) Tell()
    {
        var now = Now.UnixMilliseconds;
        return (given is null ? null : now, now);
    }

    /// <summary>Notes the time that the store used for a call.</summary>
    public void Learn(long now)
    {
        var seen = Interlocked.Read(ref known);
        while (now > seen)
        {
            var before = Interlocked.CompareExchange(ref known, now, seen);
            if (before == seen)
            {
                return;
            }
            seen = before;
        }
    }

    /// <summary>Notes what the server's clock shows, apart from all that the store remembers.</summary>
    public void Measure(DateTimeOffset server) => this.server.Measure(server);

    /// <summary>The server's clock, carried on by this machine's from the last time it was asked.</summary>
    sealed class ServerTime : TimeProvider
    {
        readonly Lock gate = new();
        DateTimeOffset measured;
        long at;

        public bool IsKnown
        {
            get
            {
                lock (gate)
                {
                    return measured != default;
                }
            }
        }

        public override DateTimeOffset GetUtcNow()
        {
            lock (gate)
            {
                return measured + System.GetElapsedTime(at);
            }
        }

        public void Measure(DateTimeOffset time)
        {
            lock (gate)
            {
                (measured, at) = (time, System.GetTimestamp());
            }
        }
    }
}
