using System.Collections.Concurrent;

namespace Toygres.Web.Tests;

/// <summary>Machines, servers and passwords that are made up, and do what they are asked for at once.</summary>
public sealed class Machines : IDriver, ISessions, ISecretStore
{
    private const int FirstPort = 5500;

    private readonly ConcurrentDictionary<InstanceName, Server> servers = new();
    private readonly ConcurrentDictionary<ImageName, InstanceName> images = new();
    private readonly ConcurrentDictionary<string, Secret> secrets = new();
    private int ports = FirstPort;

    /// <summary>What each server logs.</summary>
    public IReadOnlyList<string> Log { get; set; } =
    ["LOG:  starting PostgreSQL 15.8", "LOG:  database system is ready to accept connections"];

    /// <summary>Why no log can be read; null when it can.</summary>
    public string? LogTrouble { get; set; }

    /// <summary>What is waited for before an instance is made; nothing unless a test changes it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Puts a server there that is up, or down.</summary>
    public Endpoint Place(InstanceName name, bool runs, InstanceName? follows = null)
    {
        var server = servers.GetOrAdd(name, _ => new Server(Interlocked.Increment(ref ports)) { Follows = follows });
        server.Runs = runs;
        secrets.TryAdd(SecretReference.Of(name, 1).Name, new Secret("correct horse battery"));
        return server.Endpoint;
    }

    /// <summary>Puts an image there.</summary>
    public void Keep(ImageName image, InstanceName source) => images.TryAdd(image, source);

    public bool RunsImages => true;

    public async Task ProvisionAsync(ClusterSpec spec, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        Place(spec.Name, runs: false);
    }

    public Task RestoreAsync(ClusterSpec spec, ImageName image, CancellationToken cancellationToken) =>
        Do(() => Place(spec.Name, runs: false));

    public Task ReplicateAsync(ClusterSpec spec, InstanceName primary, CancellationToken cancellationToken) =>
        Do(() => Place(spec.Name, runs: false, primary));

    public Task StartAsync(InstanceName instance, CancellationToken cancellationToken) =>
        Do(() => servers[instance].Runs = true);

    public Task StopAsync(InstanceName instance, CancellationToken cancellationToken) =>
        Do(() => servers[instance].Runs = false);

    public Task FenceAsync(InstanceName instance, CancellationToken cancellationToken) =>
        StopAsync(instance, cancellationToken);

    public Task UnfenceAsync(InstanceName instance, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ObservedState> CheckAsync(InstanceName instance, CancellationToken cancellationToken) =>
        Task.FromResult(StateOf(instance));

    public Task<Endpoint> GetEndpointAsync(InstanceName instance, CancellationToken cancellationToken) =>
        Task.FromResult(servers[instance].Endpoint);

    public Task ResizeAsync(ClusterSpec spec, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordAsync(
        InstanceName instance,
        SecretReference password,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    public Task PromoteAsync(InstanceName instance, CancellationToken cancellationToken) =>
        Do(() => servers[instance].Follows = null);

    public Task DeleteAsync(InstanceName instance, CancellationToken cancellationToken) =>
        Do(() => servers.TryRemove(instance, out _));

    public Task<IReadOnlyList<string>> TailLogAsync(
        InstanceName instance,
        int lines,
        CancellationToken cancellationToken
    ) => LogTrouble is null ? Task.FromResult(Log) : throw new IOException(LogTrouble);

    public Task<ImageFacts> BackUpAsync(InstanceName instance, ImageName image, CancellationToken cancellationToken)
    {
        Keep(image, instance);
        return Task.FromResult(new ImageFacts(instance, "15", 4_812_345, new string('a', 64)));
    }

    public Task DeleteImageAsync(ImageName image, CancellationToken cancellationToken) =>
        Do(() => images.TryRemove(image, out _));

    public Task<Inventory> InventoryAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            new Inventory(
                [.. servers.Select(one => new ObservedInstance(one.Key, StateOf(one.Key), one.Value.Endpoint.Port))],
                [.. images.Keys]
            )
        );

    public Task<Pulse> CheckAsync(Endpoint endpoint, SecretReference password, CancellationToken cancellationToken)
    {
        var follows = At(endpoint).Follows is not null;
        return Task.FromResult(
            new Pulse("PostgreSQL 15.8 (Debian 15.8-1)", 2.5, 48_234_567, follows) { LagSeconds = follows ? 0.4 : null }
        );
    }

    public Task<QueryResult> QueryAsync(
        Endpoint endpoint,
        SecretReference password,
        string statement,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken
    )
    {
        At(endpoint);
        if (statement.Contains("df.", StringComparison.Ordinal))
        {
            return Task.FromResult(Durable(statement, values));
        }
        return Task.FromResult(
            new QueryResult(
                ["name", "count"],
                [
                    [statement, null],
                ],
                -1,
                IsCut: true
            )
        );
    }

    public Task PutAsync(SecretReference reference, Secret secret, CancellationToken cancellationToken) =>
        Do(() => secrets.TryAdd(reference.Name, secret));

    public Task<Secret?> FindAsync(SecretReference reference, CancellationToken cancellationToken) =>
        Task.FromResult(secrets.GetValueOrDefault(reference.Name));

    public Task<IReadOnlyList<SecretReference>> ListAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SecretReference>>([.. secrets.Keys.Select(name => new SecretReference(name))]);

    public Task DeleteAsync(SecretReference reference, CancellationToken cancellationToken) =>
        Do(() => secrets.TryRemove(reference.Name, out _));

    /// <summary>What the durable functions of a server were told, with the values.</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    private QueryResult Durable(string statement, IReadOnlyList<object?> values)
    {
        Told.Enqueue($"{statement} with {string.Join(", ", values)}");
        (string[] columns, string?[] row) =
            statement.Contains("list_instances", StringComparison.Ordinal)
                ? (["instance_id", "status"], ["1f00ba42", "running"])
            : statement.Contains("metrics", StringComparison.Ordinal) ? (["running_instances"], ["1"])
            : statement.Contains("explain", StringComparison.Ordinal) ? (["explain"], ["✓ SQL: SELECT <b>1</b>"])
            : statement.Contains("df.result", StringComparison.Ordinal) ? (["status", "result"], ["running", null])
            : statement.Contains("df.start", StringComparison.Ordinal) ? (["instance_id"], ["1f00ba42"])
            : (new[] { "told" }, new string?[] { "something" });
        return new QueryResult(columns, [row], -1, IsCut: false);
    }

    private static Task Do<T>(Func<T> act)
    {
        act();
        return Task.CompletedTask;
    }

    private Server At(Endpoint endpoint) =>
        servers.Values.FirstOrDefault(server => server.Runs && server.Endpoint == endpoint)
        ?? throw new IOException($"Nobody listens at {endpoint.Port}.");

    private ObservedState StateOf(InstanceName name) =>
        !servers.TryGetValue(name, out var server) ? ObservedState.Missing
        : server.Runs ? ObservedState.Ready
        : ObservedState.Stopped;

    private sealed class Server(int port)
    {
        public Endpoint Endpoint { get; } = new("127.0.0.1", port);

        public volatile bool Runs;

        public InstanceName? Follows { get; set; }
    }
}
