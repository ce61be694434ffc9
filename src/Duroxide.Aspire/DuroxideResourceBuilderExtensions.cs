using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds Duroxide to the model of a distributed application.</summary>
public static class DuroxideResourceBuilderExtensions
{
    /// <summary>Shows the durable orchestrations of an application below it, with a link to their dashboard and with their readiness.</summary>
    /// <remarks>It is in the state of the application. Whoever waits for it waits until work may be sent there.</remarks>
    /// <param name="builder">The distributed application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="application">What has Duroxide in its host, and maps its dashboard and its readiness.</param>
    /// <param name="options">Where it maps them; null for the defaults.</param>
    public static IResourceBuilder<DuroxideResource> AddDuroxide(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<IResourceWithEndpoints> application,
        DuroxideResourceOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(application);
        options ??= new();
        var resource = new DuroxideResource(name, application.Resource, options);
        var check = $"{name}-readiness";
        builder.Services.AddHttpClient();
        builder
            .Services.AddHealthChecks()
            .Add(
                new(
                    check,
                    services => new ReadinessCheck(resource, services.GetRequiredService<IHttpClientFactory>()),
                    HealthStatus.Unhealthy,
                    tags: null,
                    timeout: ReadinessCheck.Patience
                )
            );
        builder.Eventing.Subscribe<ResourceEndpointsAllocatedEvent>(
            application.Resource,
            (allocated, _) => ShowAsync(resource, allocated.Services)
        );
        return builder
            .AddResource(resource)
            .WithInitialState(new() { ResourceType = "Duroxide", Properties = [] })
            .WithHealthCheck(check)
            .ExcludeFromManifest();
    }

    static Task ShowAsync(DuroxideResource resource, IServiceProvider services) =>
        services
            .GetRequiredService<ResourceNotificationService>()
            .PublishUpdateAsync(
                resource,
                before =>
                    before with
                    {
                        Urls = resource.DashboardUrl is { } url
                            ? [new("dashboard", url, IsInternal: false) { DisplayProperties = new("Orchestrations") }]
                            : [],
                    }
            );
}
