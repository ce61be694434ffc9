using System.Runtime.CompilerServices;
using k8s;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>The kinds of objects that the driver works with.</summary>
internal static class Kinds
{
    /// <summary>What runs a server.</summary>
    public static Kind<V1Pod> Pods { get; } =
        new("Pod")
        {
            Create = (client, made, place, cancel) =>
                client.CoreV1.CreateNamespacedPodAsync(made, place, cancellationToken: cancel),
            Read = (client, name, place, cancel) =>
                client.CoreV1.ReadNamespacedPodAsync(name, place, cancellationToken: cancel),
            Replace = (client, next, place, cancel) =>
                client.CoreV1.ReplaceNamespacedPodAsync(next, next.Metadata.Name, place, cancellationToken: cancel),
            Delete = (client, name, place, how, cancel) =>
                client.CoreV1.DeleteNamespacedPodAsync(name, place, how, cancellationToken: cancel),
            List = async (client, ask, cancel) =>
            {
                var page = await client.CoreV1.ListNamespacedPodAsync(
                    ask.Namespace,
                    continueParameter: ask.From,
                    labelSelector: ask.Selector,
                    limit: ask.Limit,
                    cancellationToken: cancel
                );
                return new(page.Items, page.Metadata);
            },
            Watch = (client, ask, cancel) =>
                Events(
                    client.CoreV1.WatchListNamespacedPodAsync(
                        ask.Namespace,
                        labelSelector: ask.Selector,
                        resourceVersion: ask.Since,
                        timeoutSeconds: ask.Seconds,
                        onError: ask.OnError,
                        cancellationToken: cancel
                    ),
                    cancel
                ),
        };

    /// <summary>What holds the data of an instance.</summary>
    public static Kind<V1PersistentVolumeClaim> Claims { get; } =
        new("PersistentVolumeClaim")
        {
            Create = (client, made, place, cancel) =>
                client.CoreV1.CreateNamespacedPersistentVolumeClaimAsync(made, place, cancellationToken: cancel),
            Read = (client, name, place, cancel) =>
                client.CoreV1.ReadNamespacedPersistentVolumeClaimAsync(name, place, cancellationToken: cancel),
            Replace = (client, next, place, cancel) =>
                client.CoreV1.ReplaceNamespacedPersistentVolumeClaimAsync(
                    next,
                    next.Metadata.Name,
                    place,
                    cancellationToken: cancel
                ),
            Delete = (client, name, place, how, cancel) =>
                client.CoreV1.DeleteNamespacedPersistentVolumeClaimAsync(name, place, how, cancellationToken: cancel),
            List = async (client, ask, cancel) =>
            {
                var page = await client.CoreV1.ListNamespacedPersistentVolumeClaimAsync(
                    ask.Namespace,
                    continueParameter: ask.From,
                    labelSelector: ask.Selector,
                    limit: ask.Limit,
                    cancellationToken: cancel
                );
                return new(page.Items, page.Metadata);
            },
            Watch = (client, ask, cancel) =>
                Events(
                    client.CoreV1.WatchListNamespacedPersistentVolumeClaimAsync(
                        ask.Namespace,
                        labelSelector: ask.Selector,
                        resourceVersion: ask.Since,
                        timeoutSeconds: ask.Seconds,
                        onError: ask.OnError,
                        cancellationToken: cancel
                    ),
                    cancel
                ),
        };

    /// <summary>Where an instance is reached.</summary>
    public static Kind<V1Service> Services { get; } =
        new("Service")
        {
            Create = (client, made, place, cancel) =>
                client.CoreV1.CreateNamespacedServiceAsync(made, place, cancellationToken: cancel),
            Read = (client, name, place, cancel) =>
                client.CoreV1.ReadNamespacedServiceAsync(name, place, cancellationToken: cancel),
            Replace = (client, next, place, cancel) =>
                client.CoreV1.ReplaceNamespacedServiceAsync(next, next.Metadata.Name, place, cancellationToken: cancel),
            Delete = (client, name, place, how, cancel) =>
                client.CoreV1.DeleteNamespacedServiceAsync(name, place, how, cancellationToken: cancel),
            List = async (client, ask, cancel) =>
            {
                var page = await client.CoreV1.ListNamespacedServiceAsync(
                    ask.Namespace,
                    continueParameter: ask.From,
                    labelSelector: ask.Selector,
                    limit: ask.Limit,
                    cancellationToken: cancel
                );
                return new(page.Items, page.Metadata);
            },
            Watch = (client, ask, cancel) =>
                Events(
                    client.CoreV1.WatchListNamespacedServiceAsync(
                        ask.Namespace,
                        labelSelector: ask.Selector,
                        resourceVersion: ask.Since,
                        timeoutSeconds: ask.Seconds,
                        onError: ask.OnError,
                        cancellationToken: cancel
                    ),
                    cancel
                ),
        };

