using System.Net.WebSockets;
using System.Text;
using k8s;
using k8s.Autorest;

namespace Toygres.Drivers.Kubernetes;

/// <summary>
/// Runs statements in the pod of a server, as the user of the server and so without a password. They go in as input, for the
/// arguments of a program stand in the audit log of the cluster.
/// </summary>
internal sealed class PodCommands(IKubernetes client, KubernetesOptions options)
{
    private static readonly string[] Psql =
    [
        "psql",
        "-X",
        "-q",
        "-A",
        "-t",
        "-v",
        "ON_ERROR_STOP=1",
        "-h",
        Manifests.Sockets,
        "-U",
        Endpoint.User,
        "-d",
        Endpoint.Database,
    ];

    /// <summary>Runs statements, and gives what they printed.</summary>
    public async Task<string> RunAsync(InstanceName instance, string pod, string statements, CancellationToken cancel)
    {
        var (output, error) = ("", "");
        try
        {
            var code = await client.NamespacedPodExecAsync(
                pod,
                options.Namespace,
                Manifests.Container,
                Psql,
                tty: false,
                async (input, said, complained) =>
                {
                    // The input has no end that the program could see.
                    await input.WriteAsync(Encoding.UTF8.GetBytes($"{statements}\n\\q\n"), cancel);
                    await input.FlushAsync(cancel);
                    var all = await Task.WhenAll(ReadAsync(said, cancel), ReadAsync(complained, cancel));
                    (output, error) = (all[0].Trim(), all[1].Trim());
                },
                cancel
            );
            return code == 0
                ? output
                : throw new DriverException($"{instance} refused a statement: psql ended with {code}. {error}");
        }
        catch (Exception broken)
            when (broken
                    is WebSocketException
                        or HttpOperationException
                        or HttpRequestException
                        or KubernetesException
                        or IOException
            )
        {
            throw new DriverException(
                $"No program could be run in the pod {pod} of {instance}: {broken.Message} {error}",
                broken
            );
        }
    }

    private static async Task<string> ReadAsync(Stream from, CancellationToken cancel)
    {
        using var reader = new StreamReader(from, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }
}
