using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>What a cluster holds of one instance, at one look.</summary>
internal sealed record Sight(
    V1PersistentVolumeClaim? Claim,
    V1StatefulSet? Set,
    V1Service? Service,
    IReadOnlyList<V1Pod> Pods
)
{
    /// <summary>Whether there are data that stay.</summary>
    public bool HasData => Claim is { Metadata.DeletionTimestamp: null };

    /// <summary>What the instance does.</summary>
    public ObservedState State =>
        (HasData, Pods.Count > 0 || Set?.Spec.Replicas > 0) switch
        {
            (true, true) => Pods.Any(TakesSessions) ? ObservedState.Ready : ObservedState.Starting,
            (true, false) => ObservedState.Stopped,
            (false, true) => ObservedState.Orphan,
            (false, false) => ObservedState.Missing,
        };

    /// <summary>The port that the instance has; null for none.</summary>
    public int? Port => Service is null ? null : Manifests.Port;

    private static bool TakesSessions(V1Pod pod) =>
        pod.Metadata.DeletionTimestamp is null
        && pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) is true;
}
