using System.Diagnostics.Metrics;

namespace Duroxide.Runtime.Tests.Telemetry;

public sealed class StoreGaugesTests
{
    private static readonly StoreMetrics One = new(9, 4, 3, 2, 9, 90, 5, 6, 7, 1)
    {
        Suspended = 1,
        Ready = 2,
        LeasedTurns = 3,
        LeasedActivities = 4,
        HeldMessages = 8,
        OldestReady = TimeSpan.FromSeconds(90),
    };

    [Fact]
    public void All_that_a_store_holds_is_told_by_kind_and_state() =>
        Assert.Equal(
            [
                "duroxide.store.instance.count completed: 3",
                "duroxide.store.instance.count failed: 2",
                "duroxide.store.instance.count running: 3",
                "duroxide.store.instance.count suspended: 1",
                "duroxide.store.parked.count: 1",
                "duroxide.store.work.age activity: 0",
                "duroxide.store.work.age message: 0",
                "duroxide.store.work.age turn: 90",
                "duroxide.store.work.count activity leased: 4",
                "duroxide.store.work.count activity ready: 6",
                "duroxide.store.work.count message held: 8",
                "duroxide.store.work.count message ready: 5",
                "duroxide.store.work.count timer waiting: 7",
                "duroxide.store.work.count turn leased: 3",
                "duroxide.store.work.count turn ready: 2",
            ],
            Read([One])
        );

    [Fact]
    public void Counts_of_several_stores_add_up_and_the_oldest_work_is_that_of_any()
    {
        var all = Read([One, One with { OldestReady = TimeSpan.FromSeconds(100), OldestMessage = TimeSpan.Zero }]);

        Assert.Contains("duroxide.store.parked.count: 2", all);
        Assert.Contains("duroxide.store.instance.count suspended: 2", all);
        Assert.Contains("duroxide.store.work.count message held: 16", all);
        Assert.Contains("duroxide.store.work.age turn: 100", all);
    }

    [Fact]
    public void A_store_that_was_not_counted_is_not_told_of() => Assert.Empty(Read([]));

    static List<string> Read(IReadOnlyList<StoreMetrics> stores)
    {
        using var meter = new Meter("a meter of this test");
        using var listener = new MeterListener();
        var all = new List<string>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        StoreGauges.AddTo(meter, () => stores);
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. all.Order(StringComparer.Ordinal)];

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            all.Add($"{string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => tag.Value)])}: {value:0}");
    }
}
