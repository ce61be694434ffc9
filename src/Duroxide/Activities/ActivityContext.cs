using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Duroxide;

/// <summary>What an activity's code may know about its call.</summary>
public sealed class ActivityContext
{
    readonly IReadOnlyDictionary<Type, object> features;

    /// <summary>Makes the context of one run of an activity.</summary>
    /// <param name="features">What else the code may use, by type: the client, services of the host, and so on.</param>
    public ActivityContext(IReadOnlyDictionary<Type, object>? features = null) =>
        this.features = features ?? new Dictionary<Type, object>();

    /// <summary>The instance that asked for the activity.</summary>
    public required InstanceId Instance { get; init; }

    /// <summary>The instance's execution.</summary>
    public required ExecutionId Execution { get; init; }

    /// <summary>The name of the orchestration that asked.</summary>
    public required string OrchestrationName { get; init; }

    /// <summary>The version of the orchestration that asked.</summary>
    public required SemanticVersion OrchestrationVersion { get; init; }

    /// <summary>The name of the activity.</summary>
    public required string ActivityName { get; init; }

    /// <summary>The id of this try within its execution; with instance and execution it names the try for ever.</summary>
    public required Core.EventId Id { get; init; }

    /// <summary>Which try of a retried call this is, counted from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The id of the first try of a retried call; null when this is it.</summary>
    public Core.EventId? FirstAttempt { get; init; }

    /// <summary>The node that runs it, by the name under which it owns sessions; empty outside a runtime.</summary>
    public string Node { get; init; } = "";

    /// <summary>The session that the call is bound to; null for none.</summary>
    public string? Session { get; init; }

    /// <summary>The tag of the call; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>Is cancelled when the result is no longer wanted, or the worker stops.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>A logger; unlike an orchestration's it writes on every run.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Whether the result is no longer wanted, or the worker stops.</summary>
    public bool IsCancelled => CancellationToken.IsCancellationRequested;

    /// <summary>A key for idempotent calls to other systems: the same on every run and in every attempt of this call, and of no other call of any instance in any store.</summary>
    /// <remarks>
    /// A service that keeps a failure under its key gives it back to the next attempt; add <see cref="Attempt"/> for such a one.
    /// </remarks>
    public required string IdempotencyKey { get; init; }

    /// <summary>Records a result in a transaction; null outside a runtime.</summary>
    internal IResultRecorder? Recorder { get; init; }

    /// <summary>Finds what else the runtime or the host offers, by its type; null when there is none.</summary>
    public T? GetFeature<T>()
        where T : class => features.TryGetValue(typeof(T), out var feature) ? (T)feature : null;
}
