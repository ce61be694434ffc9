using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Duroxide.Scenarios;

/// <summary>What is measured while it is open, by all runtimes of the process.</summary>
public sealed class MeterBook : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<Measured> all = new();

    public MeterBook()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == DuroxideTelemetry.MeterName)
            {
                Instruments.Add(instrument);
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    /// <summary>The instruments that there are.</summary>
    public ConcurrentBag<Instrument> Instruments { get; } = [];

    /// <summary>What an instrument measured, where an attribute has a value.</summary>
    public IReadOnlyList<Measured> Of(string instrument, string attribute, string value) =>
        [.. all.Where(one => one.Instrument == instrument && one[attribute] == value)];

    /// <summary>What an instrument measured.</summary>
    public IReadOnlyList<Measured> Of(string instrument) => [.. all.Where(one => one.Instrument == instrument)];

    /// <summary>Reads the gauges.</summary>
    public void Read() => listener.RecordObservableInstruments();

    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        all.Enqueue(new(instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => $"{tag.Value}")));
}

/// <summary>One measurement.</summary>
/// <param name="Instrument">The instrument's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Attributes">The attributes.</param>
public sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The value of an attribute; null when it has none.</summary>
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}
