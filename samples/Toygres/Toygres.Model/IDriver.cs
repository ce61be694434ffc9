using Duroxide;

namespace Toygres;

/// <summary>
/// What can be done with the machines below. Each call can be repeated: done again it changes nothing and says the same. Each
/// call is one attempt, which neither polls nor retries: whoever needs to wait asks again. An exception says what happened, to
/// which instance; what no retry mends is a <see cref="NonRetryableException"/>. A driver remembers nothing: the truth is
/// below, so that any worker can go on where another one died.
/// </summary>
public interface IDriver
{
    /// <summary>Whether it runs the runtime images that it is told; one that does not runs its own programs.</summary>
    bool RunsImages { get; }

    /// <summary>Makes an empty instance that does not run yet, of the runtime image of its specification.</summary>
    Task ProvisionAsync(ClusterSpec spec, CancellationToken cancellationToken);

    /// <summary>Makes an instance out of an image. It does not run yet, keeps the passwords of the image, and has its runtime image.</summary>
    Task RestoreAsync(ClusterSpec spec, ImageName image, CancellationToken cancellationToken);

    /// <summary>Makes an instance that follows another one, which runs, with its runtime image. It does not run yet itself.</summary>
    Task ReplicateAsync(ClusterSpec spec, InstanceName primary, CancellationToken cancellationToken);

    /// <summary>Begins to run an instance. What takes sessions at the end may still recover for a while.</summary>
    Task StartAsync(InstanceName instance, CancellationToken cancellationToken);

    /// <summary>Ends the process of an instance, and keeps its data. Sessions are ended.</summary>
    Task StopAsync(InstanceName instance, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the process of an instance, and lets nobody start it again until <see cref="UnfenceAsync"/>: not even a call that
    /// was made before and comes late. So what takes its place is the only one that writes.
    /// </summary>
    Task FenceAsync(InstanceName instance, CancellationToken cancellationToken);

    /// <summary>Lets an instance that was fenced be started again.</summary>
    Task UnfenceAsync(InstanceName instance, CancellationToken cancellationToken);

    /// <summary>Looks at an instance.</summary>
    Task<ObservedState> CheckAsync(InstanceName instance, CancellationToken cancellationToken);

    /// <summary>Says where an instance listens, or will listen when it runs.</summary>
    Task<Endpoint> GetEndpointAsync(InstanceName instance, CancellationToken cancellationToken);

    /// <summary>Gives an instance another size, which counts from its next start.</summary>
    Task ResizeAsync(ClusterSpec spec, CancellationToken cancellationToken);

    /// <summary>Gives an instance that runs and writes the password under a reference.</summary>
    Task SetPasswordAsync(InstanceName instance, SecretReference password, CancellationToken cancellationToken);

    /// <summary>Makes an instance that follows another one write for itself. It must run.</summary>
    Task PromoteAsync(InstanceName instance, CancellationToken cancellationToken);

    /// <summary>Takes an instance away, with its process and all of its data.</summary>
    Task DeleteAsync(InstanceName instance, CancellationToken cancellationToken);

    /// <summary>Reads the last lines that an instance logged, oldest first.</summary>
    Task<IReadOnlyList<string>> TailLogAsync(InstanceName instance, int lines, CancellationToken cancellationToken);

    /// <summary>Makes an image of an instance, whether it runs or not.</summary>
    Task<ImageFacts> BackUpAsync(InstanceName instance, ImageName image, CancellationToken cancellationToken);

    /// <summary>Takes an image away.</summary>
    Task DeleteImageAsync(ImageName image, CancellationToken cancellationToken);

    /// <summary>Lists everything that the driver holds, also what was left half done.</summary>
    Task<Inventory> InventoryAsync(CancellationToken cancellationToken);
}
