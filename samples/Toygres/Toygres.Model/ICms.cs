using System.Data.Common;

namespace Toygres;

/// <summary>
/// The memory of the fleet. Each call is one transaction and can be repeated. What changes an instance is decided by a pure
/// function of what it is, so that all rules stand in one place (<see cref="Lifecycle"/>) and need no database.
/// </summary>
public interface ICms
{
    /// <summary>Makes the tables, if they are not there.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Enters a new instance. One that the same orchestration entered is done already.</summary>
    /// <param name="instance">The new row.</param>
    /// <param name="with">What else is done in the transaction, if the row is new; null for nothing.</param>
    /// <param name="cancellationToken">Ends it undone.</param>
    Task<Outcome> ReserveAsync(Instance instance, Func<DbTransaction, Task>? with, CancellationToken cancellationToken);

    /// <summary>Decides what becomes of instances, while nobody else changes them.</summary>
    /// <param name="names">Which; one that there is not is refused.</param>
    /// <param name="decide">Is given them in that order.</param>
    /// <param name="with">What else is done in the transaction, if anything changes; null for nothing.</param>
    /// <param name="cancellationToken">Ends it undone.</param>
    Task<Decision> DecideAsync(
        IReadOnlyList<InstanceName> names,
        Func<IReadOnlyList<Instance>, Decision> decide,
        Func<DbTransaction, Task>? with,
        CancellationToken cancellationToken
    );

    /// <summary>Finds an instance; null when there is none.</summary>
    Task<Instance?> FindAsync(InstanceName name, CancellationToken cancellationToken);

    /// <summary>Lists the instances that are not deleted, by name.</summary>
    Task<IReadOnlyList<Instance>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Enters a new image. One that the same orchestration entered is done already.</summary>
    Task<Outcome> ReserveImageAsync(Image image, Func<DbTransaction, Task>? with, CancellationToken cancellationToken);

    /// <summary>Changes an image, while nobody else changes it. A change into nothing leaves it as it is.</summary>
    Task<Image?> ChangeImageAsync(
        ImageName name,
        Func<Image, Image?> change,
        string message,
        CancellationToken cancellationToken
    );

    /// <summary>Finds an image that is not deleted; null when there is none.</summary>
    Task<Image?> FindImageAsync(ImageName name, CancellationToken cancellationToken);

    /// <summary>Lists the images that are not deleted, oldest first.</summary>
    Task<IReadOnlyList<Image>> ListImagesAsync(CancellationToken cancellationToken);

    /// <summary>Registers a runtime image. The same one can be registered again.</summary>
    Task<Outcome> RegisterAsync(RegisteredImage image, CancellationToken cancellationToken);

    /// <summary>Lists the runtime images, by name.</summary>
    Task<IReadOnlyList<RegisteredImage>> ListRuntimeImagesAsync(CancellationToken cancellationToken);

    /// <summary>Has a runtime image registered no longer. One that an instance or an image needs is refused, and one that there is not.</summary>
    Task<Outcome> UnregisterAsync(ImageName name, CancellationToken cancellationToken);

    /// <summary>Notes a look at an instance, and its health while it is wanted up.</summary>
    Task RecordHealthAsync(HealthCheck check, CancellationToken cancellationToken);

    /// <summary>Lists the last looks at an instance, newest first.</summary>
    Task<IReadOnlyList<HealthCheck>> ListHealthAsync(InstanceName name, int limit, CancellationToken cancellationToken);

    /// <summary>Lists what happened to an instance or image, newest first.</summary>
    Task<IReadOnlyList<FleetEvent>> ListEventsAsync(string subject, int limit, CancellationToken cancellationToken);

    /// <summary>Notes a drift, unless the same is open.</summary>
    Task RecordDriftAsync(Drift drift, CancellationToken cancellationToken);

    /// <summary>Notes that open drifts of an instance are over.</summary>
    /// <param name="name">The instance.</param>
    /// <param name="type">Those of one type; null for all.</param>
    /// <param name="by">What put an end to them.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Ends it undone.</param>
    Task ResolveDriftsAsync(
        InstanceName name,
        string? type,
        string by,
        DateTimeOffset at,
        CancellationToken cancellationToken
    );

    /// <summary>Lists drifts, newest first.</summary>
    Task<IReadOnlyList<Drift>> ListDriftsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Forgets instances and images that were deleted before a moment, and all that happened to them.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
