namespace Duroxide.Sqlite;

/// <summary>Chooses for each transaction whether its commit waits for the disk.</summary>
/// <remarks>
/// A transaction in which nobody was promised anything (leases, renewals, attempts counted, timers that became
/// messages) need not wait. Only a loss of power can undo it, and then whoever held the leases is gone as well; what it
/// did is done again. The log keeps its order: the next commit that waits takes everything before it to the disk too.
/// </remarks>
sealed class Durability(Connection connection, SqliteSynchronous wanted)
{
    SqliteSynchronous? chosen;

    public void Choose(List<WriteRequest> writes)
    {
        var needed =
            wanted == SqliteSynchronous.Full && writes.Exists(write => write.IsPromise)
                ? SqliteSynchronous.Full
                : SqliteSynchronous.Normal;
        if (needed == chosen)
        {
            return;
        }
        connection.Execute(
            needed == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL",
            "synchronous"
        );
        chosen = needed;
    }
}
