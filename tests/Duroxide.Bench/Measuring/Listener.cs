using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Duroxide.Bench;

/// <summary>Listens to all traces and metrics as an exporter does: it looks at every span, and adds up every instrument by its attributes.</summary>
sealed class Listener : IDisposable
{
    readonly ActivityListener spans;
    readonly MeterListener meters = new();
    readonly ConcurrentDictionary<Instrument, Total> totals = new();
    long written;

    public Listener(bool toSpans, bool toInstruments)
    {
        spans = new ActivityListener
        {
            ShouldListenTo = source => toSpans && source.Name == DuroxideTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.Duration > TimeSpan.Zero)
                {
                    Interlocked.Increment(ref written);
                }
            },
        };
        ActivitySource.AddActivityListener(spans);
        meters.InstrumentPublished = (instrument, listening) =>
        {
            if (toInstruments && instrument.Meter.Name == DuroxideTelemetry.MeterName)
            {
                listening.EnableMeasurementEvents(instrument, totals.GetOrAdd(instrument, _ => new()));
            }
        };
        meters.SetMeasurementEventCallback<long>((_, value, tags, total) => ((Total)total!).Add(value, tags));
        meters.SetMeasurementEventCallback<double>((_, value, tags, total) => ((Total)total!).Add(value, tags));
        meters.Start();
    }

    public void Dispose()
    {
        meters.Dispose();
        spans.Dispose();
    }

    /// <summary>What an instrument measured, by the values of its attributes.</summary>
    sealed class Total
    {
        readonly Lock gate = new();
        readonly Dictionary<int, (long Count, double Sum)> sums = [];

        public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = new HashCode();
            foreach (var (name, attribute) in tags)
            {
                key.Add(name);
                key.Add(attribute);
            }
            lock (gate)
            {
                var (count, sum) = sums.GetValueOrDefault(key.ToHashCode());
                sums[key.ToHashCode()] = (count + 1, sum + value);
            }
        }
    }
}
