using Duroxide;
using Duroxide.Sqlite;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Observability;

/// <summary>Puts the application together.</summary>
static class App
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration.GetSection("Observability").Get<Settings>() ?? new Settings();
        builder.Services.AddSingleton(settings).AddHttpClient().AddHostedService<Traffic>();
        builder.Services.AddDuroxide(duroxide =>
            duroxide
                .UseProvider(_ => new SqliteProvider(settings.Database))
                .Configure(builder.Configuration.GetSection("Duroxide"))
                .Configure(options =>
                    options with
                    {
                        Retention = new()
                        {
                            Default = new() { KeepFor = settings.KeepFor },
                            Interval = TimeSpan.FromSeconds(2),
                        },
                    }
                )
                .Register(Orders.Register)
        );
        AddTelemetry(builder.Services, settings);
        builder.Services.AddHealthChecks().AddDuroxide().AddDuroxideReadiness();

        var app = builder.Build();
        app.MapOrders();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapHealthChecks("/health", new() { Predicate = check => !check.Tags.Contains("ready") });
        app.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        return app;
    }

    // Each request has a span, under which those of Duroxide lie.
    static void AddTelemetry(IServiceCollection services, Settings settings) =>
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("orders"))
            .WithTracing(tracing =>
            {
                tracing.AddAspNetCoreInstrumentation().AddSource(DuroxideTelemetry.ActivitySourceName);
                if (settings.Console)
                {
                    tracing.AddConsoleExporter();
                }
            })
            .WithMetrics(metrics => metrics.AddMeter(DuroxideTelemetry.MeterName).AddPrometheusExporter());
}

/// <summary>What can be set in configuration.</summary>
sealed record Settings
{
    /// <summary>The file in which orders are kept.</summary>
    public string Database { get; init; } = "observability.db";

    /// <summary>Whether spans are written to the console.</summary>
    public bool Console { get; init; } = true;

    /// <summary>How long customers wait before the next one comes.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an order is kept after its end.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromMinutes(1);
}
