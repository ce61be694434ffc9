using System.Text;
using Duroxide;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>
/// Runs PostgreSQL servers in a cluster of Kubernetes. An instance is a StatefulSet of one pod, a Service, a ConfigMap, a Secret and
/// a volume. Each call asks for what is wanted, in an order that lets another worker go on after any request; two that change one
/// object at a time are told apart by its version. It remembers nothing: everything is read from the cluster.
/// </summary>
public sealed class KubernetesDriver : IDriver
{
    private readonly KubernetesOptions options;
    private readonly IKubernetes client;
    private readonly ISecretStore secrets;
    private readonly Marks marks;
    private readonly ApiServer api;
    private readonly Manifests manifests;
    private readonly Snapshots snapshots;
    private readonly Objects objects;
    private readonly PodCommands commands;

    /// <summary>Works in the namespace of a cluster that a client reaches.</summary>
    public KubernetesDriver(IKubernetes client, KubernetesOptions options, ISecretStore secrets)
    {
        this.client = client;
        this.options = options;
        this.secrets = secrets;
        marks = new Marks(options);
        api = new ApiServer(client, options, marks);
        manifests = new Manifests(options, marks);
        snapshots = new Snapshots(options, api, marks);
        objects = new Objects(options, api, marks, manifests, snapshots);
        commands = new PodCommands(client, options);
    }

    /// <inheritdoc/>
    public bool RunsImages => true;

    /// <inheritdoc/>
    public Task ProvisionAsync(ClusterSpec spec, CancellationToken cancellationToken) =>
        objects.LayDownAsync(spec, follows: null, image: null, cancellationToken);

    /// <inheritdoc/>
    public Task RestoreAsync(ClusterSpec spec, ImageName image, CancellationToken cancellationToken) =>
        objects.LayDownAsync(spec, follows: null, image, cancellationToken);

    /// <inheritdoc/>
    public Task ReplicateAsync(ClusterSpec spec, InstanceName primary, CancellationToken cancellationToken) =>
        objects.LayDownAsync(spec, primary, image: null, cancellationToken);

