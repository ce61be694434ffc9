using System.Security.Cryptography;
using System.Text;
using Duroxide;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>Makes and finds the objects of instances. Their data are made by the first pod.</summary>
internal sealed class Objects(
    KubernetesOptions options,
    ApiServer api,
    Marks marks,
    Manifests manifests,
    Snapshots snapshots
)
{
    /// <summary>Makes what an instance is. The StatefulSet comes last: where it stands, everything stands.</summary>
    public async Task LayDownAsync(ClusterSpec spec, InstanceName? follows, ImageName? image, CancellationToken cancel)
    {
        var name = spec.Name;
        if (
            await api.FindAsync(Kinds.StatefulSets, name.Value, cancel) is { Metadata.DeletionTimestamp: null }
            && await FindDataAsync(name, cancel) is not null
        )
        {
            return;
        }
        // A copy runs what it is a copy of.
        if (image is { } wanted)
        {
            spec = spec with { Runtime = await snapshots.GetRuntimeAsync(wanted, cancel) };
        }
        byte[]? key = null;
        if (follows is { } primary)
        {
            key = await KeyOfAsync(primary, cancel);
            spec = spec with { Runtime = Marks.ReadRuntime(await GetDataAsync(primary, cancel)) };
        }
        var secret = await api.EnsureAsync(Kinds.Secrets, manifests.Replication(name, key ?? NewKey()), cancel);
        await api.EnsureAsync(Kinds.Settings, manifests.Settings(spec), cancel);
        await api.EnsureAsync(Kinds.Services, manifests.Service(name), cancel);
        var claim = await api.EnsureAsync(Kinds.Claims, manifests.Claim(spec, follows, image), cancel);
        if (
            Marks.Note(claim, Marks.Source) != image?.Value
            || FollowedBy(claim) != follows
            || KeyIn(secret) is not { } own
            || !own.SequenceEqual(key ?? own)
        )
        {
            throw new NonRetryableException(
                $"{name} is half made of something else, or somebody changed its Secret. Delete it, and make it anew."
            );
        }
        await api.EnsureAsync(Kinds.StatefulSets, manifests.StatefulSet(spec, follows, replicas: 0), cancel);
    }

    private async Task<byte[]> KeyOfAsync(InstanceName primary, CancellationToken cancel)
    {
        if ((await LookAsync(primary, cancel)).State is not ObservedState.Ready)
        {
            throw new DriverException($"{primary} does not run. Start it and try again.");
        }
        var name = Manifests.ReplicationOf(primary);
        return await api.FindAsync(Kinds.Secrets, name, cancel) is { } secret && KeyIn(secret) is { } key
            ? key
            : throw new NonRetryableException(
                $"The Secret {name} is gone or empty, and nobody can follow {primary} without it. Restore {primary} from an image."
            );
    }

    private static byte[]? KeyIn(V1Secret secret) =>
        secret.Data?.TryGetValue("password", out var key) is true ? key : null;

    private static byte[] NewKey() =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));

    /// <summary>What an instance is, as its data note.</summary>
    public static ClusterSpec SpecOf(InstanceName instance, V1PersistentVolumeClaim claim) =>
        new(instance, Marks.ReadSize(claim)) { Runtime = Marks.ReadRuntime(claim) };

    public static InstanceName? FollowedBy(V1PersistentVolumeClaim claim) =>
        Marks.Note(claim, Marks.Follows) is { } primary ? InstanceName.Parse(primary) : null;

    public async Task<V1PersistentVolumeClaim?> FindDataAsync(InstanceName instance, CancellationToken cancel) =>
        await api.FindAsync(Kinds.Claims, instance.Value, cancel) is { Metadata.DeletionTimestamp: null } claim
            ? claim
            : null;

    public async Task<V1PersistentVolumeClaim> GetDataAsync(InstanceName instance, CancellationToken cancel) =>
        await FindDataAsync(instance, cancel)
        ?? throw new NonRetryableException(
            $"{instance} has no data in {options.Namespace}. Restore it from an image, or delete it."
        );

    public async Task<IReadOnlyList<V1Pod>> PodsAsync(InstanceName instance, CancellationToken cancel) =>
        (await api.ListAsync(Kinds.Pods, marks.Of(instance), cancel)).Items;

    /// <summary>Looks at an instance.</summary>
    public async Task<Sight> LookAsync(InstanceName instance, CancellationToken cancel) =>
        new(
            await api.FindAsync(Kinds.Claims, instance.Value, cancel),
            await api.FindAsync(Kinds.StatefulSets, instance.Value, cancel),
            Service: null,
            await PodsAsync(instance, cancel)
        );
}
