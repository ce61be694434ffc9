using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Duroxide.Aspire.Tests;

/// <summary>The model of a distributed application, which is built and not started: that takes programs of Aspire's own.</summary>
public sealed class DuroxideResourceTests
{
    readonly IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { Args = [], DisableDashboard = true }
    );

    [Fact]
    public void Orchestrations_stand_below_their_application()
    {
        var shop = builder.AddExecutable("shop", "dotnet", ".", "run").WithHttpEndpoint();
        var orders = builder.AddDuroxide("orders", shop);
        builder.AddExecutable("tests", "dotnet", ".", "test").WaitFor(orders);

        using var app = builder.Build();
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();

        Assert.Same(shop.Resource, Assert.Single(model.Resources.OfType<DuroxideResource>()).Parent);
        Assert.Equal(
            "Duroxide",
            orders.Resource.Annotations.OfType<ResourceSnapshotAnnotation>().Single().InitialSnapshot.ResourceType
        );
        // Who waits for a child waits for its parent as well.
        Assert.Equal(
            ["shop", "orders"],
            model
                .Resources.Single(each => each.Name == "tests")
                .Annotations.OfType<WaitAnnotation>()
                .Select(wait => wait.Resource.Name)
        );
    }

    [Fact]
    public void They_are_no_part_of_what_is_deployed()
    {
        var orders = builder.AddDuroxide("orders", Shop());

        Assert.Contains(ManifestPublishingCallbackAnnotation.Ignore, orders.Resource.Annotations);
    }

    [Fact]
    public async Task The_link_to_the_dashboard_comes_with_the_address_of_the_application()
    {
        var shop = Shop();
        var orders = builder.AddDuroxide("orders", shop, new() { DashboardPath = "/ops/workflows" });
        await using var app = builder.Build();
        Assert.Null(orders.Resource.DashboardUrl);

        Allocate(shop, 5017);
        await builder.Eventing.PublishAsync(
            new ResourceEndpointsAllocatedEvent(shop.Resource, app.Services),
            TestContext.Current.CancellationToken
        );

        var shown = app.Services.GetRequiredService<ResourceNotificationService>();
        Assert.True(shown.TryGetCurrentState("orders", out var state));
        var link = Assert.Single(state.Snapshot.Urls);
        Assert.Equal("http://127.0.0.1:5017/ops/workflows", link.Url);
        Assert.Equal("Orchestrations", link.DisplayProperties.DisplayName);
    }

    [Theory]
    [InlineData(200, HealthStatus.Healthy)]
    [InlineData(503, HealthStatus.Unhealthy)]
    [InlineData(404, HealthStatus.Unhealthy)]
    public async Task They_are_healthy_when_their_application_is_ready(int answer, HealthStatus expected)
    {
        await using var answering = await AnswerAsync(answer);
        var shop = Shop();
        builder.AddDuroxide("orders", shop);
        Allocate(shop, new Uri(answering.Urls.Single()).Port);

        var entry = await CheckAsync();

        Assert.Equal(expected, entry.Status);
        Assert.Equal(
            expected != HealthStatus.Healthy,
            entry.Description?.Contains($"answers {answer}", StringComparison.Ordinal) ?? false
        );
    }

    [Fact]
    public async Task An_application_without_an_address_is_not_ready()
    {
        builder.AddDuroxide("orders", Shop());

        var entry = await CheckAsync();

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.StartsWith("'shop' has no address yet.", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_has_gone_is_not_ready()
    {
        var answering = await AnswerAsync(200);
        var shop = Shop();
        builder.AddDuroxide("orders", shop);
        Allocate(shop, new Uri(answering.Urls.Single()).Port);
        await answering.DisposeAsync();

        var entry = await CheckAsync();

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.EndsWith("/ready does not answer.", entry.Description, StringComparison.Ordinal);
    }

    IResourceBuilder<ExecutableResource> Shop() =>
        builder.AddExecutable("shop", "dotnet", ".", "run").WithHttpEndpoint();

    // As the orchestrator of Aspire does when it starts the application.
    static void Allocate(IResourceBuilder<IResourceWithEndpoints> shop, int port)
    {
        var endpoint = shop.Resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new(endpoint, "127.0.0.1", port);
    }

    async Task<HealthReportEntry> CheckAsync()
    {
        await using var app = builder.Build();
        var report = await app
            .Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Name == "orders-readiness", TestContext.Current.CancellationToken);
        return report.Entries["orders-readiness"];
    }

    static async Task<WebApplication> AnswerAsync(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/ready", () => Results.StatusCode(status));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
