using Duroxide.Core;
using Duroxide.Providers;
using Duroxide.Runtime;
using Duroxide.Testing;

namespace Duroxide.Bench;

/// <summary>
/// Instances that are in a store before anything is measured: finished ones with the history of W2, and ones that sleep
/// for a month. They are written through the provider in big batches, since running them would take minutes.
/// </summary>
static class Backlog
{
    public const int Instances = 100_000;

    const int Batch = 5_000;
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Nap = TimeSpan.FromDays(30);

    /// <summary>An orchestration that waits for a month.</summary>
    public static Orchestration<int, int> Sleep { get; } =
        new(
            "sleep",
            async (ctx, number) =>
            {
                await ctx.ScheduleTimer(Nap);
                return number;
            }
        );

    static Orchestration<int, int> Broken { get; } =
        new("broken", (_, number) => throw new InvalidOperationException($"order {number} is out of stock"));

    /// <summary>Adds finished instances, and as many that wait.</summary>
    public static async Task FillAsync(IProvider provider, int count)
    {
        await provider.InitializeAsync(CancellationToken.None);
        await AddAsync(provider, Record(Chain.FiveSteps, Chain.Code), "finished", count);
        await AddSleepersAsync(provider, count);
    }

    /// <summary>Adds instances that wait.</summary>
    public static Task AddSleepersAsync(IProvider provider, int count) =>
        AddAsync(provider, Sleeper.Value, "waiting", count);

    /// <summary>Adds instances that failed, each by the same error.</summary>
    public static async Task FillFailedAsync(IProvider provider, int count)
    {
        await provider.InitializeAsync(CancellationToken.None);
        await AddAsync(provider, Record(Broken, new RegistryBuilder().Add(Broken).Build()), "failed", count);
    }

    /// <summary>An instance that is ready for its first turn once it is stored.</summary>
    public static NewInstance Ready(string id) => ToInstance(Sleeper.Value.Header, id);

    static readonly Lazy<Recording> Sleeper = new(() => Record(Sleep, new RegistryBuilder().Add(Sleep).Build()));

    static Recording Record(Orchestration<int, int> orchestration, Registry registry) =>
        new OrchestrationTestHost(registry, new() { Start = DateTimeOffset.UtcNow, ReplayEveryTurn = false })
            .Start(orchestration, "recorded", 1)
            .Recording;

    static async Task AddAsync(IProvider provider, Recording recording, string name, int count)
    {
        for (var from = 0; from < count; from += Batch)
        {
            var instances = Enumerable
                .Range(from, Math.Min(Batch, count - from))
                .Select(number => ToInstance(recording.Header, $"{name}-{number}"))
                .ToList();
            await provider.CreateInstancesAsync(instances, CancellationToken.None);
            var left = instances.Count;
            while (left > 0)
            {
                left -= await AddTurnsAsync(provider, recording);
            }
        }
    }

    static NewInstance ToInstance(Header header, string id) =>
        new(
            id,
            header.Name,
            WireCodec.EncodeHeader(header with { Instance = id, Version = null, Nonce = Nonce.From(id) })
        );

    static async Task<int> AddTurnsAsync(IProvider provider, Recording recording)
    {
        var fetch = new TurnFetch(Batch, Lease, TimeSpan.FromSeconds(1));
        var turns = await provider.FetchTurnsAsync(fetch, CancellationToken.None);
        var stored = await provider.CommitTurnsAsync(
            [.. turns.Select(turn => ToCommit(turn, recording))],
            CancellationToken.None
        );
        return stored.All(turn => turn.IsStored)
            ? stored.Count
            : throw new InvalidOperationException(
                "A turn of the backlog was refused, though nobody else uses the store."
            );
    }

    static TurnCommit ToCommit(TurnItem turn, Recording recording)
    {
        var history = recording.History;
        var ending = history[^1].Fact is Fact.Ended ended ? ended.Ending : null;
        var status = ending switch
        {
            null => ExecutionStatus.Running,
            Ending.Completed => ExecutionStatus.Completed,
            Ending.Failed => ExecutionStatus.Failed,
            Ending.ContinuedAsNew => throw new InvalidOperationException("What continues as new is no backlog."),
        };
        return new(turn.Lease, turn.Execution, status)
        {
            Events = new(history[0].Id, history[^1].Id, WireCodec.EncodeEvents(history)),
            Version = recording.Version,
            Pin = FrameworkVersion.Current,
            Output = ending is null ? null : (ReadOnlyMemory<byte>?)WireCodec.EncodeEnding(ending),
            Timers = ending is null ? [ToTimer(turn, history[^1])] : [],
        };
    }

    static NewTimer ToTimer(TurnItem turn, HistoryEvent asked) =>
        new(
            asked.Id,
            asked.Time.Plus(Nap),
            WireCodec.EncodeDelivery(new Delivery.Answer(turn.Execution, asked.Id, new Outcome.Fired()))
        );
}
