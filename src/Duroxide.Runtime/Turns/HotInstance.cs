using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>A live program.</summary>
/// <param name="Key">The store's number of its instance; never reused, so a recreated instance has another key.</param>
/// <param name="Execution">Its execution.</param>
/// <param name="Program">The program itself.</param>
sealed record HotInstance(long Key, Execution Execution, OrchestrationProgram Program)
{
    readonly long beginning = SizeOf(Execution.Header);

    /// <summary>The instance.</summary>
    public InstanceId Id => Execution.Header.Instance;

    /// <summary>The size of its history, and of what it began with, when it was cached: a measure of what it holds in memory.</summary>
    public long Bytes { get; private init; }

    /// <summary>The same program, measured after its turn was committed.</summary>
    public HotInstance Settled() => this with { Bytes = Execution.State.HistoryBytes + beginning };

    /// <summary>Whether the program stands where the store's history ends.</summary>
    public bool StandsAt(TurnItem item) =>
        Key == item.Lease.Key
        && Execution.Header.Execution == item.Execution
        && Execution.State.LastId == item.LastEvent;

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
