using System.Net;

namespace Duroxide.Dashboard.Tests;

public sealed class GuardTests : IAsyncLifetime
{
    const string Cancel = "/api/instance/cancel?id=order-1";
    const string Reason = """{"reason":"nobody pays"}""";

    DashboardApp app = null!;

    public async ValueTask InitializeAsync() => app = await DashboardApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("/instances")]
    [InlineData("/api/metrics")]
    [InlineData("/dashboard.css")]
    public async Task Another_machine_is_refused_without_an_authorization_policy(string path)
    {
        using var response = await app.SendAsync(HttpMethod.Get, path, (DashboardApp.Remote, "203.0.113.9"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("RequireAuthorization", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(DashboardApp.Remote, "::1", HttpStatusCode.OK)]
    [InlineData(DashboardApp.Remote, "::ffff:127.0.0.1", HttpStatusCode.OK)]
    [InlineData(DashboardApp.Remote, "::ffff:203.0.113.9", HttpStatusCode.Forbidden)]
    [InlineData("X-Forwarded-For", "203.0.113.9", HttpStatusCode.Forbidden)]
    [InlineData("Via", "1.1 proxy", HttpStatusCode.Forbidden)]
    [InlineData("Host", "localhost", HttpStatusCode.OK)]
    [InlineData("Host", "shop.example.net", HttpStatusCode.Forbidden)]
    public async Task What_may_come_from_elsewhere_is_refused(string header, string value, HttpStatusCode status)
    {
        using var response = await app.SendAsync(HttpMethod.Get, "/api/metrics", (header, value));

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("navigate", HttpStatusCode.OK)]
    [InlineData("no-cors", HttpStatusCode.Forbidden)]
    public async Task A_page_of_another_site_may_lead_here_but_not_make_the_store_work_unseen(
        string mode,
        HttpStatusCode status
    )
    {
        using var response = await app.SendAsync(
            HttpMethod.Get,
            "/deployment",
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Mode", mode)
        );

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Duroxide", "1", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example.net", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Accept", "text/html", HttpStatusCode.Forbidden)]
    public async Task Only_a_page_of_the_dashboard_or_a_program_changes_something(
        string header,
        string value,
        HttpStatusCode status
    )
    {
        await app.Client.StartOrchestrationAsync(Shop.Echo, "echo-1", "hello");
        await app.Client.WaitForEndAsync("echo-1", DashboardApp.Generous);

        using var response = await app.SendAsync(HttpMethod.Delete, "/api/instance?id=echo-1", (header, value));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task The_header_of_programs_does_not_help_a_page_of_another_site()
    {
        using var response = await app.SendAsync(
            HttpMethod.Delete,
            "/api/instance?id=echo-1",
            ("X-Duroxide", "1"),
            ("Sec-Fetch-Site", "cross-site")
        );

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(app.Audit);
    }

    [Fact]
    public async Task A_browser_that_tells_the_origin_alone_may_send_forms()
    {
        using var response = await app.SendAsync(
            HttpMethod.Delete,
            "/api/instance?id=nobody",
            ("Origin", new Uri(app.Address).GetLeftPart(UriPartial.Authority))
        );

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_changed_where_the_dashboard_is_read_only()
    {
        await using var shown = await DashboardApp.StartAsync(new() { IsReadOnly = true });
        await shown.StartOrderAsync("order-1");

        using var refused = await shown.PostAsync(Cancel, Reason);
        var page = await shown.Http.GetStringAsync($"{shown.Address}/instance?id=order-1");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("<form method=\"post\"", page);
        Assert.Contains("read-only", page);
    }

    [Fact]
    public async Task Every_answer_has_a_strict_content_policy()
    {
        foreach (var path in new[] { "", "/instances", "/instance?id=nobody", "/work", "/api/metrics" })
        {
            using var response = await app.GetAsync(path);
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

            Assert.Contains("default-src 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task Payloads_are_redacted_wherever_they_are_shown()
    {
        await using var shown = await DashboardApp.StartAsync(
            new() { Redact = text => text.Replace("4242", "****", StringComparison.Ordinal) }
        );
        await shown.ShipOrderAsync("order-1");
        await shown.Client.StartOrchestrationAsync(Shop.Echo, "echo-1", "card 4242");
        await shown.Client.WaitForEndAsync("echo-1", DashboardApp.Generous);
        await shown.Client.StartOrchestrationAsync(Shop.Broken, "broken-1", "card 4242");
        await shown.Client.WaitForEndAsync("broken-1", DashboardApp.Generous);

        foreach (var id in new[] { "order-1", "echo-1", "broken-1" })
        {
            foreach (var path in new[] { "/instance", "/api/instance", "/api/instance/history" })
            {
                var text = await shown.Http.GetStringAsync($"{shown.Address}{path}?id={id}");
                Assert.DoesNotContain("4242", text);
            }
        }
        Assert.DoesNotContain("4242", await shown.Http.GetStringAsync($"{shown.Address}/instances"));
        Assert.DoesNotContain("4242", await shown.Http.GetStringAsync($"{shown.Address}/api/instances"));
    }

    [Fact]
    public async Task An_application_without_a_client_is_told_when_it_maps_the_dashboard()
    {
        await using var empty = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder().Build();

        var error = Assert.Throws<InvalidOperationException>(() =>
            Microsoft.AspNetCore.Builder.DuroxideEndpointRouteBuilderExtensions.MapDuroxide(empty)
        );

        Assert.Contains("AddDuroxide", error.Message);
    }
}
