namespace Toygres.Tests.Simulated;

/// <summary>
/// Machines, servers and passwords that are made up. Now and then a call fails before or after it did what it was asked for. What
/// a call does is one step, as a rename is with the real driver.
/// </summary>
internal sealed class FakeWorld : IDriver, ISessions, ISecretStore
{
    private const int FirstPort = 5500;
    private const int InHundred = 100;

    // A real runtime calls from several threads.
    private readonly Lock one = new();
    private readonly Random chance = new(1);
    private readonly Dictionary<string, Secret> secrets = [];
    private readonly Dictionary<ImageName, ImageFacts> images = [];
    private readonly Dictionary<ImageName, string> lineages = [];
    private readonly List<string> statements = [];

    public Dictionary<InstanceName, FakeCluster> Clusters { get; } = [];

    /// <summary>What servers were told to run.</summary>
    public IReadOnlyList<string> Statements => statements;

    public IReadOnlyCollection<ImageName> Images => images.Keys;

    /// <summary>How many calls of a hundred fail.</summary>
    public int Failing { get; set; }

    /// <summary>Whether there is no room for anything more.</summary>
    public bool IsFull { get; set; }

    /// <summary>What befalls an instance right before it is given a password.</summary>
    public Action<InstanceName> BeforePassword { get; set; } = _ => { };

    /// <summary>What happens when an inventory was taken, before anybody is told of it.</summary>
    public Func<Task> AfterInventory { get; set; } = () => Task.CompletedTask;

    /// <summary>At how many looks a server that was started takes no sessions yet.</summary>
    public int LooksUntilReady { get; set; }

    /// <summary>Whether servers let nobody in.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>The instances whose servers start, and take no sessions until they are taken out of it.</summary>
    public HashSet<InstanceName> Slow { get; } = [];

    /// <summary>The most clusters that were being made at once: they have no password yet.</summary>
    public int MostMaking { get; private set; }

    public bool RunsImages { get; set; } = true;

    public Task ProvisionAsync(ClusterSpec spec, CancellationToken cancellationToken) =>
        WriteAsync(() =>
        {
            Clusters.TryAdd(spec.Name, new FakeCluster(FreePort()) { Lineage = spec.Name.Value });
            MostMaking = Math.Max(MostMaking, Clusters.Values.Count(cluster => cluster.Password is null));
        });

    public Task RestoreAsync(ClusterSpec spec, ImageName image, CancellationToken cancellationToken) =>
        WriteAsync(() =>
            Clusters.TryAdd(spec.Name, new FakeCluster(FreePort()) { Lineage = $"{lineages[image]} in {spec.Name}" })
        );

    public Task ReplicateAsync(ClusterSpec spec, InstanceName primary, CancellationToken cancellationToken) =>
        WriteAsync(() =>
        {
            var source = Clusters[primary];
            if (!source.Runs && !Clusters.ContainsKey(spec.Name))
            {
                throw new InvalidOperationException($"{primary} does not run.");
            }
            Clusters.TryAdd(
                spec.Name,
                new FakeCluster(FreePort())
                {
                    Lineage = source.Lineage,
                    Follows = primary,
                    Password = source.Password,
                }
            );
        });

    public Task StartAsync(InstanceName instance, CancellationToken cancellationToken) =>
        DoAsync(() =>
        {
            var cluster = Clusters[instance];
            if (cluster.IsFenced)
            {
                throw new InvalidOperationException($"{instance} is fenced.");
            }
            (cluster.Runs, cluster.LooksUntilReady) = (true, cluster.Runs ? cluster.LooksUntilReady : LooksUntilReady);
        });

    public Task FenceAsync(InstanceName instance, CancellationToken cancellationToken) =>
        DoAsync(() =>
        {
            if (Clusters.TryGetValue(instance, out var cluster))
            {
                (cluster.IsFenced, cluster.Runs) = (true, false);
            }
        });

    public Task UnfenceAsync(InstanceName instance, CancellationToken cancellationToken) =>
        DoAsync(() => Clusters[instance].IsFenced = false);

    public Task StopAsync(InstanceName instance, CancellationToken cancellationToken) => DoAsync(() => Kill(instance));

    public Task<ObservedState> CheckAsync(InstanceName instance, CancellationToken cancellationToken) =>
        AskAsync(() => IsSlow(instance) ? ObservedState.Starting : StateOf(instance));

    public Task<Endpoint> GetEndpointAsync(InstanceName instance, CancellationToken cancellationToken) =>
        AskAsync(() => new Endpoint("127.0.0.1", Clusters[instance].Port));

    public Task ResizeAsync(ClusterSpec spec, CancellationToken cancellationToken) =>
        DoAsync(() => Assert.True(Clusters.ContainsKey(spec.Name)));

    public Task SetPasswordAsync(
        InstanceName instance,
        SecretReference password,
        CancellationToken cancellationToken
    ) =>
        DoAsync(() =>
        {
            BeforePassword(instance);
            if (StateOf(instance) is not ObservedState.Ready)
            {
                throw new InvalidOperationException($"{instance} does not run.");
            }
            var secret = secrets[password.Name].Reveal();
            Clusters[instance].Password = secret;
            foreach (var follower in Clusters.Values.Where(cluster => cluster.Follows == instance))
            {
                follower.Password = secret;
            }
        });

    public Task PromoteAsync(InstanceName instance, CancellationToken cancellationToken) =>
        DoAsync(() => Clusters[instance].Follows = null);

