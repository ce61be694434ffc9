using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Makes the programs of registered orchestrations, and brings to the store what escapes from them.</summary>
sealed class ProgramFactory(
    IProvider provider,
    Registry registry,
    RuntimeOptions options,
    StorageRetry retry,
    ILogger log
)
{
    readonly PayloadCodec codec = new(options.Payloads);
    readonly DeterminismOptions pump = options.Determinism with { Time = options.Time, Blocked = log.TurnBlocked };

    /// <summary>Whether the code of an execution is registered here.</summary>
    public bool Has(Header header) => registry.FindOrchestration(header.Name, header.Version) is not null;

    /// <summary>A fresh program with the version it runs; null when none is registered here.</summary>
    /// <param name="header">What the execution starts from.</param>
    /// <param name="since">When it started.</param>
    public (OrchestrationProgram Program, SemanticVersion Version)? Create(Header header, Timestamp since) =>
        registry.FindOrchestration(header.Name, header.Version) is { } found
            ? (found.CreateProgram(codec, pump, failure => _ = GiveUpAsync(header, since, failure)), found.Version)
            : null;

    // Code that left the durable world while its program waited cannot end its turn, for there is none: it is sent one.
    // Meanwhile another node may have taken the instance further, and the message is not meant for what it began.
    async Task GiveUpAsync(Header header, Timestamp since, Failure failure)
    {
        try
        {
            var fault = new Delivery.GiveUp(failure) { Execution = header.Execution, Since = since };
            var message = new NewMessage(header.Instance, WireCodec.EncodeDelivery(fault));
            await retry
                .InsistAsync("storing faults", () => provider.EnqueueAsync([message], CancellationToken.None))
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            log.FaultNotRecorded(error, header.Instance);
        }
    }
}
