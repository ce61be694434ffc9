using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Asks an application whether work may be sent there.</summary>
sealed class ReadinessCheck(DuroxideResource resource, IHttpClientFactory clients) : IHealthCheck
{
    /// <summary>How long it may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        if (resource.ReadinessUrl is not { } url)
        {
            return HealthCheckResult.Unhealthy(
                $"'{resource.Parent.Name}' has no address yet. Does it have the endpoint that DuroxideResourceOptions names?"
            );
        }
        try
        {
            using var http = clients.CreateClient();
            using var answer = await http.GetAsync(new Uri(url), cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(
                    $"{url} answers {(int)answer.StatusCode}: work may not be sent there. Look at the log of '{resource.Parent.Name}', and map its checks of readiness to that path."
                );
        }
        catch (HttpRequestException error)
        {
            return HealthCheckResult.Unhealthy($"{url} does not answer.", error);
        }
    }
}
