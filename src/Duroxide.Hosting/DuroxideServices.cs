using Duroxide.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Duroxide.Hosting;

/// <summary>Adds Duroxide to a host.</summary>
public static class DuroxideServices
{
    /// <summary>Adds a runtime that lives with the host, and a <see cref="DuroxideClient"/> to inject.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Says where to store, what to run, and how.</param>
    /// <param name="key">Tells several in one host apart: their clients are keyed services. Null for the one without a key.</param>
    public static IServiceCollection AddDuroxide(
        this IServiceCollection services,
        Action<DuroxideBuilder> configure,
        object? key = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new DuroxideBuilder(services, key);
        configure(builder);
        if (key is null)
        {
            services.AddSingleton(provider => new DuroxideHost(provider, builder));
            services.AddSingleton(provider => provider.GetRequiredService<DuroxideHost>().Client);
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DuroxideHost>());
        }
        else
        {
            services.AddKeyedSingleton(key, (provider, _) => new DuroxideHost(provider, builder));
            services.AddKeyedSingleton(
                key,
                (provider, _) => provider.GetRequiredKeyedService<DuroxideHost>(key).Client
            );
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<DuroxideHost>(key));
        }
        return services;
    }

    /// <summary>Adds a health check: the store answers, the dispatchers run, and nothing is parked.</summary>
    /// <param name="checks">The health checks of the host.</param>
    /// <param name="name">The name of the check. Default <c>duroxide</c>.</param>
    /// <param name="key">Which Duroxide to check; null for the one without a key.</param>
    public static IHealthChecksBuilder AddDuroxide(
        this IHealthChecksBuilder checks,
        string name = "duroxide",
        object? key = null
    )
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.Add(
            new(
                name,
                provider => new DuroxideHealthCheck(
                    key is null
                        ? provider.GetRequiredService<DuroxideHost>()
                        : provider.GetRequiredKeyedService<DuroxideHost>(key)
                ),
                failureStatus: null,
                tags: null
            )
        );
    }
}