    /// <summary>What a server is told in files.</summary>
    public static Kind<V1ConfigMap> Settings { get; } =
        new("ConfigMap")
        {
            Create = (client, made, place, cancel) =>
                client.CoreV1.CreateNamespacedConfigMapAsync(made, place, cancellationToken: cancel),
            Read = (client, name, place, cancel) =>
                client.CoreV1.ReadNamespacedConfigMapAsync(name, place, cancellationToken: cancel),
            Replace = (client, next, place, cancel) =>
                client.CoreV1.ReplaceNamespacedConfigMapAsync(
                    next,
                    next.Metadata.Name,
                    place,
                    cancellationToken: cancel
                ),
            Delete = (client, name, place, how, cancel) =>
                client.CoreV1.DeleteNamespacedConfigMapAsync(name, place, how, cancellationToken: cancel),
            List = async (client, ask, cancel) =>
            {
                var page = await client.CoreV1.ListNamespacedConfigMapAsync(
                    ask.Namespace,
                    continueParameter: ask.From,
                    labelSelector: ask.Selector,
                    limit: ask.Limit,
                    cancellationToken: cancel
                );
                return new(page.Items, page.Metadata);
            },
            Watch = (client, ask, cancel) =>
                Events(
                    client.CoreV1.WatchListNamespacedConfigMapAsync(
                        ask.Namespace,
                        labelSelector: ask.Selector,
                        resourceVersion: ask.Since,
                        timeoutSeconds: ask.Seconds,
                        onError: ask.OnError,
                        cancellationToken: cancel
                    ),
                    cancel
                ),
        };

    /// <summary>What nobody else is to read.</summary>
    public static Kind<V1Secret> Secrets { get; } =
        new("Secret")
        {
            Create = (client, made, place, cancel) =>
                client.CoreV1.CreateNamespacedSecretAsync(made, place, cancellationToken: cancel),
            Read = (client, name, place, cancel) =>
                client.CoreV1.ReadNamespacedSecretAsync(name, place, cancellationToken: cancel),
            Replace = (client, next, place, cancel) =>
                client.CoreV1.ReplaceNamespacedSecretAsync(next, next.Metadata.Name, place, cancellationToken: cancel),
            Delete = (client, name, place, how, cancel) =>
                client.CoreV1.DeleteNamespacedSecretAsync(name, place, how, cancellationToken: cancel),
            List = async (client, ask, cancel) =>
            {
                var page = await client.CoreV1.ListNamespacedSecretAsync(
                    ask.Namespace,
                    continueParameter: ask.From,
                    labelSelector: ask.Selector,
                    limit: ask.Limit,
                    cancellationToken: cancel
                );
                return new(page.Items, page.Metadata);
            },
            Watch = (client, ask, cancel) =>
                Events(
                    client.CoreV1.WatchListNamespacedSecretAsync(
                        ask.Namespace,
                        labelSelector: ask.Selector,
                        resourceVersion: ask.Since,
                        timeoutSeconds: ask.Seconds,
                        onError: ask.OnError,
                        cancellationToken: cancel
                    ),
                    cancel
                ),
        };

