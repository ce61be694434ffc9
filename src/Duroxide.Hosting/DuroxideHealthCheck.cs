using Duroxide.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Duroxide.Hosting;

/// <summary>Healthy when the store answers, every loop of the runtime runs and turns can run; degraded when work is parked, a turn does not end or the store refuses something, and unhealthy when it continues to.</summary>
sealed class DuroxideHealthCheck(DuroxideHost host) : IHealthCheck
{
    const int MostNamed = 5;

    // A restart of the store, or the hand-over of a file, is shorter.
    static readonly TimeSpan Passing = TimeSpan.FromMinutes(1);

    // Nobody has this id: the store is only asked whether it answers.
    static readonly InstanceId Probe = new("duroxide/health-check");

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
        var runaways = runtime.OverdueTurns;
        if (!runtime.CanRunTurns)
        {
            return HealthCheckResult.Unhealthy(
                $"No turn can run: turns that do not end hold all slots, those of {Named(runaways)}. Restart the process."
            );
        }
        try
        {
            var refused = runtime.StoreTroubles.Concat(host.Client.StoreTroubles).ToList();
            var parked = await ParkedAsync(cancellationToken).ConfigureAwait(false);
            var told = string.Join(" ", Refused(refused).Concat(Runaways(runaways)).Concat(parked));
            return refused.Any(trouble => trouble.For >= Passing) ? HealthCheckResult.Unhealthy(told)
                : told.Length > 0 ? HealthCheckResult.Degraded(told)
                : HealthCheckResult.Healthy();
        }
        catch (ProviderException error)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", error);
        }
    }

    // A probe comes every few seconds, so it looks at a row or two and counts nothing.
    async Task<IEnumerable<string>> ParkedAsync(CancellationToken cancellationToken)
    {
        if (host.Provider.Management is not { } management)
        {
            await host
                .Provider.ReadInstanceAsync(Probe, seen: -1, TimeSpan.Zero, cancellationToken)
                .ConfigureAwait(false);
            return [];
        }
        var parked = await management.ListParkedAsync(new() { Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return parked.Select(item =>
            $"Work is parked, the oldest of instance '{item.Instance}': list it, repair the cause, and release it."
        );
    }

    static IEnumerable<string> Refused(IReadOnlyList<StoreTrouble> troubles) =>
        troubles.Select(trouble =>
            $"The store has been refusing {trouble.What} for {trouble.For.TotalSeconds:0} s: {trouble.Error}"
        );

    static IEnumerable<string> Runaways(IReadOnlyList<InstanceId> runaways) =>
        runaways.Count == 0
            ? []
            : [$"{runaways.Count} turns do not end and hold a thread each: those of {Named(runaways)}."];

    static string Named(IReadOnlyList<InstanceId> instances) =>
        string.Join(", ", instances.Take(MostNamed).Select(instance => $"'{instance}'"))
        + (instances.Count > MostNamed ? " and others" : "");
}
