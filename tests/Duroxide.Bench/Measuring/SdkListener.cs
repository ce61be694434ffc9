using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Duroxide.Bench;

/// <summary>OpenTelemetry's SDK over all traces and metrics, in batches as an exporter gets them, with exporters that read everything and send nothing.</summary>
sealed class SdkListener : IDisposable
{
    // By default what comes faster than it is exported is dropped, which would be cheaper than it is.
    const int Queue = 1 << 20;

    readonly TracerProvider traces;
    readonly MeterProvider meters;

    public SdkListener()
    {
        traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(DuroxideTelemetry.ActivitySourceName)
            .AddProcessor(new BatchActivityExportProcessor(new Spans(), Queue))
            .Build();
        meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter(DuroxideTelemetry.MeterName)
            .AddReader(new PeriodicExportingMetricReader(new Instruments(), exportIntervalMilliseconds: 1000))
            .Build();
    }

    public void Dispose()
    {
        traces.Dispose();
        meters.Dispose();
    }

    sealed class Spans : BaseExporter<System.Diagnostics.Activity>
    {
        long read;

        public override ExportResult Export(in Batch<System.Diagnostics.Activity> batch)
        {
            foreach (var span in batch)
            {
                read += span.DisplayName.Length + span.Duration.Ticks;
                foreach (ref readonly var tag in span.EnumerateTagObjects())
                {
                    read += tag.Key.Length + (tag.Value is null ? 0 : 1);
                }
            }
            return ExportResult.Success;
        }
    }

    sealed class Instruments : BaseExporter<OpenTelemetry.Metrics.Metric>
    {
        long read;

        public override ExportResult Export(in Batch<OpenTelemetry.Metrics.Metric> batch)
        {
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    read += point.Tags.Count + point.EndTime.Ticks;
                }
            }
            return ExportResult.Success;
        }
    }
}
