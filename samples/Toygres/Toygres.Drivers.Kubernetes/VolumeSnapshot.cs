using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>A copy of a volume at one moment, as the snapshot controller of a cluster keeps it. The client has no model of it.</summary>
internal sealed class VolumeSnapshot : IKubernetesObject<V1ObjectMeta>
{
    public const string Group = "snapshot.storage.k8s.io";
    public const string GroupVersion = "v1";
    public const string Plural = "volumesnapshots";

    public string ApiVersion { get; set; } = $"{Group}/{GroupVersion}";

    public string Kind { get; set; } = "VolumeSnapshot";

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonPropertyName("spec")]
    public SnapshotSpec Spec { get; set; } = new();

    [JsonPropertyName("status")]
    public SnapshotStatus? Status { get; set; }
}

/// <summary>Of what a snapshot is.</summary>
internal sealed class SnapshotSpec
{
    [JsonPropertyName("volumeSnapshotClassName")]
    public string? Class { get; set; }

    [JsonPropertyName("source")]
    public SnapshotSource Source { get; set; } = new();
}

/// <summary>The volume that a snapshot is of.</summary>
internal sealed class SnapshotSource
{
    [JsonPropertyName("persistentVolumeClaimName")]
    public string? Claim { get; set; }
}

/// <summary>How far a snapshot is.</summary>
internal sealed class SnapshotStatus
{
    [JsonPropertyName("readyToUse")]
    public bool? IsReady { get; set; }

    [JsonPropertyName("restoreSize")]
    public string? RestoreSize { get; set; }

    [JsonPropertyName("boundVolumeSnapshotContentName")]
    public string? Content { get; set; }

    [JsonPropertyName("error")]
    public SnapshotError? Error { get; set; }
}

/// <summary>Why a snapshot is not made yet.</summary>
internal sealed class SnapshotError
{
    [JsonPropertyName("message")]
    public string? Message { get; set; }
}

/// <summary>A page of a list of snapshots.</summary>
internal sealed class VolumeSnapshotList : IKubernetesObject<V1ListMeta>, IItems<VolumeSnapshot>
{
    public string ApiVersion { get; set; } = $"{VolumeSnapshot.Group}/{VolumeSnapshot.GroupVersion}";

    public string Kind { get; set; } = "VolumeSnapshotList";

    [JsonPropertyName("metadata")]
    public V1ListMeta Metadata { get; set; } = new();

    [JsonPropertyName("items")]
    public IList<VolumeSnapshot> Items { get; set; } = [];
}
