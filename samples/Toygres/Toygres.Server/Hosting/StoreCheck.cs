using Duroxide;
using Duroxide.Providers;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Toygres.Orchestrations;

namespace Toygres.Server;

/// <summary>Whether the database answers a process that leaves the work to others, and whether others do it.</summary>
internal sealed class StoreCheck(DuroxideClient engine) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await engine.GetStatusAsync(Names.Reconciler, cancellationToken) is OrchestrationStatus.Running
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded("No worker has begun. Start a process with the role worker.");
        }
        catch (ProviderException error)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", error);
        }
    }
}
