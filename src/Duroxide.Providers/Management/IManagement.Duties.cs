namespace Duroxide.Providers;

public partial interface IManagement
{
    /// <summary>Takes the lease of a duty that one node at a time does, or extends it from now on.</summary>
    /// <param name="duty">The duty's name.</param>
    /// <param name="owner">Who wants to do it.</param>
    /// <param name="duration">For how long; zero gives it back.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether the owner has it: it had it already, or the lease of who had it is over.</returns>
    Task<bool> TakeDutyAsync(string duty, string owner, TimeSpan duration, CancellationToken cancellationToken);
}
