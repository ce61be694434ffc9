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
    private readonly List<InstanceId> eternal = [];
    private readonly List<string> operations = [];
    private readonly List<string> ended = [];

    public FakeFleet()
    {
        var way = $"Data Source=fleet-{Interlocked.Increment(ref made)};Mode=Memory;Cache=Shared;Pooling=False";
        open = new SqliteConnection(way);
        open.Open();
        cms = SqlCms.InSqlite(way);
        cms.PrepareAsync(CancellationToken.None).GetAwaiter().GetResult();
        (Memory, Absence) = Away.From(cms);
    }

    public FakeWorld World { get; } = new();

    /// <summary>The memory as the fleet has it.</summary>
    public ICms Memory { get; }

    /// <summary>Takes the memory away for a while.</summary>
    public Away Absence { get; }

    /// <summary>How many create at a time.</summary>
    public int Permits { get; init; } = 2;

    /// <summary>The operations that were begun.</summary>
    public IReadOnlyList<string> Operations => operations;

    /// <summary>How the operations ended, in their order.</summary>
    public IReadOnlyList<string> Ended => ended;

    public static Pace Often { get; } = new(HealthSeconds: 60, PollSeconds: 2);

    /// <summary>An app that does what a script says, and the laws of fleets.</summary>
    /// <param name="script">Is given the client and the clock; at its end everything has time to settle.</param>
    public SimulatedApp ToApp(Func<DuroxideClient, TimeProvider, Task> script)
    {
        var app = new SimulatedApp(
            FleetRegistry.Of(new FleetServices(World, Memory, World, World)),
            async (client, time) =>
            {
                await BeginAsync(client);
                await script(client, time);
                await EndAsync(client, time);
            }
        );
        return app.Always(
                "No two clusters have one port.",
                () => Distinct(World.Clusters.Values.Select(cluster => cluster.Port))
            )
            .Always("Of what has the same data one writes.", () => Distinct(Writers()))
            .Finally(
                "No two live instances have one name or one place.",
                _ =>
                    Distinct(Rows().Select(row => row.DnsName).OfType<string>())
                    && Distinct(Rows().Select(row => row.Endpoint).OfType<Endpoint>())
            )
            .Finally(
                "No cluster belongs to nobody.",
                _ => World.Clusters.Keys.All(name => Rows().Any(row => row.Name == name))
            )
            .Finally(
                "No image belongs to nobody.",
                _ => World.Images.All(name => ImageRows().Any(row => row.Name == name))
            )
            .Finally("Every operation gives back what it claimed.", _ => Rows().All(row => row.Operation is null))
            .Finally("What is wanted is there.", _ => Rows().All(IsThere))
            .Finally(
                "Who is told a password comes in by it.",
                _ =>
                    Rows()
                        .Where(row => row.State is InstanceState.Running)
                        .All(row => World.Enters(row.Name, row.Password!))
            )
            .Finally(
                "No instance is lost: each has a row, or was refused.",
                recordings => asked.All(name => IsKnown(name, recordings))
            )
            .Finally("What failed says why, and can be retried or deleted.", _ => Rows().All(Explains));
    }

    public async Task<bool> CreateAsync(
        DuroxideClient client,
        InstanceName name,
        Func<CreateInstance, CreateInstance> with
    )
    {
        asked.Add(name);
        var input = with(new CreateInstance(name, "user", new InstanceSize(), Often));
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

    public static Operation On(InstanceName name) => new(name, Often);

    public static FailOver Over(InstanceName primary, InstanceName replica) => new(primary, replica, "a trial", Often);

    public static RestoreInstance Back(InstanceName name, ImageName image) => new(name, image, Often);

    public static RejoinInstance Under(InstanceName name, InstanceName primary) => new(name, primary, Often);

    /// <summary>The way into the fleet that people have.</summary>
    public FleetClient Client(DuroxideClient engine, TimeProvider time) =>
        new(engine, new FleetServices(World, Memory, World, World), Often, time);

    /// <summary>Tries once more to make what could not be made.</summary>
    public async Task<bool> RetryAsync(DuroxideClient client, InstanceName name, TimeProvider time)
    {
        var operation = $"create-{name}-again";
        var decision = await cms.DecideAsync(
            [name],
            rows => Lifecycle.Retry(rows[0], operation, time.GetUtcNow()),
            null,
            CancellationToken.None
        );
        Assert.IsType<Decision.Change>(decision);
        var input = new CreateInstance(name, "user", new InstanceSize(), Often);
        return await RunAsync(client, CreateInstanceFlow.Orchestration, operation, input);
    }

    /// <summary>Starts what lives until the simulation ends.</summary>
    public async Task StartForeverAsync<TInput, TOutput>(
        DuroxideClient client,
        Orchestration<TInput, TOutput> orchestration,
        InstanceId id,
        TInput input
    )
    {
        eternal.Add(id);
        await client.StartOrchestrationAsync(orchestration, id, input);
    }

    /// <summary>What the memory knows of an instance, whether it is away or not.</summary>
    public async Task<Instance?> FindAsync(InstanceName name) => await cms.FindAsync(name, CancellationToken.None);

    /// <summary>What there is in the end, for people: the rows, the images, and what belongs to nobody.</summary>
    public (string Fleet, string LeftOver) Summary()
    {
        var rows = Rows();
        var strays = World.Clusters.Keys.Except(rows.Select(row => row.Name)).Select(name => $"{name}");
        var images = World.Images.Except(ImageRows().Select(row => row.Name)).Select(name => $"{name}");
        string[] held =
        [
            .. rows.Select(row => $"{row.Name} {row.State.ToString().ToLowerInvariant()}"),
            .. ImageRows().Select(row => $"image {row.Name} {row.State.ToString().ToLowerInvariant()}"),
        ];
        string[] left = [.. strays, .. images, .. rows.Select(row => row.Operation).OfType<string>()];
        return (string.Join(", ", held), left is [] ? "nothing" : string.Join(", ", left));
    }

    private async Task BeginAsync(DuroxideClient client)
    {
        var permits = PermitState.Empty with { Most = Permits };
        await StartForeverAsync(client, CreateSemaphore.Orchestration, Names.Semaphore, permits);
        await StartForeverAsync(client, Reconciler.Orchestration, Names.Reconciler, Often);
    }

    // The world calms down, the reconciler has some rounds, and everything that lives for ever is ended.
    private async Task EndAsync(DuroxideClient client, TimeProvider time)
    {
        World.Failing = 0;
        await Task.Delay(TimeSpan.FromMinutes(3), time);
        // What starts others goes first.
        foreach (var id in eternal.AsEnumerable().Reverse().Concat(Rows().Select(row => Names.Actor(row.Name))))
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

    public IReadOnlyList<Instance> Rows() => cms.ListAsync(CancellationToken.None).GetAwaiter().GetResult();

    public IReadOnlyList<Image> ImageRows() => cms.ListImagesAsync(CancellationToken.None).GetAwaiter().GetResult();

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
