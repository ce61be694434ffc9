namespace Duroxide.Runtime;

/// <summary>A live program.</summary>
/// <param name="Key">The store's number of its instance; never reused, so a recreated instance has another key.</param>
/// <param name="Execution">Its execution.</param>
/// <param name="Program">The program itself.</param>
sealed record HotInstance(long Key, Execution Execution, OrchestrationProgram Program)
{
    // What a program holds besides its texts: its locals, its state machines, and what waits for each answer.
    const int PerProgram = 4096;
    const int PerOperation = 512;

    readonly long beginning = SizeOf(Execution.Header);

    /// <summary>The instance.</summary>
    public InstanceId Id => Execution.Header.Instance;

    /// <summary>Where its trace goes on; null for none.</summary>
    public TraceContext? Trace { get; init; }

    /// <summary>How many turns its execution has taken.</summary>
    public int Turns { get; set; }

    /// <summary>What it waits for, if anybody wants to know.</summary>
    public OpenCalls? Calls { get; init; }

    /// <summary>About how many bytes of memory it took when it was last measured: a bound for what its code can hold on to.</summary>
    public long Bytes { get; private init; }

    /// <summary>The same program, measured as it is now.</summary>
    // Histories are measured in UTF-8, of which each byte is at most one character in memory.
    public HotInstance Measured() =>
        this with
        {
            Bytes =
                PerProgram
                + ((long)PerOperation * Execution.State.Open.Count)
                + (sizeof(char) * Execution.State.HistoryBytes)
                + beginning,
        };

    /// <summary>Whether the program stands where the store's history ends.</summary>
    public bool StandsAt(TurnItem item) =>
        Key == item.Lease.Key
        && Execution.Header.Execution == item.Execution
        && Execution.State.LastId == item.LastEvent;

    /// <summary>Whether it may be the program that asked for an activity: its id and execution.</summary>
    public bool MayHaveAsked(ActivityItem item) => Id == item.Instance && Execution.Header.Execution == item.Execution;

    /// <summary>Whether it asked for an activity, and not one that was deleted and had its id: keys of calls differ from life to life.</summary>
    public bool Asked(RunningActivity activity) =>
        MayHaveAsked(activity.Item)
        && (
            activity.Taker is { } taker
                ? taker == Key
                : activity.Work is { } work && work.IdempotencyKey == KeyOf(work.FirstAttempt ?? activity.Item.Id)
        );

    string KeyOf(EventId call) => Self.Of(Execution.Header, call).KeyOf(call);

    /// <summary>Ends the program, which will not run again: what still reaches it from outside is ignored.</summary>
    public void Abandon() => Program.Dispose();

    static long SizeOf(Header header) =>
        sizeof(char)
        * (
            header.Input.Length
            + (header.Status?.Length ?? 0)
            + header.Values.Sum(value => (long)value.Key.Length + value.Value.Data.Length)
            + header.Carried.Sum(message => (long)message.Queue.Length + message.Data.Length)
        );
}
