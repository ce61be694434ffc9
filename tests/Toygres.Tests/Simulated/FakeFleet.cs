using Duroxide;
using Duroxide.Testing;
using Microsoft.Data.Sqlite;
using Toygres.Cms;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Tests.Simulated;

/// <summary>A fleet over a world that is made up, with the real memory in an SQLite database that nobody else sees.</summary>
internal sealed class FakeFleet
{
    private static int made;

    // The database is there for as long as a connection to it is open.
    private readonly SqliteConnection open;
    private readonly SqlCms cms;
    private readonly List<InstanceName> asked = [];
    private readonly List<string> operations = [];
    private readonly List<string> ended = [];

    public FakeFleet()
    {
        var way = $"Data Source=fleet-{Interlocked.Increment(ref made)};Mode=Memory;Cache=Shared;Pooling=False";
        open = new SqliteConnection(way);
        open.Open();
        cms = SqlCms.InSqlite(way);
        cms.PrepareAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public FakeWorld World { get; } = new();

    /// <summary>The operations that were begun.</summary>
    public IReadOnlyList<string> Operations => operations;

    /// <summary>How the operations ended, in their order.</summary>
    public IReadOnlyList<string> Ended => ended;

    private static Pace Pace { get; } = new(HealthSeconds: 60, PollSeconds: 2);

    /// <summary>An app that does what a script says, and the laws of fleets.</summary>
    /// <param name="script">Is given the client and the clock; at its end everything has time to settle.</param>
    public SimulatedApp ToApp(Func<DuroxideClient, TimeProvider, Task> script) => new SimulatedApp(
            FleetRegistry.Of(new FleetServices(World, cms, World, World)),
            async (client, time) =>
            {
                await BeginAsync(client);
                await script(client, time);
                await EndAsync(client, time);
            }
        ).Always("No two clusters have one port.", () => Distinct(World.Clusters.Values.Select(cluster => cluster.Port))).Always("Of what has the same data one writes.", () => Distinct(Writers())).Finally("No two live instances have one name or one place.", _ => Distinct(Rows().Select(row => row.DnsName).OfType<string>()) && Distinct(Rows().Select(row => row.Endpoint).OfType<Endpoint>())).Finally("No cluster belongs to nobody.", _ => World.Clusters.Keys.All(name => Rows().Any(row => row.Name == name))).Finally("No image belongs to nobody.", _ => World.Images.All(name => ImageRows().Any(row => row.Name == name))).Finally("Every operation gives back what it claimed.", _ => Rows().All(row => row.Operation is null)).Finally("What is wanted is there.", _ => Rows().All(IsThere)).Finally("No instance is lost: each has a row, or was refused.", recordings => asked.All(name => IsKnown(name, recordings))).Finally("What failed says why, and can be retried or deleted.", _ => Rows().All(Explains));

    public async Task<bool> CreateAsync(
        DuroxideClient client,
        InstanceName name,
        Func<CreateInstance, CreateInstance> with
    )
    {
        asked.Add(name);
        var input = with(new CreateInstance(name, "user", new InstanceSize(), Pace));
        return await RunAsync(client, CreateInstanceFlow.Orchestration, Names.Create(name), input);
    }

    public async Task<bool> RunAsync<TInput, TOutput>(
        DuroxideClient client,
        Orchestration<TInput, TOutput> orchestration,
        InstanceId id,
        TInput input
    )
    {
        operations.Add(id.ToString());
        await client.StartOrchestrationAsync(orchestration, id, input);
        var status = await client.WaitForEndAsync(id);
        ended.Add(
            status is OrchestrationStatus.Failed { Failure: var failure } ? $"{id}: {failure.Display}" : $"{id}: done"
        );
        return status is OrchestrationStatus.Completed;
    }

    public static InstanceName Name(string text) => InstanceName.Parse(text);

    public static Operation On(InstanceName name) => new(name, Pace);

    public static FailOver Over(InstanceName primary, InstanceName replica) => new(primary, replica, "a trial", Pace);

    public static RestoreInstance Back(InstanceName name, ImageName image) => new(name, image, Pace);

    private static async Task BeginAsync(DuroxideClient client)
    {
        var permits = PermitState.Empty with { Most = 2 };
        await client.StartOrchestrationAsync(CreateSemaphore.Orchestration, Names.Semaphore, permits);
        await client.StartOrchestrationAsync(Reconciler.Orchestration, Names.Reconciler, Pace);
    }

    // The world calms down, the reconciler has some rounds, and everything that lives for ever is ended.
    private async Task EndAsync(DuroxideClient client, TimeProvider time)
    {
        World.Failing = 0;
        await Task.Delay(TimeSpan.FromMinutes(3), time);
        InstanceId[] eternal = [Names.Reconciler, Names.Semaphore, .. asked.Select(Names.Actor)];
        foreach (var id in eternal)
        {
            if (await client.GetStatusAsync(id) is OrchestrationStatus.Running)
            {
                await client.CancelAsync(id, "the simulation ends");
                await client.WaitForEndAsync(id);
            }
        }
    }

    private IEnumerable<string> Writers() =>
        World
            .Clusters.Values.Where(cluster => cluster is { Runs: true, Follows: null })
            .Select(cluster => cluster.Lineage);

    private static bool Distinct<T>(IEnumerable<T> values)
    {
        var seen = new HashSet<T>();
        return values.All(seen.Add);
    }

    private IReadOnlyList<Instance> Rows() => cms.ListAsync(CancellationToken.None).GetAwaiter().GetResult();

    private IReadOnlyList<Image> ImageRows() => cms.ListImagesAsync(CancellationToken.None).GetAwaiter().GetResult();

    private bool IsThere(Instance row) =>
        row.State switch
        {
            InstanceState.Running => World.StateOf(row.Name) is ObservedState.Ready
                && row.Endpoint?.Port == World.Clusters[row.Name].Port,
            InstanceState.Stopped => World.StateOf(row.Name) is ObservedState.Stopped,
            InstanceState.Failed => row.Started is not null || World.StateOf(row.Name) is ObservedState.Missing,
            InstanceState.Creating or InstanceState.Deleting or InstanceState.Deleted => false,
            var other => throw new InvalidOperationException($"There is no state {other}."),
        };

    private bool IsKnown(InstanceName name, IReadOnlyList<Recording> recordings) =>
        cms.FindAsync(name, CancellationToken.None).GetAwaiter().GetResult() is not null
        || recordings.Any(recording => recording.Header.Instance == Names.Create(name));

    private static bool Explains(Instance row) =>
        row.State is not InstanceState.Failed
        || row is { Failure.Length: > 0, Operation: null }
            && Lifecycle.ClaimForDeletion(row, "delete", row.Updated) is Decision.Change
            && (row.Started is not null || Lifecycle.Retry(row, "create", row.Updated) is Decision.Change);
}
