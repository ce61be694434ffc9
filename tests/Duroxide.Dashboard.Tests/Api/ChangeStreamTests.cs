using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Duroxide.Dashboard.Tests;

public sealed class ChangeStreamTests : IAsyncLifetime
{
    DashboardApp app = null!;

    public async ValueTask InitializeAsync() => app = await DashboardApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Changes_of_an_instance_are_sent_until_its_end()
    {
        await app.StartOrderAsync("order-1");
        var seen = new List<(string? Status, string? Says)>();

        await using var stream = await app.Http.GetStreamAsync($"{app.Address}/api/instance/changes?id=order-1");
        await foreach (var change in SseParser.Create(stream).EnumerateAsync())
        {
            using var data = JsonDocument.Parse(change.Data);
            seen.Add((Text(data, "status"), Text(data, "customStatus")));
            if (seen.Count == 1)
            {
                await app.Client.RaiseEventAsync("order-1", "Payment", "4242");
            }
        }

        Assert.Equal(("Running", "waiting for payment"), seen[0]);
        Assert.Equal(("Completed", "shipped"), seen[^1]);
    }

    [Fact]
    public async Task An_event_that_leaves_the_row_as_it_is_is_seen_too()
    {
        await app.Client.StartOrchestrationAsync(Shop.Inbox, "inbox-1", 3);
        var events = new List<long>();

        await using var stream = await app.Http.GetStreamAsync($"{app.Address}/api/instance/changes?id=inbox-1");
        await foreach (var change in SseParser.Create(stream).EnumerateAsync())
        {
            using var data = JsonDocument.Parse(change.Data);
            var now = data.RootElement.GetProperty("events").GetInt64();
            if (events.Count == 0 || now > events[^1])
            {
                events.Add(now);
                await app.Client.SendMessageAsync("inbox-1", "work", 1);
            }
        }

        Assert.True(events.Count > 2, string.Join(", ", events));
    }

    [Fact]
    public async Task The_deletion_of_an_instance_ends_the_stream()
    {
        await app.StartOrderAsync("order-1");
        var kinds = new List<string>();

        await using var stream = await app.Http.GetStreamAsync($"{app.Address}/api/instance/changes?id=order-1");
        await foreach (var change in SseParser.Create(stream).EnumerateAsync())
        {
            kinds.Add(change.EventType);
            if (kinds.Count == 1)
            {
                await app.Client.Management.DeleteInstanceAsync("order-1", force: true);
            }
        }

        Assert.Equal("deleted", kinds[^1]);
    }

    [Fact]
    public async Task The_changes_of_nobody_are_not_found()
    {
        using var response = await app.GetAsync("/api/instance/changes?id=nobody");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    static string? Text(JsonDocument data, string name) => data.RootElement.GetProperty(name).GetString();
}
