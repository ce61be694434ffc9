using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Duroxide;

/// <summary>How a runtime works. It is validated when the runtime starts.</summary>
public sealed record RuntimeOptions
{
    /// <summary>How many turns run at the same time; 0 runs none on this node. Default: the number of processors.</summary>
    public int OrchestrationConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>How many turns may be fetched and not yet committed. Default 256.</summary>
    public int TurnsInFlight { get; init; } = 256;

    /// <summary>How many activities run at the same time; 0 runs none on this node. Default 256.</summary>
    public int WorkerConcurrency { get; init; } = 256;

    /// <summary>How long one fetch waits for work before it asks again. Default 30 s.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a turn's lease lasts without renewal: after a crash, the time until another node continues. Default 5 s.</summary>
    public TimeSpan TurnLease { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an activity's lease lasts without renewal. Default 30 s.</summary>
    public TimeSpan ActivityLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often work is tried before it is poison. Default 10.</summary>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>How long work is put aside whose handler is not registered here, or whose turn met an error of the runtime itself. Default 1 s, doubling up to 60 s.</summary>
    public Backoff.Exponential UnregisteredBackoff { get; init; } =
        new(TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(60));

    /// <summary>How long a cancelled activity may continue before it is no longer waited for. Default 10 s.</summary>
    public TimeSpan ActivityCancellationGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The framework versions whose executions this node replays; null for all up to this build's.</summary>
    public VersionRange? ReplayVersions { get; init; }

    /// <summary>How long a session stays with its owner without renewal. Default 30 s.</summary>
    public TimeSpan SessionLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a session stays with its owner without use. Default 5 min.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often forgotten sessions are swept up. Default 5 min.</summary>
    public TimeSpan SessionSweep { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many sessions with running activities this node may have. Default 10.</summary>
    public int MaxSessions { get; init; } = 10;

    /// <summary>The name under which this node owns sessions; one that stays the same gets its sessions back after a restart. Null for a new one.</summary>
    public string? NodeId { get; init; }

    /// <summary>Which tags this node serves. Default: untagged activities only.</summary>
    public TagFilter Tags { get; init; } = new TagFilter.DefaultOnly();

    /// <summary>How many instances stay in memory between turns. Default 10,000; 0 replays every turn from the start.</summary>
    public int HotInstances { get; init; } = 10_000;

    /// <summary>About how much memory the instances in memory may take together; one that takes more by itself stays besides. Default 128 MiB; 0 replays every turn from the start.</summary>
    public long HotBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>How long one turn may run before its slot is given to a replacement. Default 1 s.</summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an overdue turn may run before its lease is no longer renewed, and its instance ends as poison. Default 5 min.</summary>
    public TimeSpan TurnLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many slots may be replaced at a time because their turns do not end; after them slots are lost. Default 8.</summary>
    public int ReplacementSlots { get; init; } = 8;

    /// <summary>How long a stop waits for running work before it gives the rest back. Default 5 s.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Which ended instances and old executions are deleted by themselves. Default: none.</summary>
    public RetentionOptions? Retention { get; init; }

    /// <summary>How often what the store holds is counted at most, while somebody reads the gauges that tell it; null counts never. Default 15 s.</summary>
    public TimeSpan? StoreCountInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The limits for what orchestrations ask for. Default: those of <see cref="Limits.Default"/>.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>How inputs, outputs, events and values become text. Default: JSON.</summary>
    public IPayloadConverter Payloads { get; init; } = JsonPayloadConverter.Default;

    /// <summary>How closely orchestration code is watched for leaving the durable world. Default: suspicions are logged.</summary>
    public DeterminismOptions Determinism { get; init; } = DeterminismOptions.Default;

    /// <summary>What activities may use besides the client, by its type: see <see cref="ActivityContext.GetFeature"/>. Default: nothing.</summary>
    public IReadOnlyDictionary<Type, object> Features { get; init; } = new Dictionary<Type, object>();

    /// <summary>The clock of this node; the store has its own. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the work of this node continues. Default: the thread pool; a simulation has one of its own.</summary>
    internal IScheduler Scheduler { get; init; } = ThreadPoolScheduler.Instance;

    /// <summary>Makes the nonces of instances that activities start. Default: at random; only simulations want another.</summary>
    internal Func<InstanceId, Nonce> Nonces { get; init; } = _ => RandomNonce.Next();

    /// <summary>Where logs go. Default: nowhere.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
