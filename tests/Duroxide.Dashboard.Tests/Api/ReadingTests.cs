using System.Net;

namespace Duroxide.Dashboard.Tests;

public sealed class ReadingTests : IAsyncLifetime
{
    DashboardApp app = null!;

    public async ValueTask InitializeAsync() => app = await DashboardApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Instances_are_listed_a_page_at_a_time()
    {
        for (var number = 1; number <= 3; number++)
        {
            await app.Client.StartOrchestrationAsync(Shop.Echo, $"echo-{number}", "hello");
        }

        var first = await app.JsonAsync("/api/instances?prefix=echo-&order=ById&limit=2");
        var after = Uri.EscapeDataString(first.GetProperty("next").GetString()!);
        var second = await app.JsonAsync($"/api/instances?prefix=echo-&order=ById&limit=2&after={after}");

        Assert.Equal(["echo-1", "echo-2"], Ids(first));
        Assert.Equal(["echo-3"], Ids(second));
        Assert.False(second.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Instances_are_chosen_by_status_name_and_tag()
    {
        await app.StartOrderAsync("order-1");
        await app.Client.StartOrchestrationAsync(Shop.Broken, "broken-1", "out of paper");
        await app.Client.WaitForEndAsync("broken-1", DashboardApp.Generous);

        Assert.Equal(["broken-1"], Ids(await app.JsonAsync("/api/instances?status=Failed")));
        Assert.Equal(["order-1"], Ids(await app.JsonAsync("/api/instances?name=shop/order")));
        Assert.Equal(["order-1"], Ids(await app.JsonAsync("/api/instances?tag=customer%3DAda")));
        Assert.Empty(Ids(await app.JsonAsync("/api/instances?tag=customer%3DBob")));
    }

    [Fact]
    public async Task Instances_are_counted_by_status()
    {
        await app.StartOrderAsync("order-1");

        var counts = await app.JsonAsync("/api/instances/count?by=status&name=shop/order");

        Assert.Equal("Running", counts[0].GetProperty("group").GetString());
        Assert.Equal(1, counts[0].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task An_instance_is_shown_with_what_it_waits_for_and_its_values_executions_and_children()
    {
        await app.ShipOrderAsync("order/1 ä?#");
        await app.StartOrderAsync("order-2");

        var shipped = await app.JsonAsync($"/api/instance?id={Uri.EscapeDataString("order/1 ä?#")}");
        var waiting = await app.JsonAsync("/api/instance?id=order-2");

        Assert.Equal("order/1 ä?#", shipped.GetProperty("summary").GetProperty("instance").GetString());
        Assert.Contains("a lamp", shipped.GetProperty("output").GetString());
        Assert.Equal("wish", shipped.GetProperty("values")[0].GetProperty("key").GetString());
        Assert.Equal(1, shipped.GetProperty("executions")[0].GetProperty("execution").GetInt32());
        Assert.Equal("shop/ship", shipped.GetProperty("children")[0].GetProperty("orchestration").GetString());
        Assert.Contains(
            waiting.GetProperty("waits").EnumerateArray(),
            wait => wait.GetProperty("kind").GetString() == "Event" && wait.GetProperty("name").GetString() == "Payment"
        );
    }

    [Fact]
    public async Task A_history_is_read_a_page_at_a_time()
    {
        await app.ShipOrderAsync("order-1");

        var first = await app.JsonAsync("/api/instance/history?id=order-1&limit=3");
        var next = first.GetProperty("next").GetInt64();
        var second = await app.JsonAsync($"/api/instance/history?id=order-1&limit=3&execution=1&from={next}");

        Assert.Equal("Started", first.GetProperty("events")[0].GetProperty("kind").GetString());
        Assert.Contains("a lamp", first.GetProperty("events")[0].GetProperty("payload").GetString());
        Assert.Equal(4, next);
        Assert.Equal(4, second.GetProperty("events")[0].GetProperty("event").GetInt64());
    }

    [Fact]
    public async Task An_instance_that_did_not_change_is_not_sent_again()
    {
        await app.ShipOrderAsync("order-1");
        using var first = await app.GetAsync("/api/instance?id=order-1");

        using var again = await app.SendAsync(
            HttpMethod.Get,
            "/api/instance?id=order-1",
            ("If-None-Match", first.Headers.ETag!.Tag)
        );
        await app.PostAsync("/api/instance/restart?id=order-1");
        using var changed = await app.SendAsync(
            HttpMethod.Get,
            "/api/instance?id=order-1",
            ("If-None-Match", first.Headers.ETag!.Tag)
        );

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task A_status_is_waited_for_until_it_changes()
    {
        await app.StartOrderAsync("order-1");
        var before = await app.JsonAsync("/api/instance/status?id=order-1");
        var seen = before.GetProperty("summary").GetProperty("revision").GetInt64();

        var waiting = app.JsonAsync($"/api/instance/status?id=order-1&seen={seen}&wait=30000");
        await app.Client.CancelAsync("order-1", "nobody pays");
        var after = await waiting;
        await app.Client.WaitForEndAsync("order-1", DashboardApp.Generous);
        var end = await app.JsonAsync("/api/instance/status?id=order-1");

        Assert.NotEqual(seen, after.GetProperty("summary").GetProperty("revision").GetInt64());
        Assert.Equal("nobody pays", end.GetProperty("error").GetString());
        Assert.True(end.GetProperty("isCancelled").GetBoolean());
        Assert.Equal(
            "wish",
            (await app.JsonAsync("/api/instance/values?id=order-1"))[0].GetProperty("key").GetString()
        );
    }

    [Fact]
    public async Task Metrics_stuck_and_parked_work_are_told()
    {
        await app.StartOrderAsync("order-1");

        Assert.Equal(1, (await app.JsonAsync("/api/metrics")).GetProperty("running").GetInt32());
        Assert.Equal(0, (await app.JsonAsync("/api/stuck?seconds=3600")).GetArrayLength());
        Assert.Equal(0, (await app.JsonAsync("/api/parked")).GetArrayLength());
    }

    [Theory]
    [InlineData("/api/instance?id=nobody", 404, "nobody")]
    [InlineData("/api/instance", 400, "id")]
    [InlineData("/api/instance/history?id=nobody", 404, "nobody")]
    [InlineData("/api/instances?status=Sleeping", 400, "Sleeping")]
    [InlineData("/api/instances?limit=100000", 400, "limit")]
    [InlineData("/api/instances?after=nonsense", 400, "nonsense")]
    [InlineData("/api/instances?createdFrom=yesterday", 400, "yesterday")]
    [InlineData("/api/instances?tag=customer", 400, "name=value")]
    [InlineData("/api/instances?version=new", 400, "1.2.0")]
    [InlineData("/api/instances/count?by=colour", 400, "colour")]
    public async Task A_refusal_says_what_happened_as_problem_details(string path, int status, string says)
    {
        using var response = await app.GetAsync(path);
        var problem = await DashboardApp.JsonOf(response);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Contains(says, problem.GetProperty("detail").GetString());
    }

    static IEnumerable<string?> Ids(System.Text.Json.JsonElement page) =>
        page.GetProperty("instances").EnumerateArray().Select(row => row.GetProperty("instance").GetString());
}
