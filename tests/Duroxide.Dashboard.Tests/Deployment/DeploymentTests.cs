using System.Net;
using System.Net.ServerSentEvents;
using Duroxide.Providers;

namespace Duroxide.Dashboard.Tests;

public sealed class DeploymentTests : IAsyncLifetime
{
    // Charges before anybody has paid.
    static readonly Orchestration<Wish, string> Hasty = new(
        "shop/order",
        async (context, wish) =>
        {
            context.SetTag("customer", wish.Customer);
            context.SetValue("wish", wish);
            context.SetCustomStatus("waiting for payment");
            return await context.ScheduleActivity(Shop.Charge, wish.Item);
        }
    );

    DashboardApp app = null!;

    public async ValueTask InitializeAsync() => app = await DashboardApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_same_code_is_safe_and_each_instance_is_told_with_what_it_does_next()
    {
        await StartTwoAsync();

        var report = await app.JsonAsync("/api/deployment");

        Assert.True(report.GetProperty("isSafe").GetBoolean());
        Assert.Equal(2, report.GetProperty("looked").GetInt64());
        var next = Assert.Single(report.GetProperty("next").EnumerateArray());
        Assert.Equal(2, next.GetProperty("count").GetInt64());
        Assert.Contains("event Payment", next.GetProperty("next").GetString());
    }

    [Fact]
    public async Task Code_that_departs_from_history_is_not_safe_and_the_cause_is_told_once()
    {
        await StartTwoAsync();
        await using var other = await WithAsync(new RegistryBuilder().Add(Hasty).Add(Shop.Charge).Build());

        var report = await other.JsonAsync("/api/deployment");
        var page = await other.Http.GetStringAsync($"{other.Address}/deployment?run=yes");

        Assert.False(report.GetProperty("isSafe").GetBoolean());
        var group = Assert.Single(report.GetProperty("divergences").EnumerateArray());
        Assert.Equal(2, group.GetProperty("count").GetInt64());
        Assert.Contains("payments/charge", group.GetProperty("cause").GetString());
        Assert.Equal(2, group.GetProperty("instances").GetArrayLength());
        Assert.Contains("Not safe to deploy.", page);
        Assert.EndsWith("</html>", page.TrimEnd());
    }

    [Fact]
    public async Task What_runs_and_is_not_registered_is_named()
    {
        await StartTwoAsync();
        await using var other = await WithAsync(new RegistryBuilder().Add(Shop.Echo).Build());

        var report = await other.JsonAsync("/api/deployment?limit=1");

        Assert.False(report.GetProperty("isSafe").GetBoolean());
        Assert.True(report.GetProperty("hasMore").GetBoolean());
        var missing = Assert.Single(report.GetProperty("unregistered").EnumerateArray());
        Assert.StartsWith("shop/order", missing.GetProperty("group").GetString());
    }

    [Fact]
    public async Task A_check_is_followed_as_events()
    {
        await StartTwoAsync();
        var kinds = new List<string>();

        await using var stream = await app.Http.GetStreamAsync($"{app.Address}/api/deployment/progress");
        await foreach (var told in SseParser.Create(stream).EnumerateAsync())
        {
            kinds.Add(told.EventType);
        }

        Assert.Equal("report", kinds[^1]);
    }

    [Fact]
    public async Task A_second_check_is_refused_while_one_runs()
    {
        var store = new AwayStore(new InMemoryProvider());
        await using var busy = await DashboardApp.StartAsync(provider: store.Provider);
        using var reached = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        store.Before = (method, _) =>
        {
            if (method == nameof(IManagement.CountInstancesAsync))
            {
                reached.Release();
                goOn.Wait(DashboardApp.Generous);
            }
        };
        var first = Task.Run(() => busy.GetAsync("/api/deployment"));
        await reached.WaitAsync(DashboardApp.Generous);

        using var second = await busy.GetAsync("/api/deployment");
        using var page = await busy.GetAsync("/deployment?run=yes");
        var told = await page.Content.ReadAsStringAsync();
        goOn.Release();
        using var done = await first;
        store.Before = null;
        using var third = await busy.GetAsync("/api/deployment");

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Contains("one at a time", (await DashboardApp.JsonOf(second)).GetProperty("detail").GetString());
        Assert.Contains("A check runs already", told);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (done.StatusCode, third.StatusCode));
    }

    [Fact]
    public async Task Only_what_the_address_names_is_looked_at()
    {
        await StartTwoAsync();

        Assert.Equal(1, (await app.JsonAsync("/api/deployment?prefix=order-2")).GetProperty("looked").GetInt64());
        Assert.Equal(0, (await app.JsonAsync("/api/deployment?name=echo")).GetProperty("looked").GetInt64());
    }

    async Task StartTwoAsync()
    {
        await app.StartOrderAsync("order-1");
        await app.StartOrderAsync("order-2");
        // Until nothing but the payment is waited for, so that both wait for the same.
        await WaitsForPaymentAloneAsync("order-1");
        await WaitsForPaymentAloneAsync("order-2");
    }

    async Task WaitsForPaymentAloneAsync(string id)
    {
        using var generous = new CancellationTokenSource(DashboardApp.Generous);
        while ((await app.Client.Management.GetWaitsAsync(id, generous.Token)).Count > 1)
        {
            await Task.Yield();
        }
    }

    Task<DashboardApp> WithAsync(Registry code) => DashboardApp.StartAsync(new() { Code = code }, app.Provider);
}
