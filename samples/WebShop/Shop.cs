using Duroxide;
using Duroxide.Sqlite;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace WebShop;

/// <summary>Puts the shop together.</summary>
static class Shop
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration.GetSection("WebShop").Get<ShopSettings>() ?? new ShopSettings();
        builder.Services.AddSingleton(settings);
        builder.Services.AddDuroxide(duroxide =>
            duroxide
                .UseProvider(_ => new SqliteProvider(settings.Database))
                .Configure(builder.Configuration.GetSection("Duroxide"))
                .Register(code => code.Add(OrderWorkflow.Orchestration))
                .AddActivity<ChargeCard, Charge, string>(OrderWorkflow.Charge)
                .AddActivity<ShipParcel, Order, string>(OrderWorkflow.Ship)
        );
        builder.Services.AddHealthChecks().AddDuroxide().AddDuroxideReadiness();
        AddTelemetry(builder.Services, settings);
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(http =>
        {
            // An order without an item, or a payment without a card, is refused here rather than met in the workflow.
            http.SerializerOptions.RespectNullableAnnotations = true;
            http.SerializerOptions.RespectRequiredConstructorParameters = true;
        });

        var app = builder.Build();
        // Whatever is refused before an endpoint runs says so in a body as well.
        app.UseStatusCodePages();
        app.MapOrders();
        app.MapHealthChecks("/health", new() { Predicate = check => !check.Tags.Contains("ready") });
        app.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapDuroxide("/duroxide");
        return app;
    }

    // A trace goes from the request through the workflow and its activities.
    static void AddTelemetry(IServiceCollection services, ShopSettings settings) =>
        services
            .AddOpenTelemetry()
            .WithTracing(tracing =>
            {
                tracing.AddAspNetCoreInstrumentation().AddSource(DuroxideTelemetry.ActivitySourceName);
                if (settings.ShowTraces)
                {
                    tracing.AddConsoleExporter();
                }
            })
            .WithMetrics(metrics => metrics.AddMeter(DuroxideTelemetry.MeterName).AddPrometheusExporter());
}

/// <summary>What can be set in configuration.</summary>
sealed record ShopSettings
{
    /// <summary>The file in which orders are kept.</summary>
    public string Database { get; init; } = "webshop.db";

    /// <summary>How long a customer has to pay.</summary>
    public TimeSpan PaymentDeadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether spans are written to the console.</summary>
    public bool ShowTraces { get; init; }
}
