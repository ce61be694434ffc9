namespace Duroxide.Providers;

public partial interface IManagement
{
    /// <summary>Begins the next execution of an instance that has ended for good: it waits for its first turn, stamped with the store's time, and earlier executions stay.</summary>
    /// <remarks>Who asks again about a restart of his own, which is known by its header, is answered as the first time while that execution is the current one.</remarks>
    /// <returns>What became of it; unchanged when it runs, or ended in another execution.</returns>
    Task<InstanceChange> RestartInstanceAsync(Restart restart, CancellationToken cancellationToken);
}
