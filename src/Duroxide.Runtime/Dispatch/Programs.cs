using Duroxide.Core;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Makes the programs of registered orchestrations, and brings to the store what escapes from them.</summary>
sealed class Programs(IProvider provider, Registry registry, RuntimeOptions options, StorageRetry retry, ILogger log)
{
    readonly PayloadCodec codec = new(options.Payloads);
    readonly PumpOptions pump = options.Pump with { Time = options.Time };

    /// <summary>A fresh program with the version it runs; null when none is registered here.</summary>
    public (OrchestrationProgram Program, SemanticVersion Version)? Create(Header header) =>
        registry.FindOrchestration(header.Name, header.Version) is { } found
            ? (found.CreateProgram(codec, pump, failure => _ = GiveUpAsync(header.Instance, failure)), found.Version)
            : null;

    // Code that left the durable world while its program waited cannot end its turn, for there is none: it is sent one.
    async Task GiveUpAsync(InstanceId instance, Failure failure)
    {
        try
        {
            var message = new NewMessage(instance, WireCodec.EncodeDelivery(new Delivery.GiveUp(failure)));
            await retry
                .InsistAsync("storing faults", () => provider.EnqueueAsync([message], CancellationToken.None))
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            log.FaultNotRecorded(error, instance);
        }
    }
}
