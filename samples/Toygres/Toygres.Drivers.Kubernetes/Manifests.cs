using System.Reflection;
using k8s;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>Writes down what an instance is in a cluster. None of it holds a password but the Secret.</summary>
internal sealed class Manifests(KubernetesOptions options, Marks marks)
{
    public const int Port = 5432;
    public const string Container = "postgres";

    /// <summary>Where the sockets of a server are, in its pod.</summary>
    public const string Sockets = "/run/toygres";

    private const string SettingsFolder = "/etc/toygres";
    private const string ReplicationFolder = "/etc/toygres-replication";
    private const string DataFolder = "/data";
    private const string FollowsVariable = "FOLLOWS";

    // A server needs some memory beside its shared buffers, and for each session.
    private const int OwnMegabytes = 128;
    private const int MegabytesEach = 4;

    /// <summary>The name of the secret that a replica shows to the one that it follows.</summary>
    public static string ReplicationOf(InstanceName instance) => $"{instance}-replication";

    public V1Secret Replication(InstanceName instance, byte[] password) =>
        new()
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Metadata = marks.Begin(ReplicationOf(instance), instance),
            Type = "Opaque",
            Immutable = true,
            Data = new Dictionary<string, byte[]> { ["password"] = password },
        };

    /// <summary>What a server reads when it starts.</summary>
    public V1ConfigMap Settings(ClusterSpec spec) =>
        new()
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = marks.Begin(spec.Name.Value, spec.Name),
            Data = new Dictionary<string, string>
            {
                ["start.sh"] = Read("start.sh"),
                ["pg_hba.conf"] = Read("pg_hba.conf"),
                ["pg_ident.conf"] = "# Nobody has another name.\n",
                ["postgresql.conf"] = $"""
                    # Written by toygres, and written anew when the instance is resized.
                    listen_addresses = '*'
                    max_connections = {spec.Size.Connections}
                    shared_buffers = '{spec.Size.MemoryMegabytes}MB'
                    password_encryption = 'scram-sha-256'
                    log_statement = 'none'
                    wal_level = replica
                    hot_standby = on
                    max_wal_senders = 10
                    wal_keep_size = '64MB'
                    {Preload(spec.Runtime?.Kind ?? RuntimeKind.Stock)}

                    """,
            },
        };

    // The extension runs within the server, and as its only user here.
    private static string Preload(RuntimeKind kind) =>
        kind switch
        {
            RuntimeKind.Stock => "",
            RuntimeKind.PgDurable =>
                "shared_preload_libraries = 'pg_durable'\npg_durable.enable_superuser_instances = on",
            _ => throw new InvalidOperationException($"There is no kind {kind}."),
        };

    public V1Service Service(InstanceName instance) =>
        new()
        {
            ApiVersion = "v1",
            Kind = "Service",
            Metadata = marks.Begin(instance.Value, instance),
            Spec = new V1ServiceSpec
            {
                Type = options.HasOutsideAddress ? "LoadBalancer" : "ClusterIP",
                Selector = new Dictionary<string, string> { [Marks.InstanceLabel] = instance.Value },
                Ports =
                [
                    new V1ServicePort
                    {
                        Name = Container,
                        Port = Port,
                        TargetPort = Port,
                    },
                ],
            },
        };

    /// <summary>The volume of an instance, empty or a copy of a snapshot. One pod at a time can have it.</summary>
    public V1PersistentVolumeClaim Claim(ClusterSpec spec, InstanceName? follows, ImageName? image)
    {
        var claim = new V1PersistentVolumeClaim
        {
            ApiVersion = "v1",
            Kind = "PersistentVolumeClaim",
            Metadata = marks.Begin(spec.Name.Value, spec.Name),
            Spec = new V1PersistentVolumeClaimSpec
            {
                AccessModes = ["ReadWriteOncePod"],
                StorageClassName = options.StorageClass,
                Resources = new V1VolumeResourceRequirements { Requests = Storage(spec.Size) },
            },
        };
        claim.Metadata.Annotations[Marks.Version] = options.Version;
        claim.Metadata.Annotations[Marks.Size] = Marks.Write(spec.Size);
        if (spec.Runtime is { } runtime)
        {
            claim.Metadata.Annotations[Marks.Runtime] = Marks.Write(runtime);
        }
        if (follows is { } primary)
        {
            claim.Metadata.Annotations[Marks.Follows] = primary.Value;
        }
        if (image is { } snapshot)
        {
            claim.Metadata.Annotations[Marks.Source] = snapshot.Value;
            claim.Spec.DataSource = new V1TypedLocalObjectReference
            {
                ApiGroup = VolumeSnapshot.Group,
                Kind = "VolumeSnapshot",
                Name = snapshot.Value,
            };
        }
        return claim;
    }

    /// <summary>How much a volume stores.</summary>
    public static IDictionary<string, ResourceQuantity> Storage(InstanceSize size) =>
        new Dictionary<string, ResourceQuantity> { ["storage"] = new($"{size.StorageGigabytes}Gi") };

    /// <summary>What runs the server. A change of it counts from the next start, and ends nothing that runs.</summary>
    public V1StatefulSet StatefulSet(ClusterSpec spec, InstanceName? follows, int replicas)
    {
        var name = spec.Name;
        var meta = marks.Begin(name.Value, name);
        if (follows is { } primary)
        {
            meta.Annotations[Marks.Follows] = primary.Value;
        }
        return new V1StatefulSet
        {
            ApiVersion = "apps/v1",
            Kind = "StatefulSet",
            Metadata = meta,
            Spec = new V1StatefulSetSpec
            {
                ServiceName = name.Value,
                Replicas = replicas,
                Selector = new V1LabelSelector { MatchLabels = marks.Begin(name.Value, name).Labels },
                UpdateStrategy = new V1StatefulSetUpdateStrategy { Type = "OnDelete" },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = marks.Begin(name.Value, name).Labels },
                    Spec = Pod(spec, follows),
                },
            },
        };
    }

    /// <summary>Lets an object say that its instance follows nobody any more.</summary>
    public static void Lead(V1StatefulSet set)
    {
        set.Metadata.Annotations.Remove(Marks.Follows);
        var container = set.Spec.Template.Spec.Containers[0];
        container.Env = [.. container.Env.Where(variable => variable.Name != FollowsVariable)];
    }

    /// <summary>Lets the next pod have another size.</summary>
    public static void Resize(V1StatefulSet set, InstanceSize size) =>
        set.Spec.Template.Spec.Containers[0].Resources = Resources(size);

    private V1PodSpec Pod(ClusterSpec spec, InstanceName? follows) =>
        new()
        {
            TerminationGracePeriodSeconds = 120,
            AutomountServiceAccountToken = false,
            SecurityContext = new V1PodSecurityContext
            {
                RunAsUser = options.User,
                RunAsGroup = options.User,
                FsGroup = options.User,
                RunAsNonRoot = true,
            },
            Containers = [Server(spec, follows)],
            Volumes =
            [
                Volume("data", claim: spec.Name.Value),
                new V1Volume
                {
                    Name = "settings",
                    ConfigMap = new V1ConfigMapVolumeSource { Name = spec.Name.Value },
                },
                new V1Volume
                {
                    Name = "replication",
                    Secret = new V1SecretVolumeSource
                    {
                        SecretName = ReplicationOf(spec.Name),
                        DefaultMode = 0b100_100_000,
                        // What was made once runs without it: it is for those who follow.
                        Optional = true,
                    },
                },
                new V1Volume { Name = "sockets", EmptyDir = new V1EmptyDirVolumeSource() },
            ],
        };

    private V1Container Server(ClusterSpec spec, InstanceName? follows)
    {
        var variables = new List<V1EnvVar>
        {
            Variable("NAME", spec.Name.Value),
            Variable("PGDATA", $"{DataFolder}/cluster"),
            Variable("SETTINGS", SettingsFolder),
            Variable("SOCKETS", Sockets),
            Variable("REPLICATION", ReplicationFolder),
        };
        if (follows is { } primary)
        {
            variables.Add(Variable(FollowsVariable, primary.Value));
        }
        return new V1Container
        {
            Name = Container,
            Image = spec.Runtime?.Reference ?? options.ContainerImage,
            Command = ["sh", $"{SettingsFolder}/start.sh"],
            Env = variables,
            Ports = [new V1ContainerPort { Name = Container, ContainerPort = Port }],
            Resources = Resources(spec.Size),
            ReadinessProbe = new V1Probe
            {
                Exec = new V1ExecAction { Command = ["pg_isready", "-q", "-h", Sockets] },
                PeriodSeconds = 2,
                FailureThreshold = 2,
            },
            SecurityContext = new V1SecurityContext { AllowPrivilegeEscalation = false },
            VolumeMounts =
            [
                Mount("data", DataFolder),
                Mount("settings", SettingsFolder),
                Mount("replication", ReplicationFolder),
                Mount("sockets", Sockets),
            ],
        };
    }

    private static V1ResourceRequirements Resources(InstanceSize size) =>
        new()
        {
            Requests = new Dictionary<string, ResourceQuantity>
            {
                ["memory"] = new($"{size.MemoryMegabytes + OwnMegabytes + size.Connections * MegabytesEach}Mi"),
            },
        };

    private static V1Volume Volume(string name, string claim) =>
        new()
        {
            Name = name,
            PersistentVolumeClaim = new V1PersistentVolumeClaimVolumeSource { ClaimName = claim },
        };

    private static V1VolumeMount Mount(string name, string folder) => new() { Name = name, MountPath = folder };

    private static V1EnvVar Variable(string name, string value) => new() { Name = name, Value = value };

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
