using Duroxide.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Duroxide.Hosting;

/// <summary>Healthy when the store answers and every loop of the runtime runs; degraded when work is parked.</summary>
sealed class DuroxideHealthCheck(DuroxideHost host) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        if (host.Runtime is not { } runtime)
        {
            return HealthCheckResult.Unhealthy("The runtime has not started.");
        }
        if (runtime.StoppedLoops is { Count: > 0 } stopped)
        {
            return HealthCheckResult.Unhealthy($"These loops of the runtime do not run: {string.Join(", ", stopped)}.");
        }
        try
        {
            return host.Provider.Management is { } management
                ? Judge(await management.GetMetricsAsync(cancellationToken).ConfigureAwait(false))
                : HealthCheckResult.Healthy();
        }
        catch (ProviderException error)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", error);
        }
    }

    static HealthCheckResult Judge(StoreMetrics metrics)
    {
        var data = new Dictionary<string, object>
        {
            ["running"] = metrics.Running,
            ["messages"] = metrics.Messages,
            ["activities"] = metrics.Activities,
            ["parked"] = metrics.Parked,
        };
        return metrics.Parked == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded($"{metrics.Parked} items are parked: list and release them.", data: data);
    }
}
