namespace Toygres.Drivers.Kubernetes;

/// <summary>How the driver of a Kubernetes cluster works.</summary>
public sealed record KubernetesOptions
{
    /// <summary>The namespace that holds everything; it must be there. Default <c>toygres</c>.</summary>
    public string Namespace { get; init; } = "toygres";

    /// <summary>The fleet that objects belong to; those of another fleet are never touched. Default <c>toygres</c>.</summary>
    public string Fleet { get; init; } = "toygres";

    /// <summary>The image of the containers that run servers, as a registry knows it. Default <c>postgres:17</c>.</summary>
    public string ContainerImage { get; init; } = "postgres:17";

    /// <summary>The major version of PostgreSQL in it. Default 17.</summary>
    public string Version { get; init; } = "17";

    /// <summary>The id of the user postgres in the image of the containers. Default 999, as in the official one.</summary>
    public long User { get; init; } = 999;

    /// <summary>The class of the volumes, which must make snapshots; by default that of the cluster.</summary>
    public string? StorageClass { get; init; }

    /// <summary>The class of the snapshots; by default that of the cluster.</summary>
    public string? SnapshotClass { get; init; }

    /// <summary>Whether instances have an address outside of the cluster. By default they have one inside alone.</summary>
    public bool HasOutsideAddress { get; init; }

    /// <summary>The domain of the cluster's own names. Default <c>cluster.local</c>.</summary>
    public string Domain { get; init; } = "cluster.local";

    /// <summary>How long one attempt waits for what the cluster does. Default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many objects a page of a list has at most. Default 200.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>The clock that patience is measured by. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
