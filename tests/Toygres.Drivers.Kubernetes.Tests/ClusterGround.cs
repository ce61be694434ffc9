using System.Text.Json.Nodes;
using k8s;
using Toygres.Drivers.Kubernetes;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>A cluster of its own for one test, and drivers of it.</summary>
internal sealed class ClusterGround : IDriverGround
{
    private readonly FakeApiServer server;
    private readonly List<k8s.Kubernetes> clients = [];

    public ClusterGround(KubernetesOptions? options = null)
    {
        server = FakeApiServer.StartAsync().GetAwaiter().GetResult();
        Options = options ?? new KubernetesOptions();
        Client = NewClient();
        Secrets = new KubernetesSecrets(Client, Options);
        Driver = new KubernetesDriver(Client, Options, Secrets);
    }

    public FakeApiServer Server => server;

    public KubernetesOptions Options { get; }

    public IKubernetes Client { get; }

    public KubernetesSecrets Secrets { get; }

    public KubernetesDriver Driver { get; }

    IDriver IDriverGround.Driver => Driver;

    ISecretStore IDriverGround.Secrets => Secrets;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static InstanceName NewName(string user = "orders") => InstanceName.Of(user, Guid.NewGuid());

    public static ClusterSpec Spec(InstanceName name) =>
        new(name, new InstanceSize(Connections: 20, MemoryMegabytes: 8));

    /// <summary>A driver whose requests go through somebody's hands first.</summary>
    public KubernetesDriver Watched(DelegatingHandler handler, KubernetesOptions? options = null)
    {
        var client = NewClient(handler);
        return new(client, options ?? Options, new KubernetesSecrets(client, options ?? Options));
    }

    /// <summary>Makes an instance that runs.</summary>
    public async Task<InstanceName> RunAsync(string user = "orders")
    {
        var name = NewName(user);
        await Driver.ProvisionAsync(Spec(name), Cancel);
        await Driver.StartAsync(name, Cancel);
        return name;
    }

    public async Task GivePasswordAsync(InstanceName name, int version)
    {
        var reference = SecretReference.Of(name, version);
        await Secrets.PutAsync(reference, Secret.Generate(), Cancel);
        await Driver.SetPasswordAsync(name, reference, Cancel);
    }

    /// <summary>The server of an instance that runs.</summary>
    public FakeServer ServerOf(InstanceName name) =>
        server.Look(store => server.Controllers.ServerOf(store.Get("pods", $"{name}-0")));

    /// <summary>How an object is kept.</summary>
    public JsonObject Get(string plural, string name) =>
        server.Look(store => (JsonObject)store.Get(plural, name).DeepClone());

    public bool Has(string plural, string name) => server.Look(store => store.Find(plural, name) is not null);

    /// <summary>Asks until the answer is right.</summary>
    public static async Task EventuallyAsync(Func<bool> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!holds())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await server.DisposeAsync();
    }

    private k8s.Kubernetes NewClient(params DelegatingHandler[] handlers)
    {
        var client = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = server.Address }, handlers);
        clients.Add(client);
        return client;
    }
}
