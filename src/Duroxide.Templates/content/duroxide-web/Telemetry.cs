using Duroxide;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace APP_NAMESPACE;

static class Telemetry
{
    /// <summary>Traces and metrics of requests, workflows and activities, sent to where OTEL_EXPORTER_OTLP_ENDPOINT points.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("PROJECT_NAME"))
            .WithTracing(traces =>
                traces.AddAspNetCoreInstrumentation().AddSource(DuroxideTelemetry.ActivitySourceName)
            )
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(DuroxideTelemetry.MeterName));
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }
    }
}
