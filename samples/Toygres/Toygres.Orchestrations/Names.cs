using Duroxide;

namespace Toygres.Orchestrations;

/// <summary>How things are called. A name stays for as long as a history has it.</summary>
public static class Names
{
    /// <summary>What the name of each orchestration begins with. The names are constants, so that <c>durable.lock</c> has them.</summary>
    public const string Orchestration = "toygres::orchestration::";

    /// <summary>The queue of an actor that takes queries.</summary>
    public const string Queries = "query";

    /// <summary>The event that tells an actor that its instance is taken away.</summary>
    public const string InstanceDeleted = "InstanceDeleted";

    /// <summary>The event that tells an actor to look at its instance now.</summary>
    public const string InstanceChanged = "InstanceChanged";

    /// <summary>The event that tells the reconciler to compare now.</summary>
    public const string CompareNow = "CompareNow";

    /// <summary>The event that gives a permit to who asked for one.</summary>
    public const string Permit = "create-permit";

    /// <summary>The queue of the semaphore.</summary>
    public const string Permits = "permits";

    /// <summary>The one instance that gives permits to create.</summary>
    public static InstanceId Semaphore => "create-semaphore";

    /// <summary>The one instance that forgets what has ended.</summary>
    public static InstanceId Pruner => "system-pruner";

    /// <summary>The one instance that compares what is wanted with what is there.</summary>
    public static InstanceId Reconciler => "system-reconciler";

    /// <summary>The one instance that begins backups when they are due.</summary>
    public static InstanceId BackupScheduler => "system-backups";

    /// <summary>The name of an activity.</summary>
    public static string OfActivity(string name) => $"toygres::activity::{name}";

    /// <summary>The orchestration that makes an instance.</summary>
    public static InstanceId Create(InstanceName instance) => $"create-{instance}";

    /// <summary>The orchestration that watches an instance.</summary>
    public static InstanceId Actor(InstanceName instance) => $"actor-{instance}";

    /// <summary>An orchestration that works on something once.</summary>
    public static InstanceId Of(string what, string subject, Guid unique) =>
        $"{what}-{subject}-{unique.ToString("N")[..8]}";
}