    /// <summary>What lets a server run.</summary>
    public static Kind<V1StatefulSet> StatefulSets { get; } =
        new("StatefulSet")
        {
            Create = (client, made, place, cancel) =>
                client.AppsV1.CreateNamespacedStatefulSetAsync(made, place, cancellationToken: cancel),
            Read = (client, name, place, cancel) =>
                client.AppsV1.ReadNamespacedStatefulSetAsync(name, place, cancellationToken: cancel),
            Replace = (client, next, place, cancel) =>
                client.AppsV1.ReplaceNamespacedStatefulSetAsync(
                    next,
                    next.Metadata.Name,
                    place,
                    cancellationToken: cancel
                ),
            Delete = (client, name, place, how, cancel) =>
                client.AppsV1.DeleteNamespacedStatefulSetAsync(name, place, how, cancellationToken: cancel),
            List = async (client, ask, cancel) =>
            {
                var page = await client.AppsV1.ListNamespacedStatefulSetAsync(
                    ask.Namespace,
                    continueParameter: ask.From,
                    labelSelector: ask.Selector,
                    limit: ask.Limit,
                    cancellationToken: cancel
                );
                return new(page.Items, page.Metadata);
            },
            Watch = (client, ask, cancel) =>
                Events(
                    client.AppsV1.WatchListNamespacedStatefulSetAsync(
                        ask.Namespace,
                        labelSelector: ask.Selector,
                        resourceVersion: ask.Since,
                        timeoutSeconds: ask.Seconds,
                        onError: ask.OnError,
                        cancellationToken: cancel
                    ),
                    cancel
                ),
        };

    /// <summary>Copies of volumes.</summary>
    public static Kind<VolumeSnapshot> Snapshots { get; } =
        new("VolumeSnapshot")
        {
            Create = (client, made, place, cancel) =>
                client.CustomObjects.CreateNamespacedCustomObjectAsync<VolumeSnapshot>(
                    made,
                    VolumeSnapshot.Group,
                    VolumeSnapshot.GroupVersion,
                    place,
                    VolumeSnapshot.Plural,
                    cancellationToken: cancel
                ),
            Read = (client, name, place, cancel) =>
                client.CustomObjects.GetNamespacedCustomObjectAsync<VolumeSnapshot>(
                    VolumeSnapshot.Group,
                    VolumeSnapshot.GroupVersion,
                    place,
                    VolumeSnapshot.Plural,
                    name,
                    cancel
                ),
            Replace = (client, next, place, cancel) =>
                client.CustomObjects.ReplaceNamespacedCustomObjectAsync<VolumeSnapshot>(
                    next,
                    VolumeSnapshot.Group,
                    VolumeSnapshot.GroupVersion,
                    place,
                    VolumeSnapshot.Plural,
                    next.Metadata.Name,
                    cancellationToken: cancel
                ),
            Delete = (client, name, place, how, cancel) =>
                client.CustomObjects.DeleteNamespacedCustomObjectAsync(
                    VolumeSnapshot.Group,
                    VolumeSnapshot.GroupVersion,
                    place,
                    VolumeSnapshot.Plural,
                    name,
                    how,
                    cancellationToken: cancel
                ),
            List = async (client, ask, cancel) =>
            {
                var page = await client.CustomObjects.ListNamespacedCustomObjectAsync<VolumeSnapshotList>(
                    VolumeSnapshot.Group,
                    VolumeSnapshot.GroupVersion,
                    ask.Namespace,
                    VolumeSnapshot.Plural,
                    continueParameter: ask.From,
                    labelSelector: ask.Selector,
                    limit: ask.Limit,
                    cancellationToken: cancel
                );
                return new(page.Items, page.Metadata);
            },
            Watch = (client, ask, cancel) =>
                Events(
                    client.CustomObjects.WatchListNamespacedCustomObjectAsync(
                        VolumeSnapshot.Group,
                        VolumeSnapshot.GroupVersion,
                        ask.Namespace,
                        VolumeSnapshot.Plural,
                        labelSelector: ask.Selector,
                        resourceVersion: ask.Since,
                        timeoutSeconds: ask.Seconds,
                        onError: ask.OnError,
                        cancellationToken: cancel
                    ),
                    cancel
                ),
        };

    private static async IAsyncEnumerable<WatchEventType> Events<T>(
        IAsyncEnumerable<(WatchEventType Type, T Item)> watched,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var (type, _) in watched.WithCancellation(cancel))
        {
            yield return type;
        }
    }
}
