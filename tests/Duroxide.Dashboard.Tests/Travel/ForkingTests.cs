using System.Net;
using Duroxide.Core;

namespace Duroxide.Dashboard.Tests;

public sealed class ForkingTests : IAsyncLifetime
{
    DashboardApp app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await DashboardApp.StartAsync();
        await app.ShipOrderAsync("order-1");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_fork_is_tried_first_and_nothing_is_changed()
    {
        var history = (await app.Client.ReadHistoryAsync("order-1"))!.Events;

        var tried = await app.JsonAsync("/api/instance/fork?id=order-1");

        Assert.Equal(1, tried.GetProperty("execution").GetInt64());
        // The page asks for the fork that was tried, whatever comes meanwhile.
        Assert.Equal(history.Count, tried.GetProperty("before").GetInt64());
        Assert.Contains(
            $"name=\"before\" value=\"{history.Count}\"",
            await app.Http.GetStringAsync($"{app.Address}/fork?id=order-1")
        );
        Assert.InRange(tried.GetProperty("kept").GetInt64(), 1, history.Count - 1);
        Assert.StartsWith(
            "Completed",
            tried.GetProperty("then").EnumerateArray().Last().GetProperty("text").GetString()
        );
        Assert.Equal(0, tried.GetProperty("waits").GetArrayLength());
        Assert.Equal("Follows", tried.GetProperty("outcome").GetString());
        Assert.StartsWith(
            $"Event {history.Count} belongs to what the code did about event {tried.GetProperty("kept").GetInt64() + 1}",
            tried.GetProperty("note").GetString()
        );
        Assert.Equal(history, (await app.Client.ReadHistoryAsync("order-1"))!.Events);
        Assert.Empty(app.Audit);
    }

    [Fact]
    public async Task A_fork_goes_on_from_the_event()
    {
        using var forked = await app.PostAsync(
            "/api/instance/fork?id=order-1",
            """{"fork":"order-1-again","before":5}"""
        );
        var info = await app.Client.Management.GetInstanceAsync("order-1-again");

        Assert.Equal(HttpStatusCode.OK, forked.StatusCode);
        Assert.Equal("order-1-again", (await DashboardApp.JsonOf(forked)).GetProperty("instance").GetString());
        Assert.Equal("shop/order", info.Name);
        Assert.Equal("anonymous at 127.0.0.1 did fork of 'order-1 as order-1-again'", app.Audit.Last());
    }

    [Fact]
    public async Task A_fork_inside_a_reaction_says_why_it_keeps_less_and_one_before_what_came_has_nothing_to_say()
    {
        var history = (await app.Client.ReadHistoryAsync("order-1"))!.Events;
        var paid = history.First(happened => happened.Fact is Fact.Arrived).Id.Value;
        var ended = history[^1].Id.Value;

        var before = await app.JsonAsync($"/api/instance/fork?id=order-1&before={paid}");
        using var forked = await app.PostAsync(
            "/api/instance/fork?id=order-1",
            $$"""{"fork":"order-1-again","before":{{ended}}}"""
        );
        var page = await app.Http.GetStringAsync($"{app.Address}/fork?id=order-1&before={ended}");

        Assert.Equal(paid - 1, before.GetProperty("kept").GetInt64());
        Assert.False(before.TryGetProperty("note", out _));
        Assert.Contains("decides anew", (await DashboardApp.JsonOf(forked)).GetProperty("note").GetString());
        Assert.Contains("decides anew", page);
        Assert.Contains("The code follows them.", page);
    }

    [Fact]
    public async Task Code_that_does_not_follow_what_would_be_kept_is_told()
    {
        var hasty = new Orchestration<Wish, string>(
            "shop/order",
            async (context, wish) => await context.ScheduleActivity(Shop.Charge, wish.Item)
        );
        var code = new RegistryBuilder().Add(hasty).Add(Shop.Charge).Build();
        await using var other = await DashboardApp.StartAsync(new() { Code = code }, app.Provider);
        await using var empty = await DashboardApp.StartAsync(
            new() { Code = new RegistryBuilder().Add(Shop.Echo).Build() },
            app.Provider
        );

        var departs = await other.JsonAsync("/api/instance/fork?id=order-1");
        var page = await other.Http.GetStringAsync($"{other.Address}/fork?id=order-1");
        var unknown = await empty.JsonAsync("/api/instance/fork?id=order-1");
        var renamed = await app.JsonAsync("/api/instance/fork?id=order-1&version=9.0.0");

        Assert.Equal("Departs", departs.GetProperty("outcome").GetString());
        Assert.Contains("payments/charge", departs.GetProperty("why").GetString());
        Assert.Contains("does not follow that", page);
        Assert.Equal("Departs", unknown.GetProperty("outcome").GetString());
        Assert.Contains("does not register shop/order", unknown.GetProperty("why").GetString());
        Assert.Contains("9.0.0", renamed.GetProperty("why").GetString());
    }

    [Theory]
    [InlineData("order-1", """{"fork":"order-1"}""", 409)]
    [InlineData("order-1", """{"before":5}""", 400)]
    [InlineData("order-1", """{"fork":"x","befor":5}""", 400)]
    [InlineData("order-1", """{"fork":"x","before":1000}""", 409)]
    [InlineData("nobody", """{"fork":"x"}""", 404)]
    public async Task What_cannot_be_forked_is_refused(string source, string body, int status)
    {
        using var refused = await app.PostAsync($"/api/instance/fork?id={source}", body);

        Assert.Equal(status, (int)refused.StatusCode);
    }

    [Fact]
    public async Task A_place_where_no_fork_is_possible_is_refused_with_one_where_it_is()
    {
        using var refused = await app.GetAsync("/api/instance/fork?id=order-1&before=1000");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("1000", (await DashboardApp.JsonOf(refused)).GetProperty("detail").GetString());
    }
}
