using Duroxide.Hosting;
using Duroxide.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Dashboard;

/// <summary>What one mapped dashboard keeps in mind between requests; all of it is bounded, and may be lost.</summary>
/// <param name="options">How the dashboard behaves.</param>
sealed class Board(DashboardOptions options)
{
    Programs? programs;

    public DashboardOptions Options => options;

    /// <summary>How histories stood when they were last looked at.</summary>
    public Moments Moments { get; } = new();

    /// <summary>The counts of the last minutes.</summary>
    public Samples Samples { get; } = new();

    /// <summary>Why instances failed.</summary>
    public Failures Failures { get; } = new();

    /// <summary>Held by the check of a deployment that runs.</summary>
    public SemaphoreSlim Check { get; } = new(1, 1);

    /// <summary>The runtime of this application; null where there is a client alone.</summary>
    public DuroxideHost? HostOf(IServiceProvider services) =>
        options.Key is { } key ? services.GetKeyedService<DuroxideHost>(key) : services.GetService<DuroxideHost>();

    /// <summary>The code to replay histories with; null where there is none.</summary>
    public Programs? ProgramsOf(DuroxideHost? host) =>
        programs ??= (options.Code ?? host?.Registry) is { } code
            ? Programs.From(code, host?.Options.Payloads, host?.Options.Determinism)
            : null;
}
