using System.Data.Common;

namespace Duroxide.Providers;

/// <summary>A store that writes in transactions of the caller's own, on the caller's own connection to the same database.</summary>
/// <remarks>
/// What is written lasts if the transaction commits, and is gone if it does not. It takes no lock that the work of nodes would
/// wait for until the transaction ends.
/// </remarks>
public interface ITransactionalStore
{
    /// <summary>Creates instances and then sends messages, once the transaction has committed and a node has heard of it.</summary>
    /// <remarks>An instance whose id exists by then is left as it is, and a message to nobody is dropped.</remarks>
    Task AddAsync(
        DbTransaction transaction,
        IReadOnlyList<NewInstance> instances,
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    );

    /// <summary>Removes a leased activity and enqueues its answer, when the transaction commits.</summary>
    /// <returns>Whether the lease is held; false when it was lost or the activity was cancelled, and then nothing is to be committed.</returns>
    Task<bool> CompleteAsync(
        DbTransaction transaction,
        Lease lease,
        ReadOnlyMemory<byte> answer,
        CancellationToken cancellationToken
    );
}
