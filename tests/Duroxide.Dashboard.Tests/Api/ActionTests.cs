using System.Net;

namespace Duroxide.Dashboard.Tests;

public sealed class ActionTests : IAsyncLifetime
{
    DashboardApp app = null!;

    public async ValueTask InitializeAsync() => app = await DashboardApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_instance_is_started_once()
    {
        const string start = """{"instance":"echo-1","orchestration":"echo","input":"hello","tags":["team=blue"]}""";

        using var first = await app.PostAsync("/api/instances", start);
        using var second = await app.PostAsync("/api/instances", start);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.False((await DashboardApp.JsonOf(second)).GetProperty("created").GetBoolean());
        Assert.Equal("hello", await app.Client.WaitForCompletionAsync(Shop.Echo, "echo-1", DashboardApp.Generous));
    }

    [Fact]
    public async Task Many_instances_are_started_in_one_write()
    {
        using var first = await app.PostAsync(
            "/api/instances/starts",
            """{"orchestration":"echo","starts":[{"instance":"echo-1","input":"one"},{"instance":"echo-2","input":"two"}],"tags":["team=blue","note=a=b"]}"""
        );
        using var second = await app.PostAsync(
            "/api/instances/starts",
            """{"orchestration":"echo","starts":[{"instance":"echo-2"},{"instance":"echo-3","input":"three"}]}"""
        );

        Assert.Equal("""{"created":[true,true]}""", await first.Content.ReadAsStringAsync());
        Assert.Equal("""{"created":[false,true]}""", await second.Content.ReadAsStringAsync());
        Assert.Equal("two", await app.Client.WaitForCompletionAsync(Shop.Echo, "echo-2", DashboardApp.Generous));
        var info = await app.Client.Management.GetInstanceAsync("echo-2");
        Assert.Equal(("blue", "a=b"), (info.Tags["team"], info.Tags["note"]));
        Assert.Contains("anonymous at 127.0.0.1 did start of '2 instances of echo: echo-1, echo-2'", app.Audit);
    }

