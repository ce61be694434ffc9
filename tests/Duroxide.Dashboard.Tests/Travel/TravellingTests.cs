using System.Net;
using System.Text.Json;

namespace Duroxide.Dashboard.Tests;

public sealed class TravellingTests : IAsyncLifetime
{
    DashboardApp app = null!;

    public async ValueTask InitializeAsync() => app = await DashboardApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_moment_is_what_was_known_then_and_what_the_code_decides()
    {
        await app.ShipOrderAsync("order-1");
        var paid = await EventAsync("Arrived");

        var before = await app.JsonAsync($"/api/instance/moment?id=order-1&execution=1&event={paid - 1}");
        var then = await app.JsonAsync($"/api/instance/moment?id=order-1&execution=1&event={paid}");

        Assert.Equal("waiting for payment", before.GetProperty("status").GetString());
        Assert.Contains("Payment", Names(before));
        Assert.DoesNotContain("Payment", Names(then));
        Assert.Contains("a lamp", then.GetProperty("values")[0].GetProperty("data").GetString());
        Assert.Equal("Ada", then.GetProperty("tags").GetProperty("customer").GetString());
        Assert.True(then.GetProperty("decision").GetProperty("isKnown").GetBoolean());
    }

    [Fact]
    public async Task The_last_moment_is_shown_when_none_is_named()
    {
        await app.ShipOrderAsync("order-1");

        var last = await app.JsonAsync("/api/instance/moment?id=order-1");

        Assert.Equal(last.GetProperty("last").GetInt64(), last.GetProperty("event").GetProperty("event").GetInt64());
        Assert.Equal("Ended", last.GetProperty("event").GetProperty("kind").GetString());
        Assert.Empty(Names(last));
    }

    [Fact]
    public async Task What_would_have_happened_without_an_event_is_told()
    {
        await app.ShipOrderAsync("order-1");
        var paid = await EventAsync("Arrived");

        var never = await app.JsonAsync($"/api/instance/whatif?id=order-1&event={paid}");
        var other = await app.JsonAsync($"/api/instance/whatif?id=order-1&event={paid}&data=%225555%22");

        Assert.Equal(paid, never.GetProperty("firstDifference").GetInt64());
        Assert.Contains(
            other.GetProperty("rows").EnumerateArray(),
            row =>
                row.TryGetProperty("wouldBe", out var step)
                && step.GetProperty("text").GetString() == "Asked for activity payments/charge"
                && step.GetProperty("payload").GetString() == "\"5555\""
        );
        Assert.IsType<OrchestrationStatus.Completed>(await app.Client.GetStatusAsync("order-1"));
    }

    [Fact]
    public async Task An_application_without_the_code_shows_the_state_alone()
    {
        await app.ShipOrderAsync("order-1");
        await using var other = await DashboardApp.StartAsync(
            new() { Code = new RegistryBuilder().Build() },
            app.Provider
        );

        var moment = await other.JsonAsync("/api/instance/moment?id=order-1&event=2");
        var whatIf = await other.JsonAsync("/api/instance/whatif?id=order-1&event=2");

        Assert.False(moment.GetProperty("decision").GetProperty("isKnown").GetBoolean());
        Assert.Contains("shop/order", moment.GetProperty("decision").GetProperty("why").GetString());
        Assert.Contains("shop/order", whatIf.GetProperty("why").GetString());
    }

    [Theory]
    [InlineData("moment?id=order-1&event=1000", 400, "no event 1000")]
    [InlineData("moment?id=order-1&execution=7", 404, "no execution 7")]
    [InlineData("moment?id=nobody", 404, "nobody")]
    [InlineData("whatif?id=order-1&event=1000", 400, "no event 1000")]
    [InlineData("whatif?id=order-1&event=1", 400, "start")]
    [InlineData("whatif?id=order-1", 400, "event")]
    [InlineData("whatif?id=order-1&event=2&data=1", 400, "an answer")]
    public async Task What_cannot_be_looked_at_is_refused(string path, int status, string says)
    {
        await app.ShipOrderAsync("order-1");

        using var response = await app.GetAsync($"/api/instance/{path}");

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Contains(
            says,
            (await DashboardApp.JsonOf(response)).GetProperty("detail").GetString(),
            StringComparison.OrdinalIgnoreCase
        );
    }

    async Task<long> EventAsync(string kind)
    {
        var history = await app.JsonAsync("/api/instance/history?id=order-1");
        return history
            .GetProperty("events")
            .EnumerateArray()
            .First(happened => happened.GetProperty("kind").GetString() == kind)
            .GetProperty("event")
            .GetInt64();
    }

    static IEnumerable<string?> Names(JsonElement moment) =>
        moment.GetProperty("open").EnumerateArray().Select(wait => wait.GetProperty("name").GetString());
}
