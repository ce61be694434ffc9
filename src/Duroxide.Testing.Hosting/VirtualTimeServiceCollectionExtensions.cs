using Duroxide;
using Duroxide.Hosting;
using Duroxide.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts virtual time under an application.</summary>
public static class VirtualTimeServiceCollectionExtensions
{
    // A poll or a sweep would only make the clock take small steps; work is signalled.
    static readonly TimeSpan Never = TimeSpan.FromDays(3000);

    /// <summary>Gives a host a virtual clock, and each Duroxide in it a store in memory on that clock, in place of what it has.</summary>
    /// <remarks>
    /// Call it after <c>AddDuroxide</c>, as in <c>ConfigureTestServices</c> of a web application. What waits by itself and is
    /// to wait by this clock takes its <see cref="TimeProvider"/> from the services.
    /// </remarks>
    /// <param name="services">The services of the host.</param>
    /// <param name="time">The clock, which the test moves.</param>
    /// <exception cref="InvalidOperationException">The services hold no Duroxide.</exception>
    public static IServiceCollection UseVirtualTime(this IServiceCollection services, VirtualTimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(time);
        var builders = services
            .Where(service => service.ServiceType == typeof(DuroxideBuilder))
            .Select(service =>
                service.IsKeyedService ? service.KeyedImplementationInstance : service.ImplementationInstance
            )
            .OfType<DuroxideBuilder>()
            .ToList();
        if (builders.Count == 0)
        {
            throw new InvalidOperationException(
                "UseVirtualTime found no Duroxide in the services. Call it after AddDuroxide: in a test of a web application, in ConfigureTestServices."
            );
        }
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(time);
        foreach (var builder in builders)
        {
            builder
                .ReplaceProvider(_ => new InMemoryProvider(time))
                .Configure(options => WithoutHaste(options) with { Time = time });
        }
        return services;
    }

    // However far the clock went while a thread waited for a processor, no turn has run away; and a host that stops waits
    // for no time that nobody lets pass.
    static RuntimeOptions WithoutHaste(RuntimeOptions options) =>
        options with
        {
            LongPoll = Never,
            SessionSweep = Never,
            TurnTimeout = Never,
            TurnLimit = Never,
            ShutdownTimeout = TimeSpan.Zero,
            StoreCountInterval = null,
        };
}