    [Theory]
    [InlineData("""{"orchestration":"echo"}""", "'starts' is missing")]
    [InlineData("""{"starts":[{"instance":"x"}]}""", "'orchestration' is missing")]
    [InlineData("""{"orchestration":"echo","starts":[{"instance":"x"},{}]}""", "The id is missing")]
    [InlineData("""{"orchestration":"echo","starts":[{"instance":"x"},null]}""", "The id is missing")]
    [InlineData("""{"orchestration":"echo","starts":[{"instance":"x"}],"tags":["blue"]}""", "write name=value")]
    [InlineData("""{"orchestration":"echo","starts":[{"instance":"x"},{"instance":"sub::1"}]}""", "reserved")]
    public async Task Of_starts_of_which_one_is_wrong_none_is_done(string body, string why)
    {
        using var refused = await app.PostAsync("/api/instances/starts", body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(why, (await DashboardApp.JsonOf(refused)).GetProperty("detail").GetString());
        Assert.Empty(await app.Client.Management.ListInstancesAsync());
    }

    [Fact]
    public async Task An_event_reaches_the_wait_for_it()
    {
        await app.StartOrderAsync("order-1");

        using var raised = await app.PostAsync(
            "/api/instance/events?id=order-1",
            """{"name":"Payment","data":"4242"}"""
        );

        Assert.Equal(HttpStatusCode.OK, raised.StatusCode);
        Assert.Contains("lamp", await app.Client.WaitForCompletionAsync(Shop.Order, "order-1", DashboardApp.Generous));
    }

    [Fact]
    public async Task A_message_reaches_its_queue()
    {
        await app.Client.StartOrchestrationAsync(Shop.Inbox, "inbox-1", 1);

        await app.PostAsync("/api/instance/messages?id=inbox-1", """{"queue":"work","data":7}""");

        Assert.Equal(1, await app.Client.WaitForCompletionAsync(Shop.Inbox, "inbox-1", DashboardApp.Generous));
    }

    [Fact]
    public async Task An_instance_is_suspended_resumed_and_cancelled()
    {
        await app.StartOrderAsync("order-1");

        await app.PostAsync("/api/instance/suspend?id=order-1", """{"reason":"the bank is closed","tree":true}""");
        var suspended = await app.JsonAsync("/api/instance?id=order-1");
        await app.PostAsync("/api/instance/resume?id=order-1", """{"tree":true}""");
        await app.PostAsync("/api/instance/cancel?id=order-1", """{"reason":"nobody pays"}""");
        var end = await app.Client.WaitForEndAsync("order-1", DashboardApp.Generous);

        Assert.Equal("Suspended", suspended.GetProperty("summary").GetProperty("status").GetString());
        Assert.Equal("the bank is closed", suspended.GetProperty("summary").GetProperty("suspended").GetString());
        Assert.Contains("nobody pays", Assert.IsType<OrchestrationStatus.Failed>(end).Failure.Display);
    }

    [Fact]
    public async Task An_instance_that_has_ended_is_restarted_pruned_and_deleted()
    {
        await app.Client.StartOrchestrationAsync(Shop.Echo, "echo-1", "hello");
        await app.Client.WaitForEndAsync("echo-1", DashboardApp.Generous);

        using var restarted = await app.PostAsync("/api/instance/restart?id=echo-1", """{"after":1}""");
        using var twice = await app.PostAsync("/api/instance/restart?id=echo-1", """{"after":1}""");
        await app.Client.WaitForEndAsync("echo-1", DashboardApp.Generous);
        using var pruned = await app.PostAsync("/api/instance/prune?id=echo-1");
        using var deleted = await app.SendAsync(HttpMethod.Delete, "/api/instance?id=echo-1", ("X-Duroxide", "1"));
        using var gone = await app.GetAsync("/api/instance?id=echo-1");

        Assert.Equal(2, (await DashboardApp.JsonOf(restarted)).GetProperty("execution").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal(1, (await DashboardApp.JsonOf(pruned)).GetProperty("executions").GetInt32());
        Assert.Equal(1, (await DashboardApp.JsonOf(deleted)).GetProperty("instances").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("/api/instance/events?id=nobody", """{"name":"Payment"}""", 404)]
    [InlineData("/api/instance/events?id=echo-1", """{"name":"Payment"}""", 409)]
    [InlineData("/api/instance/events?id=echo-1", "{}", 400)]
    [InlineData("/api/instance/events?id=echo-1", "not json", 400)]
    [InlineData("/api/instance/events?id=echo-1", "null", 400)]
    [InlineData("/api/instance/cancel?id=echo-1", """{"reason":"late"}""", 409)]
    [InlineData("/api/instance/suspend?id=echo-1", """{"reason":"late"}""", 409)]
    [InlineData("/api/instance/prune?id=nobody", "{}", 404)]
    [InlineData("/api/instances", """{"instance":"","orchestration":"echo"}""", 400)]
    [InlineData("/api/instances", """{"instance":"x"}""", 400)]
    [InlineData("/api/parked/release?item=17", "{}", 400)]
    public async Task What_cannot_be_done_is_refused(string path, string body, int status)
    {
        await app.Client.StartOrchestrationAsync(Shop.Echo, "echo-1", "hello");
        await app.Client.WaitForEndAsync("echo-1", DashboardApp.Generous);

        using var response = await app.PostAsync(path, body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Each_action_is_written_down_with_who_did_it_before_and_after()
    {
        await app.StartOrderAsync("order-1");

        await app.PostAsync("/api/instance/cancel?id=order-1", """{"reason":"nobody pays"}""");
        await app.PostAsync("/api/instance/restart?id=nobody");

        Assert.Equal(
            [
                "anonymous at 127.0.0.1 asks for cancel of 'order-1'",
                "anonymous at 127.0.0.1 did cancel of 'order-1'",
                "anonymous at 127.0.0.1 asks for restart of 'nobody'",
            ],
            app.Audit.Take(3)
        );
        Assert.StartsWith("anonymous at 127.0.0.1 was refused restart of 'nobody': ", app.Audit.Last());
    }
}
