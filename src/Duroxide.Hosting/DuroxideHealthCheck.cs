using Duroxide.Core;
using Duroxide.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Duroxide.Hosting;

/// <summary>Healthy when the store answers, every loop of the runtime runs and turns can run; degraded when work is parked or a turn does not end.</summary>
sealed class DuroxideHealthCheck(DuroxideHost host) : IHealthCheck
{
    const int MostNamed = 5;

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
        var runaways = runtime.RunawayTurns;
        if (!runtime.CanRunTurns)
        {
            return HealthCheckResult.Unhealthy(
                $"No turn can run: turns that do not end hold all slots, those of {Named(runaways)}. Restart the process."
            );
        }
        try
        {
            var result = host.Provider.Management is { } management
                ? Judge(await management.GetMetricsAsync(cancellationToken).ConfigureAwait(false))
                : HealthCheckResult.Healthy();
            return runaways.Count == 0
                ? result
                : HealthCheckResult.Degraded(
                    $"{runaways.Count} turns do not end and hold a thread each: those of {Named(runaways)}.",
                    data: result.Data
                );
        }
        catch (ProviderException error)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", error);
        }
    }

    static string Named(IReadOnlyList<InstanceId> instances) =>
        string.Join(", ", instances.Take(MostNamed).Select(instance => $"'{instance}'"))
        + (instances.Count > MostNamed ? " and others" : "");

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
