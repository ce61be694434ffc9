using k8s;
using k8s.Exceptions;
using Toygres.Drivers.Kubernetes;
using Toygres.Drivers.Local;

namespace Toygres.Server;

/// <summary>What runs the instances. Another driver is another line here.</summary>
/// <param name="Driver">The driver.</param>
/// <param name="Secrets">Where it keeps passwords.</param>
public sealed record Machines(IDriver Driver, ISecretStore Secrets)
{
    /// <summary>The way into the servers; null for the one over the network.</summary>
    public ISessions? Sessions { get; init; }

    /// <summary>Opens the driver that is asked for.</summary>
    /// <exception cref="StartException">It cannot be opened here; the text says what to install.</exception>
    public static Machines Open(ServerOptions options) =>
        options.Driver switch
        {
            "local" => Local(options),
            "kubernetes" => Kubernetes(options.Kubernetes),
            var other => throw new StartException($"There is no driver '{other}'. There are: local, kubernetes."),
        };

    // The cluster is that of the pod, or of the kubeconfig of who runs this.
    private static Machines Kubernetes(KubernetesOptions options)
    {
        try
        {
            var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildDefaultConfig());
            var secrets = new KubernetesSecrets(client, options);
            return new Machines(new KubernetesDriver(client, options, secrets), secrets);
        }
        catch (Exception error) when (error is KubeConfigException or ArgumentException or IOException)
        {
            throw new StartException($"The cluster cannot be reached: {error.Message}", error);
        }
    }

    private static Machines Local(ServerOptions options)
    {
        var local = new LocalOptions(Path.GetFullPath(options.Root))
        {
            Programs = options.Programs,
            Packages = options.Packages,
            FirstPort = options.FirstPort,
            Ports = options.Ports,
            IsDurable = options.IsDurable,
        };
        try
        {
            var secrets = new LocalSecrets(local);
            return new Machines(new LocalDriver(local, secrets), secrets);
        }
        catch (Exception error)
            when (error
                    is InvalidOperationException
                        or ArgumentException
                        or PlatformNotSupportedException
                        or UnauthorizedAccessException
                        or IOException
            )
        {
            throw new StartException(error.Message, error);
        }
    }
}
