using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Duroxide.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Dashboard.Tests;

public sealed class OverviewTests
{
    class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    sealed class EarlyClock : SettableClock
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 1000 : dueTime, period);
    }

    [Fact]
    public async Task The_counts_are_sent_as_events_one_after_the_other()
    {
        await using var app = await DashboardApp.StartAsync();
        await app.StartOrderAsync("order-1");
        var samples = new List<JsonElement>();

        await using var stream = await app.Http.GetStreamAsync($"{app.Address}/api/metrics/changes");
        await foreach (var change in SseParser.Create(stream).EnumerateAsync())
        {
            using var data = JsonDocument.Parse(change.Data);
            samples.Add(data.RootElement.Clone());
            if (samples.Count == 2)
            {
                break;
            }
        }

        Assert.Equal(1, samples[0].GetProperty("metrics").GetProperty("running").GetInt64());
        Assert.Equal(1, samples[1].GetProperty("number").GetInt64() - samples[0].GetProperty("number").GetInt64());
        Assert.Equal(0, samples[1].GetProperty("endedPerSecond").GetDouble());
    }

    [Fact]
    public async Task Counts_that_are_not_yet_two_seconds_old_are_not_sent_again()
    {
        var clock = new EarlyClock();
        await using var app = await DashboardApp.StartAsync(services: services =>
            services.AddSingleton<TimeProvider>(clock)
        );
        var ids = new List<string>();

        using var lines = new StreamReader(await app.Http.GetStreamAsync($"{app.Address}/api/metrics/changes"));
        while (ids.Count < 2 && await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                ids.Add(line);
            }
            if (line is ": still here")
            {
                clock.Now += TimeSpan.FromSeconds(2);
            }
        }

        Assert.Equal(["id: 1", "id: 2"], ids);
    }

    [Fact]
    public async Task All_who_look_share_the_counts_until_they_are_two_seconds_old()
    {
        var clock = new SettableClock();
        var store = new AwayStore(new InMemoryProvider());
        await using var app = await DashboardApp.StartAsync(
            provider: store.Provider,
            services: services => services.AddSingleton<TimeProvider>(clock)
        );
        var counted = 0;
        store.Before = (method, _) => counted += method == nameof(IManagement.GetMetricsAsync) ? 1 : 0;
        await app.Http.GetStringAsync(app.Address);
        await app.StartOrderAsync("order-1");

        var page = await app.Http.GetStringAsync(app.Address);
        var early = await app.JsonAsync("/api/metrics");
        clock.Now += TimeSpan.FromSeconds(2);
        var late = await app.JsonAsync("/api/metrics");

        Assert.Contains("<strong>0</strong>", page);
        Assert.Equal((0, 1), (early.GetProperty("running").GetInt64(), late.GetProperty("running").GetInt64()));
        Assert.Equal(2, counted);
    }

    [Fact]
    public async Task All_who_look_share_the_failures_until_they_are_two_seconds_old()
    {
        var clock = new SettableClock();
        var store = new AwayStore(new InMemoryProvider());
        await using var app = await DashboardApp.StartAsync(
            provider: store.Provider,
            services: services => services.AddSingleton<TimeProvider>(clock)
        );
        await FailAsync(app, "broken-1");
        var listed = 0;
        store.Before = (method, _) => listed += method == nameof(IManagement.ListInstancesAsync) ? 1 : 0;

        await app.JsonAsync("/api/failures");
        await FailAsync(app, "broken-2");
        var early = await app.JsonAsync("/api/failures");
        clock.Now += TimeSpan.FromSeconds(2);
        var late = await app.JsonAsync("/api/failures");

        Assert.Equal((1, 2), (early[0].GetProperty("count").GetInt64(), late[0].GetProperty("count").GetInt64()));
        Assert.Equal(2, listed);
    }

    static async Task FailAsync(DashboardApp app, string id)
    {
        await app.Client.StartOrchestrationAsync(Shop.Broken, id, "out of paper");
        await app.Client.WaitForEndAsync(id, DashboardApp.Generous);
    }

    [Fact]
    public async Task The_node_and_its_retention_are_told()
    {
        var policy = new RetentionPolicy { KeepFor = TimeSpan.FromDays(30), KeepExecutions = 3 };
        await using var app = await DashboardApp.StartAsync(runtime: options =>
            options with
            {
                NodeId = "node-7",
                Retention = new() { Default = policy },
            }
        );
        using var generous = new CancellationTokenSource(DashboardApp.Generous);
        var node = await app.JsonAsync("/api/node");
        while (node.GetProperty("retention").GetProperty("sweeps").GetInt64() == 0)
        {
            generous.Token.ThrowIfCancellationRequested();
            node = await app.JsonAsync("/api/node");
        }

        Assert.Equal("node-7", node.GetProperty("id").GetString());
        Assert.True(node.GetProperty("isWorking").GetBoolean());
        Assert.True(node.GetProperty("retention").TryGetProperty("last", out _));
        Assert.Equal(
            "for 30 d 0 h after its end; 3 executions of each",
            node.GetProperty("retention").GetProperty("policies")[0].GetProperty("kept").GetString()
        );
        Assert.Contains("node-7", await app.Http.GetStringAsync(app.Address));
    }

    [Fact]
    public async Task An_application_without_retention_says_so()
    {
        await using var app = await DashboardApp.StartAsync();

        Assert.Contains("removes nothing by itself", await app.Http.GetStringAsync(app.Address));
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_on_each_page_and_is_back_when_it_is_back()
    {
        var store = new AwayStore(new InMemoryProvider());
        await using var app = await DashboardApp.StartAsync(provider: store.Provider);
        await app.StartOrderAsync("order-1");
        string[] paths = ["", "/instances", "/instance?id=order-1", "/moment?id=order-1", "/work", "/fork?id=order-1"];

        store.IsAway = true;
        foreach (var path in paths)
        {
            using var response = await app.GetAsync(path);
            var page = await response.Content.ReadAsStringAsync();
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, response.StatusCode));
            Assert.Contains("The store does not answer", page);
        }
        using var api = await app.GetAsync("/api/metrics/changes");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (api.StatusCode, api.Headers.RetryAfter is not null));
        Assert.Contains("is away", await app.Http.GetStringAsync($"{app.Address}/deployment?run=yes"));

        store.IsAway = false;
        foreach (var path in paths)
        {
            using var response = await app.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        }
    }
}
