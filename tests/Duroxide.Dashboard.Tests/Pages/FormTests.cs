using System.Net;

namespace Duroxide.Dashboard.Tests;

public sealed class FormTests : IAsyncLifetime
{
    DashboardApp app = null!;

    public async ValueTask InitializeAsync() => app = await DashboardApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_form_without_the_confirmation_changes_nothing()
    {
        await app.StartOrderAsync("order-1");

        using var response = await SendAsync(("action", "cancel"), ("reason", "nobody pays"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.IsType<OrchestrationStatus.Running>(await app.Client.GetStatusAsync("order-1"));
        Assert.Empty(app.Audit);
    }

    [Fact]
    public async Task A_form_that_is_sent_is_answered_by_the_page_of_the_instance()
    {
        await app.StartOrderAsync("order-1");

        using var response = await SendAsync(("action", "cancel"), ("reason", "nobody pays"), ("confirm", "yes"));

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/duroxide/instance?id=order-1&done=cancel", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_form_that_is_refused_says_why_and_leads_back()
    {
        await app.StartOrderAsync("order-1");

        using var response = await SendAsync(("action", "restart"), ("confirm", "yes"));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("still runs", page);
        Assert.Contains("/duroxide/instance?id=order-1", page);
    }

    [Theory]
    [InlineData("event", "data", "{")]
    [InlineData("dance", "data", "1")]
    public async Task A_form_that_cannot_be_understood_is_refused(string action, string field, string value)
    {
        await app.StartOrderAsync("order-1");

        using var response = await SendAsync(("action", action), (field, value), ("name", "x"), ("confirm", "yes"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_dashboard_below_another_path_links_to_itself()
    {
        var page = await app.Http.GetStringAsync($"{app.Address}/");

        Assert.Contains("href=\"/duroxide/instances\"", page);
        Assert.Contains("href=\"/duroxide/dashboard.css\"", page);
    }

    Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{app.Address}/instance?id=order-1")
        {
            Content = new FormUrlEncodedContent(
                fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))
            ),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return app.Http.SendAsync(request);
    }
}
