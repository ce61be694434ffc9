using Duroxide.Providers;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Duroxide.Hosting;

/// <summary>Healthy when work may be sent here: the store can be reached and has the right schema, and the runtime has started and does not stop.</summary>
sealed class DuroxideReadinessCheck(DuroxideHost host, IHostApplicationLifetime? lifetime) : IHealthCheck
{
    /// <summary>How long the store may take to answer; whoever asks has little time, too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Nobody has this id: the store is only asked whether it answers.
    static readonly InstanceId Probe = new("duroxide/readiness-check");

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        List<string> reasons = [.. OfTheRuntime()];
        ProviderException? failure = null;
        try
        {
            reasons.AddRange(await OfTheStoreAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (ProviderException error)
        {
            failure = error;
            reasons.Add($"The store cannot be reached: {error.Message}");
        }
        return reasons.Count == 0
            ? HealthCheckResult.Healthy()
            : new(context.Registration.FailureStatus, string.Join(" ", reasons), failure);
    }

    IEnumerable<string> OfTheRuntime()
    {
        if (host.Runtime is not { } runtime)
        {
            yield return "The runtime has not started.";
        }
        else if (runtime.IsDraining || lifetime is { ApplicationStopping.IsCancellationRequested: true })
        {
            yield return "The runtime is stopping: it takes no new work.";
        }
    }

    async Task<IEnumerable<string>> OfTheStoreAsync(CancellationToken cancellationToken)
    {
        if (host.Provider.Management is not { } management)
        {
            await host
                .Provider.ReadInstanceAsync(Probe, seen: -1, TimeSpan.Zero, cancellationToken)
                .ConfigureAwait(false);
            return [];
        }
        var schema = await management.ReadSchemaAsync(cancellationToken).ConfigureAwait(false);
        return schema.IsRight
            ? []
            :
            [
                $"The store has schema version {schema.Found}, and this build works with {schema.Wanted}: replace it by the build that upgraded the store.",
            ];
    }
}
