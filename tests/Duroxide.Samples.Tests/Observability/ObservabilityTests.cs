using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Duroxide;
using Duroxide.Samples.Tests;

namespace Observability.Tests;

/// <summary>The sample runs, and its scrape, its traces and its view show what happens.</summary>
public sealed class ObservabilityTests : IAsyncLifetime
{
    // These move only when something is wrong, or when instances are very many.
    private static readonly string[] Rare =
    [
        "duroxide_lease_losses_total",
        "duroxide_store_retries_total",
        "duroxide_limit_waited_seconds_total",
    ];

    private readonly TestFolder folder = new();
    private ObservedProcess sample = null!;

    public async ValueTask InitializeAsync() =>
        sample = await ObservedProcess.StartAsync(
            folder,
            "--Observability:Pace=00:00:00.050",
            "--Observability:KeepFor=00:00:01",
            "--Duroxide:StoreCountInterval=00:00:01",
            "--Duroxide:HotInstances=4"
        );

    public async ValueTask DisposeAsync()
    {
        await sample.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_scrape_shows_every_metric_and_each_of_them_moves()
    {
        var wanted = Instruments().SelectMany(PrometheusNames.Of).Except(Rare).ToList();

        var scraped = await sample.ScrapeUntilAsync(now =>
            wanted
                .Where(name => !now.Any(one => one.Name == name && !double.IsNaN(one.Value)))
                .Concat(Moving(wanted).Where(name => !now.Any(one => one.Name == name && one.Value > 0)))
        );

        Assert.Empty(
            scraped
                .Select(one => one.Name)
                .Where(name => name.StartsWith("duroxide_", StringComparison.Ordinal))
                .Except(Instruments().SelectMany(PrometheusNames.Of))
        );
    }

    [Fact]
    public async Task Orders_that_fail_are_cancelled_repeat_themselves_or_are_charged_again_are_told_apart() =>
        await sample.ScrapeUntilAsync(now =>
            new (string Metric, string Label, string Value)[]
            {
                ("duroxide_orchestration_duration_seconds_count", "duroxide_outcome", "completed"),
                ("duroxide_orchestration_duration_seconds_count", "duroxide_outcome", "failed"),
                ("duroxide_orchestration_duration_seconds_count", "duroxide_outcome", "cancelled"),
                ("duroxide_orchestration_duration_seconds_count", "duroxide_outcome", "continued_as_new"),
                ("duroxide_activity_duration_seconds_count", "duroxide_activity_attempt", "2"),
                ("duroxide_store_instance_count", "duroxide_instance_state", "running"),
                ("duroxide_retention_deletions_total", "duroxide_deleted", "instance"),
            }
                .Where(wanted =>
                    !now.Any(one => one.Name == wanted.Metric && one.Has(wanted.Label, wanted.Value) && one.Value > 0)
                )
                .Select(wanted => $"{wanted.Metric} {wanted.Value}")
        );

    [Fact]
    public async Task A_trace_goes_from_the_request_through_the_orchestration_its_activities_and_its_child()
    {
        var (trace, caller) = (ActivityTraceId.CreateRandom().ToString(), ActivitySpanId.CreateRandom().ToString());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders/traced")
        {
            Content = JsonContent.Create(new Order("a lamp", "flaky")),
            Headers = { { "traceparent", $"00-{trace}-{caller}-01" } },
        };

        (await sample.Http.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await sample.TraceAsync(trace, ["child orders/ship"]);
        await sample.Http.PostAsync("/orders/traced/delivered", null, TestContext.Current.CancellationToken);
        var spans = await sample.TraceAsync(
            trace,
            [
                "POST /orders/{id}",
                "start orders/fulfil",
                "turn orders/fulfil",
                "activity orders/charge",
                "child orders/ship",
                "turn orders/ship",
                "timer",
                "activity orders/hand-over",
                "orchestration orders/ship",
                "orchestration orders/fulfil",
            ]
        );

        // All hang together, down from the caller.
        var known = spans.Select(span => span.Id).Append(caller).ToHashSet();
        Assert.All(spans, span => Assert.Contains(span.Parent, known));
        Assert.Equal(spans.Count, spans.Select(span => span.Id).Distinct().Count());
        Assert.Equal("POST /orders/{id}", Assert.Single(spans, span => span.Parent == caller).Name);
        Assert.Equal(2, spans.Count(span => span.Name == "activity orders/charge"));
    }

    [Fact]
    public async Task The_view_in_the_terminal_shows_rates_durations_queues_and_limits()
    {
        await sample.ScrapeUntilAsync(now =>
            now.Any(one => one.Name == "duroxide_store_work_count") ? [] : ["the queues"]
        );

        var shown = await SampleProcess.RunAsync(
            "Observability",
            folder,
            ["watch", new Uri(sample.Address, "/metrics").ToString(), "--once"]
        );

        var fulfil = Assert.Single(shown, line => line.StartsWith("orders/fulfil ", StringComparison.Ordinal));
        Assert.Matches(@"orders/fulfil +\d+ +[1-9]\d*\.\d ", fulfil);
        Assert.Contains(shown, line => line.StartsWith("orders/charge ", StringComparison.Ordinal));
        foreach (var part in new[] { "QUEUES", "OLDEST", "INSTANCES", "LIMITS" })
        {
            Assert.Contains(shown, line => line.StartsWith(part, StringComparison.Ordinal) && line.Length > 12);
        }
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/ready")]
    public async Task Health_and_readiness_have_an_address_each(string address) =>
        Assert.Equal("Healthy", await sample.Http.GetStringAsync(address, TestContext.Current.CancellationToken));

    // A gauge may be zero when all is well.
    static IEnumerable<string> Moving(IEnumerable<string> names) =>
        names
            .Where(name =>
                name.EndsWith("_total", StringComparison.Ordinal) || name.EndsWith("_count", StringComparison.Ordinal)
            )
            .Except(["duroxide_store_parked_count"]);

    static List<Instrument> Instruments()
    {
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == DuroxideTelemetry.MeterName)
                {
                    instruments.Add(instrument);
                }
            },
        };
        foreach (var name in new[] { "Metrics", "RuntimeGauges" })
        {
            var type = typeof(DuroxideRuntime).Assembly.GetType($"Duroxide.Runtime.{name}", throwOnError: true)!;
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
        listener.Start();
        return instruments;
    }
}
