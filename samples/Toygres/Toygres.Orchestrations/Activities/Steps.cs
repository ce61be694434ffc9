using Duroxide;

namespace Toygres.Orchestrations.Activities;

/// <summary>What orchestrations ask for, by name and type. <see cref="FleetActivities"/> does it.</summary>
public static class Steps
{
    /// <summary>Makes an empty cluster.</summary>
    public static ActivityName<ClusterSpec, Unit> Provision { get; } = Of<ClusterSpec, Unit>("provision-cluster");

    /// <summary>Makes a cluster out of an image.</summary>
    public static ActivityName<RestoreStep, Unit> Restore { get; } = Of<RestoreStep, Unit>("restore-cluster");

    /// <summary>Makes a cluster that follows another one.</summary>
    public static ActivityName<ReplicateStep, Unit> Replicate { get; } = Of<ReplicateStep, Unit>("replicate-cluster");

    /// <summary>Runs a cluster.</summary>
    public static ActivityName<InstanceName, Unit> Start { get; } = Of<InstanceName, Unit>("start-cluster");

    /// <summary>Ends the process of a cluster.</summary>
    public static ActivityName<InstanceName, Unit> Stop { get; } = Of<InstanceName, Unit>("stop-cluster");

    /// <summary>Ends the process of a cluster, and lets nobody start it.</summary>
    public static ActivityName<InstanceName, Unit> Fence { get; } = Of<InstanceName, Unit>("fence-cluster");

    /// <summary>Lets a cluster that was fenced be started.</summary>
    public static ActivityName<InstanceName, Unit> Unfence { get; } = Of<InstanceName, Unit>("unfence-cluster");

    /// <summary>Makes a follower write for itself.</summary>
    public static ActivityName<InstanceName, Unit> Promote { get; } = Of<InstanceName, Unit>("promote-cluster");

    /// <summary>Takes a cluster away.</summary>
    public static ActivityName<InstanceName, Unit> Delete { get; } = Of<InstanceName, Unit>("delete-cluster");

    /// <summary>Looks at a cluster.</summary>
    public static ActivityName<InstanceName, ObservedState> Check { get; } =
        Of<InstanceName, ObservedState>("check-cluster");

    /// <summary>Says where a cluster listens.</summary>
    public static ActivityName<InstanceName, Endpoint> GetEndpoint { get; } =
        Of<InstanceName, Endpoint>("get-endpoint");

    /// <summary>Gives a cluster another size.</summary>
    public static ActivityName<ClusterSpec, Unit> Resize { get; } = Of<ClusterSpec, Unit>("resize-cluster");

    /// <summary>Gives a cluster the password under a reference.</summary>
    public static ActivityName<PasswordStep, Unit> SetPassword { get; } = Of<PasswordStep, Unit>("set-password");

    /// <summary>Makes the data of an image.</summary>
    public static ActivityName<BackUpStep, ImageFacts> BackUp { get; } = Of<BackUpStep, ImageFacts>("back-up-cluster");

    /// <summary>Takes the data of an image away.</summary>
    public static ActivityName<ImageName, Unit> DeleteImage { get; } = Of<ImageName, Unit>("delete-image-data");

    /// <summary>Lists what is there.</summary>
    public static ActivityName<Unit, Inventory> TakeInventory { get; } = Of<Unit, Inventory>("take-inventory");

    /// <summary>Puts a new password under a reference that has none.</summary>
    public static ActivityName<SecretReference, Unit> EnsurePassword { get; } =
        Of<SecretReference, Unit>("ensure-password");

    /// <summary>Puts the password of one reference under another one, in place of what an earlier try left there.</summary>
    public static ActivityName<CopyPasswordStep, Unit> CopyPassword { get; } =
        Of<CopyPasswordStep, Unit>("copy-password");

    /// <summary>Takes the passwords of an instance away.</summary>
    public static ActivityName<DeletePasswordsStep, Unit> DeletePasswords { get; } =
        Of<DeletePasswordsStep, Unit>("delete-passwords");

    /// <summary>Asks a server how it is.</summary>
    public static ActivityName<Target, Pulse> TestConnection { get; } = Of<Target, Pulse>("test-connection");

    /// <summary>Runs a statement.</summary>
    public static ActivityName<QueryStep, QueryResult> ExecuteQuery { get; } =
        Of<QueryStep, QueryResult>("execute-query");

    internal static ActivityName<TInput, TOutput> Of<TInput, TOutput>(string name) => new(Names.OfActivity(name));
}

/// <summary>Input of <see cref="Steps.Restore"/>.</summary>
public sealed record RestoreStep(ClusterSpec Spec, ImageName Image);

/// <summary>Input of <see cref="Steps.Replicate"/>.</summary>
public sealed record ReplicateStep(ClusterSpec Spec, InstanceName Primary);

/// <summary>Input of <see cref="Steps.SetPassword"/>.</summary>
public sealed record PasswordStep(InstanceName Instance, SecretReference Password);

/// <summary>Input of <see cref="Steps.BackUp"/>.</summary>
public sealed record BackUpStep(InstanceName Instance, ImageName Image);

/// <summary>Input of <see cref="Steps.CopyPassword"/>.</summary>
public sealed record CopyPasswordStep(SecretReference From, SecretReference To);

/// <summary>Input of <see cref="Steps.DeletePasswords"/>.</summary>
public sealed record DeletePasswordsStep(InstanceName Instance, int Versions);

/// <summary>A server, and where its password is.</summary>
public sealed record Target(Endpoint Endpoint, SecretReference Password);

/// <summary>Input of <see cref="Steps.ExecuteQuery"/>.</summary>
public sealed record QueryStep(Target Target, string Statement);
