using System.Net;

namespace Duroxide.Cli.Tests;

public class DashboardTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task The_dashboard_shows_the_store_until_Ctrl_C()
    {
        var (overview, page, acted) = ("", "", HttpStatusCode.Unused);

        var ran = await shop.InterruptAsync(
            "http://127.0.0.1:",
            times: 1,
            async output =>
            {
                var address = output.Trim();
                using var http = new HttpClient();
                overview = await http.GetStringAsync(new Uri(new Uri(address), "/"));
                page = await http.GetStringAsync($"{address}/api/instances");
                acted = await SuspendAsync(http, address, "order-2");
            },
            "dashboard"
        );

        ran.Ended(0);
        Assert.Contains("<html", overview);
        Assert.Contains("order-1", page);
        Assert.Equal(HttpStatusCode.OK, acted);
        Assert.Contains("order-2", ran.Error);
        (await shop.RunAsync("resume", "order-2")).Ended(0);
    }

    [Fact]
    public async Task A_dashboard_that_only_reads_changes_nothing()
    {
        var acted = HttpStatusCode.Unused;

        var ran = await shop.InterruptAsync(
            "address",
            times: 1,
            async output =>
            {
                using var http = new HttpClient();
                var address = System
                    .Text.Json.JsonDocument.Parse(output)
                    .RootElement.GetProperty("address")
                    .GetString();
                acted = await SuspendAsync(http, address!, "order-2");
            },
            "dashboard",
            "--read-only",
            "--json",
            "--assembly",
            Shop.Assembly,
            "--source",
            "ShopCode"
        );

        ran.Ended(0);
        Assert.Equal(HttpStatusCode.Forbidden, acted);
    }

    static async Task<HttpStatusCode> SuspendAsync(HttpClient http, string address, string instance)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/api/instance/suspend?id={instance}");
        request.Headers.Add("X-Duroxide", "1");
        request.Content = new StringContent("""{ "reason": "night" }""", null, "application/json");
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