    /// <inheritdoc/>
    public async Task StartAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        var claim = await objects.GetDataAsync(instance, cancellationToken);
        var spec = Objects.SpecOf(instance, claim);
        // Somebody may have taken a part of it away.
        await api.EnsureAsync(Kinds.Settings, manifests.Settings(spec), cancellationToken);
        await api.EnsureAsync(Kinds.Services, manifests.Service(instance), cancellationToken);
        var set = await api.EnsureAsync(
            Kinds.StatefulSets,
            manifests.StatefulSet(spec, Objects.FollowedBy(claim), replicas: 1),
            cancellationToken
        );
        if (Marks.Note(set, Marks.Fenced) is not null)
        {
            throw new NonRetryableException(
                $"{instance} is fenced, because another one takes its place. Start it by an operation of its own, or delete it."
            );
        }
        if (set.Spec.Replicas != 1)
        {
            set.Spec.Replicas = 1;
            // It does not get by a fence that came meanwhile: the set is another one since it was read.
            await api.ReplaceAsync(Kinds.StatefulSets, set, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        var set = await api.FindAsync(Kinds.StatefulSets, instance.Value, cancellationToken);
        if (set is null)
        {
            await DeletePodsAsync(instance, cancellationToken);
        }
        else if (set.Spec.Replicas != 0)
        {
            set.Spec.Replicas = 0;
            await api.ReplaceAsync(Kinds.StatefulSets, set, cancellationToken);
        }
        await AwaitEndAsync(instance, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task FenceAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        var set = await api.FindAsync(Kinds.StatefulSets, instance.Value, cancellationToken);
        var claim = set is null ? await objects.FindDataAsync(instance, cancellationToken) : null;
        // What has lost both cannot be started anyhow.
        if (set is null && claim is not null)
        {
            var spec = Objects.SpecOf(instance, claim);
            var wanted = manifests.StatefulSet(spec, Objects.FollowedBy(claim), replicas: 0);
            wanted.Metadata.Annotations[Marks.Fenced] = "true";
            set = await api.EnsureAsync(Kinds.StatefulSets, wanted, cancellationToken);
        }
        if (set is null)
        {
            await DeletePodsAsync(instance, cancellationToken);
        }
        else if (Marks.Note(set, Marks.Fenced) is null || set.Spec.Replicas != 0)
        {
            set.Metadata.Annotations ??= new Dictionary<string, string>();
            set.Metadata.Annotations[Marks.Fenced] = "true";
            set.Spec.Replicas = 0;
            await api.ReplaceAsync(Kinds.StatefulSets, set, cancellationToken);
        }
        await AwaitEndAsync(instance, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task UnfenceAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        var set = await api.FindAsync(Kinds.StatefulSets, instance.Value, cancellationToken);
        if (set?.Metadata.Annotations?.Remove(Marks.Fenced) is true)
        {
            await api.ReplaceAsync(Kinds.StatefulSets, set, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<ObservedState> CheckAsync(InstanceName instance, CancellationToken cancellationToken) =>
        (await objects.LookAsync(instance, cancellationToken)).State;

    /// <inheritdoc/>
    public async Task<Endpoint> GetEndpointAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        await objects.GetDataAsync(instance, cancellationToken);
        var service = await api.EnsureAsync(Kinds.Services, manifests.Service(instance), cancellationToken);
        if (!options.HasOutsideAddress)
        {
            return new Endpoint($"{instance}.{options.Namespace}.svc.{options.Domain}", Manifests.Port);
        }
        var outside = service.Status?.LoadBalancer?.Ingress?.FirstOrDefault();
        return (outside?.Hostname ?? outside?.Ip) is { } host
            ? new Endpoint(host, Manifests.Port)
            : throw new DriverException($"{instance} has no address outside of the cluster yet. Try again.");
    }

    /// <inheritdoc/>
    public async Task ResizeAsync(ClusterSpec spec, CancellationToken cancellationToken)
    {
        var claim = await objects.GetDataAsync(spec.Name, cancellationToken);
        spec = spec with { Runtime = Marks.ReadRuntime(claim) };
        var settings = await api.EnsureAsync(Kinds.Settings, manifests.Settings(spec), cancellationToken);
        settings.Data = manifests.Settings(spec).Data;
        await api.ReplaceAsync(Kinds.Settings, settings, cancellationToken);
        if (await api.FindAsync(Kinds.StatefulSets, spec.Name.Value, cancellationToken) is { } set)
        {
            Manifests.Resize(set, spec.Size);
            await api.ReplaceAsync(Kinds.StatefulSets, set, cancellationToken);
        }
        // A volume grows, and never shrinks.
        if (Marks.ReadSize(claim).StorageGigabytes < spec.Size.StorageGigabytes)
        {
            claim.Spec.Resources.Requests = Manifests.Storage(spec.Size);
        }
        claim.Metadata.Annotations ??= new Dictionary<string, string>();
        claim.Metadata.Annotations[Marks.Size] = Marks.Write(spec.Size);
        await api.ReplaceAsync(Kinds.Claims, claim, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task SetPasswordAsync(
        InstanceName instance,
        SecretReference password,
        CancellationToken cancellationToken
    )
    {
        var secret =
            await secrets.FindAsync(password, cancellationToken)
            ?? throw new NonRetryableException(
                $"There is no secret {password.Name} for {instance}. Rotate its password."
            );
        var pod = await GetPodAsync(instance, cancellationToken);
        var statement = $"ALTER ROLE {Endpoint.User} PASSWORD '{Verifier.Of(secret)}';";
        await commands.RunAsync(instance, pod, statement, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task PromoteAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        var set =
            await api.FindAsync(Kinds.StatefulSets, instance.Value, cancellationToken)
            ?? throw new NonRetryableException($"{instance} is not there. Restore it from an image, or delete it.");
        if (Marks.Note(set, Marks.Follows) is not null)
        {
            await LeadAsync(instance, set, cancellationToken);
        }
        // Its data say what a set is made of anew, so that they are told even when the set was told by who died then.
        if (
            await objects.FindDataAsync(instance, cancellationToken) is { } claim
            && claim.Metadata.Annotations?.Remove(Marks.Follows) is true
        )
        {
            await api.ReplaceAsync(Kinds.Claims, claim, cancellationToken);
        }
    }

    private async Task LeadAsync(InstanceName instance, V1StatefulSet set, CancellationToken cancel)
    {
        var pod = await GetPodAsync(instance, cancel);
        var wait = (int)options.Patience.TotalSeconds;
        // One that writes already was promoted by who died before it could say so.
        var statement = $"SELECT CASE WHEN pg_is_in_recovery() THEN pg_promote(true, {wait}) ELSE true END;";
        if (await commands.RunAsync(instance, pod, statement, cancel) is not "t")
        {
            throw new DriverException(
                $"{instance} was told to write, and still follows after {wait} seconds. Try again."
            );
        }
        Manifests.Lead(set);
        await api.ReplaceAsync(Kinds.StatefulSets, set, cancel);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        var name = instance.Value;
        await api.DeleteAsync(Kinds.StatefulSets, name, cancellationToken);
        await DeletePodsAsync(instance, cancellationToken);
        await api.DeleteAsync(Kinds.Services, name, cancellationToken);
        await api.DeleteAsync(Kinds.Settings, name, cancellationToken);
        await api.DeleteAsync(Kinds.Secrets, Manifests.ReplicationOf(instance), cancellationToken);
        await api.DeleteAsync(Kinds.Claims, name, cancellationToken);
        await AwaitEndAsync(instance, cancellationToken);
        if (!await api.WaitAsync(Kinds.Claims, marks.Of(instance), claims => claims.Count == 0, cancellationToken))
        {
            throw new DriverException($"The data of {instance} are still on their way out of the cluster. Try again.");
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> TailLogAsync(
        InstanceName instance,
        int lines,
        CancellationToken cancellationToken
    )
    {
        // Before its container runs there is nothing to read.
        if (await objects.PodsAsync(instance, cancellationToken) is not [{ Status.Phase: not "Pending" } pod, ..])
        {
            return [];
        }
        try
        {
            await using var log = await api.CallAsync(
                $"read the log of {pod.Metadata.Name}",
                () =>
                    client.CoreV1.ReadNamespacedPodLogAsync(
                        pod.Metadata.Name,
                        options.Namespace,
                        container: Manifests.Container,
                        tailLines: lines,
                        cancellationToken: cancellationToken
                    ),
                cancellationToken
            );
            using var reader = new StreamReader(log, Encoding.UTF8);
            var text = await reader.ReadToEndAsync(cancellationToken);
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (HttpOperationException gone) when (gone.Response.StatusCode is System.Net.HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public async Task<ImageFacts> BackUpAsync(
        InstanceName instance,
        ImageName image,
        CancellationToken cancellationToken
    )
    {
        var claim = await objects.GetDataAsync(instance, cancellationToken);
        return await snapshots.MakeAsync(instance, Marks.ReadRuntime(claim), image, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteImageAsync(ImageName image, CancellationToken cancellationToken) =>
        snapshots.RemoveAsync(image, cancellationToken);

    /// <inheritdoc/>
    public async Task<Inventory> InventoryAsync(CancellationToken cancellationToken)
    {
        var claims = await HeldAsync(Kinds.Claims, cancellationToken);
        var sets = await HeldAsync(Kinds.StatefulSets, cancellationToken);
        var services = await HeldAsync(Kinds.Services, cancellationToken);
        var pods = await HeldAsync(Kinds.Pods, cancellationToken);
        var settings = await HeldAsync(Kinds.Settings, cancellationToken);
        var keys = await HeldAsync(Kinds.Secrets, cancellationToken);
        var images = (await api.ListAsync(Kinds.Snapshots, marks.All, cancellationToken)).Items;
        var names = new[] { Names(claims), Names(sets), Names(services), Names(pods), Names(settings), Names(keys) }
            .SelectMany(held => held)
            .Distinct()
            .Order();
        return new Inventory(
            [
                .. from name in names
                let sight = new Sight(
                    claims[name].FirstOrDefault(),
                    sets[name].FirstOrDefault(),
                    services[name].FirstOrDefault(),
                    [.. pods[name]]
                )
                select new ObservedInstance(name, sight.State, sight.Port),
            ],
            [.. images.Select(image => image.Metadata.Name).Order().Select(ImageName.TryParse).OfType<ImageName>()]
        );
    }

    private async Task<string> GetPodAsync(InstanceName instance, CancellationToken cancel) =>
        await objects.PodsAsync(instance, cancel) is [var pod, ..]
            ? pod.Metadata.Name
            : throw new DriverException($"{instance} does not run. Start it and try again.");

    // Somebody may have taken a set away, and have left its pod.
    private async Task DeletePodsAsync(InstanceName instance, CancellationToken cancel)
    {
        foreach (var pod in await objects.PodsAsync(instance, cancel))
        {
            await api.DeleteAsync(Kinds.Pods, pod.Metadata.Name, cancel);
        }
    }

    private async Task AwaitEndAsync(InstanceName instance, CancellationToken cancel)
    {
        if (!await api.WaitAsync(Kinds.Pods, marks.Of(instance), pods => pods.Count == 0, cancel))
        {
            throw new DriverException(
                $"{instance} does not stop: its pod is still there after {options.Patience}. Try again."
            );
        }
    }

    private async Task<ILookup<InstanceName?, T>> HeldAsync<T>(Kind<T> kind, CancellationToken cancel)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (await api.ListAsync(kind, marks.OfInstances, cancel)).Items.ToLookup(found => Marks.InstanceOf(found));

    private static IEnumerable<InstanceName> Names<T>(ILookup<InstanceName?, T> held) =>
        held.Select(group => group.Key).OfType<InstanceName>();
}
