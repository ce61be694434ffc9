using System.Security.Cryptography;
using System.Text;
using Duroxide;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>
/// Makes, finds and takes away images: snapshots of volumes. One is as the disk of a server that lost its power, which PostgreSQL
/// recovers from, since data and write-ahead log lie in one volume.
/// </summary>
internal sealed class Snapshots(KubernetesOptions options, ApiServer api, Marks marks)
{
    public async Task<ImageFacts> MakeAsync(
        InstanceName source,
        RuntimeImage? runtime,
        ImageName image,
        CancellationToken cancel
    )
    {
        var snapshot = await api.EnsureAsync(Kinds.Snapshots, Describe(source, runtime, image), cancel);
        if (snapshot.Status?.IsReady is not true)
        {
            await api.WaitAsync(
                Kinds.Snapshots,
                marks.All,
                all =>
                    (snapshot = all.FirstOrDefault(one => one.Metadata.Name == image.Value) ?? snapshot).Status
                        is { IsReady: true }
                            or { Error: not null },
                cancel
            );
        }
        return Facts(snapshot)
            ?? throw new DriverException(
                $"The image {image} of {source} is not made yet: {snapshot.Status?.Error?.Message ?? "the cluster is still at it."} Try again."
            );
    }

    /// <summary>Finds the runtime image of an image that a volume can be made of; null for that of the driver.</summary>
    public async Task<RuntimeImage?> GetRuntimeAsync(ImageName image, CancellationToken cancel)
    {
        var found = await api.FindAsync(Kinds.Snapshots, image.Value, cancel);
        if (found is not { Metadata.DeletionTimestamp: null } || Facts(found) is not { Version: var version })
        {
            throw new NonRetryableException(
                $"There is no image {image} in {options.Namespace} that is whole. Choose another one."
            );
        }
        return version == options.Version
            ? Marks.ReadRuntime(found)
            : throw new NonRetryableException(
                $"The image {image} is of PostgreSQL {version}, and {options.Version} is what the driver runs. Choose another image."
            );
    }

    public async Task RemoveAsync(ImageName image, CancellationToken cancel)
    {
        await api.DeleteAsync(Kinds.Snapshots, image.Value, cancel);
        var isGone = await api.WaitAsync(
            Kinds.Snapshots,
            marks.All,
            all => all.All(one => one.Metadata.Name != image.Value),
            cancel
        );
        if (!isGone)
        {
            throw new DriverException(
                $"The image {image} is still on its way out. A volume may be made of it; try again."
            );
        }
    }

    private VolumeSnapshot Describe(InstanceName source, RuntimeImage? runtime, ImageName image)
    {
        var snapshot = new VolumeSnapshot
        {
            Metadata = marks.Begin(image.Value),
            Spec = new SnapshotSpec
            {
                Class = options.SnapshotClass,
                Source = new SnapshotSource { Claim = source.Value },
            },
        };
        snapshot.Metadata.Annotations[Marks.Source] = source.Value;
        snapshot.Metadata.Annotations[Marks.Version] = options.Version;
        if (runtime is not null)
        {
            snapshot.Metadata.Annotations[Marks.Runtime] = Marks.Write(runtime);
        }
        return snapshot;
    }

    // A snapshot has no checksum of its content. Its own is over what the cluster keeps it under: another one has another.
    private static ImageFacts? Facts(VolumeSnapshot snapshot) =>
        snapshot.Status is { IsReady: true, Content: { } content, RestoreSize: { } size }
        && Marks.Note(snapshot, Marks.Source) is { } source
            ? new ImageFacts(
                InstanceName.Parse(source),
                Marks.Note(snapshot, Marks.Version) ?? "",
                (long)new ResourceQuantity(size).ToDecimal(),
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))
            )
            : null;
}
