using System.Diagnostics;
using Duroxide.PostgreSql;
using Duroxide.Providers;
using Duroxide.Servers;
using Npgsql;

namespace Duroxide.Nodes;

/// <summary>How long and how hard a cluster is tried.</summary>
/// <param name="Orchestrations">How many orchestrations are started, evenly between the troubles.</param>
/// <param name="Troubles">How many troubles befall the nodes.</param>
/// <param name="Nodes">How many worker processes there are.</param>
/// <param name="Seed">Repeats what befalls whom, though not the moment in their work.</param>
sealed record SoakSettings(int Orchestrations, int Troubles, int Nodes, int Seed)
{
    /// <summary>Whether the nodes are old at first, are replaced by those with newer code and then a newer framework, and at last all are new.</summary>
    public bool Upgrade { get; init; }
}

/// <summary>Runs orchestrations on a cluster whose nodes die, freeze, leave and lose their connections, and proves that each was done once.</summary>
sealed class Soak(string database, string schema, SoakSettings settings)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly Random chance = new(settings.Seed);
    readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database) { ApplicationName = "soak" }
    );

    readonly SortedSet<string> frameworks = new(StringComparer.Ordinal);

    /// <summary>Runs it on a server that is given, or on one that ends with the process.</summary>
    public static async Task<SoakReport> RunAsync(SoakSettings settings)
    {
        var given = Environment.GetEnvironmentVariable(LocalPostgreSql.Variable);
        await using var own = string.IsNullOrEmpty(given) ? await LocalPostgreSql.StartAsync() : null;
        return await new Soak(own?.ConnectionString ?? given!, "duroxide_soak", settings).RunAsync();
    }

    /// <summary>Runs it.</summary>
    public async Task<SoakReport> RunAsync()
    {
        await using var ownSource = source;
        await using var drop = source.CreateCommand(
            $"SET client_min_messages = error; DROP SCHEMA IF EXISTS {schema} CASCADE"
        );
        await drop.ExecuteNonQueryAsync();
        var worker = new WorkerSettings(database, schema, "node");
        await using var book = new Book(Worker.Source(worker with { Name = "book" }), worker.BookSchema);
        await book.CreateAsync();
        await using var provider = new PostgreSqlProvider(new PostgreSqlOptions(database) { Schema = schema });
        await provider.InitializeAsync(CancellationToken.None);
        var client = new DuroxideClient(provider);
        var started = Stopwatch.GetTimestamp();
        IReadOnlyList<Befallen> befallen;
        await using (var cluster = new Cluster(worker, source))
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Nodes).Select(_ => cluster.AddAsync()));
            await TroubleAsync(cluster, client);
            await SeeFrameworksAsync();
            await cluster.MendAsync();
            await EndAsync(client);
            befallen = [.. cluster.Befallen];
        }
        var took = Stopwatch.GetElapsedTime(started);
        var proof = new Proof(client, source, schema, worker);
        var report = await proof.JudgeAsync(settings, befallen, await book.ReadAsync(), took);
        return report with { Frameworks = frameworks };
    }

    public static string NameOf(int number) => $"soak {number}";

    public static int KindOf(int number) => number % Workflows.SoakKinds;

    async Task TroubleAsync(Cluster cluster, DuroxideClient client)
    {
        var kinds = Enum.GetValues<Trouble>();
        // Each kind comes, whatever the seed.
        var plan = Enumerable.Range(0, settings.Troubles).Select(number => kinds[number % kinds.Length]).ToArray();
        chance.Shuffle(plan);
        for (var number = 0; number < plan.Length; number++)
        {
            await UpgradeAsync(cluster, number);
            var (first, last) = (Share(number), Share(number + 1));
            await Task.WhenAll(Enumerable.Range(first, last - first).Select(one => BeginAsync(client, one)));
            await cluster.TroubleAsync(plan[number], chance);
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(200, 1500)), TimeProvider.System);
        }
    }

    // Between the steps nodes of several releases work side by side; the last share finds none that is old.
    async Task UpgradeAsync(Cluster cluster, int trouble)
    {
        await SeeFrameworksAsync();
        if (!settings.Upgrade)
        {
            return;
        }
        if (trouble == settings.Troubles / 3)
        {
            cluster.Current = Release.NewCode;
            await cluster.RenewAsync(most: 1);
        }
        if (trouble == settings.Troubles * 2 / 3)
        {
            cluster.Current = Release.NewFramework;
            await cluster.RenewAsync(most: 1);
        }
        if (trouble == settings.Troubles - 1)
        {
            await cluster.RenewAsync(most: int.MaxValue);
        }
    }

    async Task SeeFrameworksAsync()
    {
        await using var pins = source.CreateCommand($"SELECT DISTINCT pin FROM {schema}.turns WHERE pin IS NOT NULL");
        await using var rows = await pins.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lock (frameworks)
            {
                frameworks.Add(rows.GetString(0));
            }
        }
    }

    // What has ended shows no more under which framework it ran, and those of a share may have ended before anybody looks: so one
    // that waits for its messages waits until it was seen, the first ones for the old framework and the last ones for the new.
    async Task BeSeenAsync(int number)
    {
        var expected = number >= Share(settings.Troubles - 1) ? 2 : 1;
        var since = Stopwatch.GetTimestamp();
        while (settings.Upgrade && frameworks.Count < expected && Stopwatch.GetElapsedTime(since) < Patience)
        {
            await SeeFrameworksAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    int Share(int trouble) => (int)((long)settings.Orchestrations * trouble / settings.Troubles);

    async Task BeginAsync(DuroxideClient client, int number)
    {
        var name = NameOf(number);
        await InsistAsync(() =>
            client.StartOrchestrationAsync(Workflows.Names[KindOf(number)], name, new Workflows.Job(name, number))
        );
        if (KindOf(number) == Workflows.OfQueue)
        {
            await BeSeenAsync(number);
            foreach (var message in Enumerable.Range(0, Workflows.Messages))
            {
                await InsistAsync(() => client.SendMessageAsync(name, Workflows.Queue, message));
            }
        }
    }

    async Task EndAsync(DuroxideClient client)
    {
        var since = Stopwatch.GetTimestamp();
        foreach (var number in Enumerable.Range(0, settings.Orchestrations))
        {
            var left = Patience + TimeSpan.FromMilliseconds(settings.Orchestrations) - Stopwatch.GetElapsedTime(since);
            if (left < TimeSpan.Zero)
            {
                return;
            }
            await InsistAsync(() => EndedAsync(client, NameOf(number), left));
        }
    }

    // Whoever has not ended is named in the report.
    static async Task<bool> EndedAsync(DuroxideClient client, string name, TimeSpan patience)
    {
        try
        {
            await client.WaitForEndAsync(name, patience);
            return true;
        }
        catch (ClientException)
        {
            return false;
        }
    }

    static async Task<T> InsistAsync<T>(Func<Task<T>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (ProviderException trouble) when (trouble.IsRetryable && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }
}