    public Task DeleteAsync(InstanceName instance, CancellationToken cancellationToken) =>
        DoAsync(() => Clusters.Remove(instance));

    public Task<IReadOnlyList<string>> TailLogAsync(
        InstanceName instance,
        int lines,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<ImageFacts> BackUpAsync(InstanceName instance, ImageName image, CancellationToken cancellationToken) =>
        AskAsync(() =>
        {
            EnsureRoom();
            images.TryAdd(image, new ImageFacts(instance, "15", 1, "sum"));
            lineages[image] = Clusters[instance].Lineage;
            return images[image];
        });

    public Task DeleteImageAsync(ImageName image, CancellationToken cancellationToken) =>
        DoAsync(() => images.Remove(image));

    public async Task<Inventory> InventoryAsync(CancellationToken cancellationToken)
    {
        var seen = await AskAsync(() =>
            new Inventory(
                [.. Clusters.Select(pair => new ObservedInstance(pair.Key, StateOf(pair.Key), pair.Value.Port))],
                [.. images.Keys]
            )
        );
        await AfterInventory();
        return seen;
    }

    public Task<Pulse> CheckAsync(Endpoint endpoint, SecretReference password, CancellationToken cancellationToken) =>
        AskAsync(() => new Pulse("PostgreSQL 15", 1, 1, Enter(endpoint, password).Follows is not null));

    public Task<QueryResult> QueryAsync(
        Endpoint endpoint,
        SecretReference password,
        string statement,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken
    ) =>
        AskAsync(() =>
        {
            var lineage = Enter(endpoint, password).Lineage;
            statements.Add(values.Count == 0 ? statement : $"{statement} with {string.Join(", ", values)}");
            // A durable function has ended as soon as it has begun.
            (string[] columns, string?[] row) = statement.Contains("df.status", StringComparison.Ordinal)
                ? (["status", "result"], ["completed", null])
                : (new[] { "answer" }, new string?[] { lineage });
            return new QueryResult(columns, [row], -1, false);
        });

    public Task PutAsync(SecretReference reference, Secret secret, CancellationToken cancellationToken) =>
        DoAsync(() => secrets.TryAdd(reference.Name, secret));

    public Task<Secret?> FindAsync(SecretReference reference, CancellationToken cancellationToken) =>
        AskAsync(() => secrets.GetValueOrDefault(reference.Name));

    public Task<IReadOnlyList<SecretReference>> ListAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<SecretReference>>(() => [.. secrets.Keys.Select(name => new SecretReference(name))]);

    public Task DeleteAsync(SecretReference reference, CancellationToken cancellationToken) =>
        DoAsync(() => secrets.Remove(reference.Name));

    /// <summary>Lays a cluster down that nobody asked for.</summary>
    public void AddStray(InstanceName name) => Clusters.Add(name, new FakeCluster(FreePort()) { Lineage = name.Value });

    /// <summary>Ends a server behind everybody's back.</summary>
    public void Kill(InstanceName instance)
    {
        if (Clusters.TryGetValue(instance, out var cluster))
        {
            cluster.Runs = false;
        }
    }

    public ObservedState StateOf(InstanceName instance) =>
        !Clusters.TryGetValue(instance, out var cluster) ? ObservedState.Missing
        : cluster.Runs ? ObservedState.Ready
        : ObservedState.Stopped;

    private bool IsSlow(InstanceName instance) =>
        Clusters.TryGetValue(instance, out var cluster)
        && cluster.Runs
        && (Slow.Contains(instance) || cluster.LooksUntilReady-- > 0);

    /// <summary>Whether a password is that of a server.</summary>
    public bool Enters(InstanceName instance, SecretReference password) =>
        Clusters[instance].Password == secrets.GetValueOrDefault(password.Name)?.Reveal();

    private FakeCluster Enter(Endpoint endpoint, SecretReference password)
    {
        var cluster = Clusters.Values.FirstOrDefault(cluster => cluster.Runs && cluster.Port == endpoint.Port);
        return cluster is null || IsDeaf ? throw new InvalidOperationException($"Nobody listens at {endpoint.Port}.")
            : cluster.Password != secrets.GetValueOrDefault(password.Name)?.Reveal()
                ? throw new InvalidOperationException("28P01: The password is wrong.")
            : cluster;
    }

    private int FreePort() =>
        Enumerable.Range(FirstPort, 100).First(port => Clusters.Values.All(cluster => cluster.Port != port));

    private void EnsureRoom()
    {
        if (IsFull)
        {
            throw new InvalidOperationException("No space left on device");
        }
    }

    private Task WriteAsync(Action act) =>
        DoAsync(() =>
        {
            EnsureRoom();
            act();
        });

    private Task DoAsync(Action act) =>
        AskAsync(() =>
        {
            act();
            return 0;
        });

    private Task<T> AskAsync<T>(Func<T> act)
    {
        lock (one)
        {
            return Ask(act);
        }
    }

    private Task<T> Ask<T>(Func<T> act)
    {
        var fate = chance.Next(InHundred);
        if (fate < Failing / 2)
        {
            return Task.FromException<T>(new IOException("The machine did not do it."));
        }
        try
        {
            var result = act();
            return fate < Failing
                ? Task.FromException<T>(new IOException("The machine did it, and did not say so."))
                : Task.FromResult(result);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException)
        {
            return Task.FromException<T>(error);
        }
    }
}
