namespace Duroxide.Providers;

public partial interface IManagement
{
    /// <summary>Forgets a parked message or activity for good.</summary>
    /// <param name="id">The item.</param>
    /// <param name="answer">What the instance of an activity gets in place of its answer; null for nothing, and for a message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether there was such an item; false also for a parked instance, which can only be deleted.</returns>
    Task<bool> DiscardParkedAsync(long id, ReadOnlyMemory<byte>? answer, CancellationToken cancellationToken);
}
