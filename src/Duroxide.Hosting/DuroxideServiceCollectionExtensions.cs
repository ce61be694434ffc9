using Duroxide;
using Duroxide.Hosting;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Duroxide to a host.</summary>
public static class DuroxideServiceCollectionExtensions
{
    /// <summary>Adds a runtime that lives with the host, and a <see cref="DuroxideClient"/> to inject.</summary>
    /// <remarks>Called again for the same key, it adds to what is there, so that libraries can bring their code: there is one runtime for each key.</remarks>
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
        if (Known(services, key) is { } known)
        {
            configure(known);
            return services;
        }
        var builder = new DuroxideBuilder(services, key);
        services.AddKeyedSingleton(key, builder);
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

    static DuroxideBuilder? Known(IServiceCollection services, object? key) =>
        services
            .Where(service => service.ServiceType == typeof(DuroxideBuilder) && Equals(service.ServiceKey, key))
            .Select(service =>
                service.IsKeyedService ? service.KeyedImplementationInstance : service.ImplementationInstance
            )
            .OfType<DuroxideBuilder>()
            .FirstOrDefault();

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
        return checks.Add(new(name, services => new DuroxideHealthCheck(HostOf(services, key)), null, tags: null));
    }

    /// <summary>Adds a check whether work may be sent here: the store can be reached and has the schema of this build, and the runtime has started and is not stopping.</summary>
    /// <remarks>It has the tag <c>ready</c>, by which an endpoint of its own finds it. What is parked, or is refused for a while, does not make a node unready.</remarks>
    /// <param name="checks">The health checks of the host.</param>
    /// <param name="name">The name of the check. Default <c>duroxide-ready</c>.</param>
    /// <param name="key">Which Duroxide to check; null for the one without a key.</param>
    public static IHealthChecksBuilder AddDuroxideReadiness(
        this IHealthChecksBuilder checks,
        string name = "duroxide-ready",
        object? key = null
    )
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.Add(
            new(
                name,
                services => new DuroxideReadinessCheck(
                    HostOf(services, key),
                    services.GetService<IHostApplicationLifetime>()
                ),
                null,
                tags: ["ready"],
                timeout: DuroxideReadinessCheck.Patience
            )
        );
    }

    static DuroxideHost HostOf(IServiceProvider services, object? key) =>
        key is null ? services.GetRequiredService<DuroxideHost>() : services.GetRequiredKeyedService<DuroxideHost>(key);
}
