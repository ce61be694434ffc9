using System.Text.Json;
using Duroxide;
using k8s;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>
/// The labels that say an object is ours, and what it belongs to. They are there from the first moment on. An object without them
/// is never touched.
/// </summary>
internal sealed class Marks(KubernetesOptions options)
{
    public const string InstanceLabel = "toygres.io/instance";

    /// <summary>Says that an instance may not be started. It stands on what starts it, so that both change in one step.</summary>
    public const string Fenced = "toygres.io/fenced";

    public const string Follows = "toygres.io/follows";
    public const string Source = "toygres.io/source";
    public const string Version = "toygres.io/version";
    public const string Runtime = "toygres.io/runtime";
    public const string Size = "toygres.io/size";

    private const string ManagerLabel = "app.kubernetes.io/managed-by";
    private const string FleetLabel = "toygres.io/fleet";
    private const string Manager = "toygres";

    /// <summary>Selects all objects of the fleet.</summary>
    public string All => $"{ManagerLabel}={Manager},{FleetLabel}={options.Fleet}";

    /// <summary>Selects the objects of all instances, which passwords and images are not.</summary>
    public string OfInstances => $"{All},{InstanceLabel}";

    /// <summary>Selects the objects of one instance.</summary>
    public string Of(InstanceName instance) => $"{All},{InstanceLabel}={instance}";

    /// <summary>The beginning of an object of an instance.</summary>
    public V1ObjectMeta Begin(string name, InstanceName instance) => Begin(name, (InstanceLabel, instance.Value));

    /// <summary>The beginning of an object that belongs to no instance.</summary>
    public V1ObjectMeta Begin(string name, params (string Label, string Value)[] more)
    {
        var meta = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = options.Namespace,
            Labels = new Dictionary<string, string> { [ManagerLabel] = Manager, [FleetLabel] = options.Fleet },
            Annotations = new Dictionary<string, string>(),
        };
        foreach (var (label, value) in more)
        {
            meta.Labels[label] = value;
        }
        return meta;
    }

    /// <summary>Gives the object back, or refuses it, for it is not ours.</summary>
    public T Ours<T>(T found)
        where T : IKubernetesObject<V1ObjectMeta> =>
        Label(found, ManagerLabel) == Manager && Label(found, FleetLabel) == options.Fleet
            ? found
            : throw new NonRetryableException(
                $"The {found.Kind ?? typeof(T).Name} {found.Metadata.Name} in {options.Namespace} has no labels of the fleet {options.Fleet}: it is not ours, and stays as it is. Delete or rename it, and try again."
            );

    /// <summary>The instance that an object belongs to; null for none, or for a name that is none.</summary>
    public static InstanceName? InstanceOf(IMetadata<V1ObjectMeta> found) =>
        Label(found, InstanceLabel) is { } name ? InstanceName.TryParse(name) : null;

    public static string? Note(IMetadata<V1ObjectMeta> found, string annotation) =>
        found.Metadata.Annotations?.TryGetValue(annotation, out var value) is true ? value : null;

    public static string Write(RuntimeImage runtime) => JsonSerializer.Serialize(runtime);

    /// <summary>The runtime image that an object notes; null for that of the driver.</summary>
    public static RuntimeImage? ReadRuntime(IMetadata<V1ObjectMeta> found) =>
        Note(found, Runtime) is { } text ? JsonSerializer.Deserialize<RuntimeImage>(text) : null;

    public static string Write(InstanceSize size) => JsonSerializer.Serialize(size);

    /// <summary>The size that an object notes.</summary>
    public static InstanceSize ReadSize(IMetadata<V1ObjectMeta> found) =>
        Note(found, Size) is { } text ? JsonSerializer.Deserialize<InstanceSize>(text)! : new InstanceSize();

    private static string? Label(IMetadata<V1ObjectMeta> found, string label) =>
        found.Metadata.Labels?.TryGetValue(label, out var value) is true ? value : null;
}
