using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Duroxide.Dashboard.Tests;

public sealed class BulkTests : IAsyncLifetime
{
    DashboardApp app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await DashboardApp.StartAsync();
        foreach (var id in new[] { "order-1", "order-2", "order-3" })
        {
            await app.StartOrderAsync(id);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_page_at_a_time_is_changed_and_the_report_says_where_to_go_on()
    {
        const string suspend = """{"action":"suspend","reason":"the bank is closed"}""";

        using var first = await app.PostAsync("/api/instances/bulk?prefix=order-&limit=2", suspend);
        var report = await DashboardApp.JsonOf(first);
        var after = Uri.EscapeDataString(report.GetProperty("next").GetString()!);
        using var second = await app.PostAsync($"/api/instances/bulk?prefix=order-&limit=2&after={after}", suspend);

        Assert.Equal(2, report.GetProperty("changed").GetInt64());
        Assert.Equal(1, (await DashboardApp.JsonOf(second)).GetProperty("changed").GetInt64());
        Assert.NotNull((await app.Client.Management.GetInstanceAsync("order-3")).Suspended);
    }

    [Fact]
    public async Task The_preview_says_how_many_and_which_and_changes_nothing()
    {
        var page = await app.Http.GetStringAsync($"{app.Address}/bulk?action=cancel&prefix=order-");

        Assert.Contains("Cancel 3 instances?", page);
        Assert.Contains("order-2", page);
        Assert.IsType<OrchestrationStatus.Running>(await app.Client.GetStatusAsync("order-1"));
        Assert.Empty(app.Audit);
    }

    [Fact]
    public async Task All_are_changed_when_it_is_confirmed_and_what_was_created_later_is_not()
    {
        var preview = await app.Http.GetStringAsync($"{app.Address}/bulk?action=cancel&prefix=order-");
        var before = WebUtility.HtmlDecode(Regex.Match(preview, "createdBefore=([^&\"]+)").Groups[1].Value);
        await UntilLaterAsync(DateTimeOffset.Parse(Uri.UnescapeDataString(before), CultureInfo.InvariantCulture));
        await app.StartOrderAsync("order-4");

        var page = await SendAsync($"action=cancel&prefix=order-&createdBefore={before}", ("reason", "too late"));
        await app.Client.WaitForEndAsync("order-1", DashboardApp.Generous);

        Assert.Contains("3 instances changed, 0 left as they were.", page);
        Assert.IsType<OrchestrationStatus.Running>(await app.Client.GetStatusAsync("order-4"));
        Assert.Equal(
            [
                $"anonymous at 127.0.0.1 asks for cancel of 'all instances with prefix order-, createdBefore {Uri.UnescapeDataString(before)}'",
                $"anonymous at 127.0.0.1 did cancel of 'all instances with prefix order-, createdBefore {Uri.UnescapeDataString(before)}'",
            ],
            app.Audit
        );
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("cancel")]
    public async Task What_can_be_done_to_running_ones_only_is_refused_where_a_condition_names_others(string action)
    {
        const string conditions = "prefix=order-&status=Failed";

        using var preview = await app.Http.GetAsync($"{app.Address}/bulk?action={action}&{conditions}");
        using var done = await app.PostAsync(
            $"/api/instances/bulk?{conditions}",
            $$"""{"action":"{{action}}","reason":"why not"}"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, preview.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, done.StatusCode);
        Assert.IsType<OrchestrationStatus.Running>(await app.Client.GetStatusAsync("order-1"));
    }

    [Fact]
    public async Task A_mistyped_condition_reaches_nothing()
    {
        using var refused = await app.PostAsync(
            "/api/instances/bulk?prefx=order-1",
            """{"action":"cancel","reason":"typo"}"""
        );
        using var listed = await app.Http.GetAsync($"{app.Address}/api/instances?statu=Running");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("prefx", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, listed.StatusCode);
        Assert.IsType<OrchestrationStatus.Running>(await app.Client.GetStatusAsync("order-1"));
    }

    [Fact]
    public async Task All_are_changed_only_where_it_is_said_that_all_are_meant()
    {
        const string cancel = """{"action":"cancel","reason":"too late"}""";

        using var unsaid = await app.PostAsync("/api/instances/bulk", cancel);
        using var said = await app.PostAsync("/api/instances/bulk?all=true", cancel);

        Assert.Equal(HttpStatusCode.BadRequest, unsaid.StatusCode);
        Assert.Contains("all=true", (await DashboardApp.JsonOf(unsaid)).GetProperty("detail").GetString());
        Assert.Equal(3, (await DashboardApp.JsonOf(said)).GetProperty("changed").GetInt64());
    }

    [Fact]
    public async Task What_runs_is_not_deleted()
    {
        await app.Client.CancelAsync("order-1", "nobody pays");
        await app.Client.WaitForEndAsync("order-1", DashboardApp.Generous);

        using var deleted = await app.PostAsync("/api/instances/bulk?prefix=order-", """{"action":"delete"}""");

        Assert.Equal(1, (await DashboardApp.JsonOf(deleted)).GetProperty("changed").GetInt64());
        Assert.IsType<OrchestrationStatus.NotFound>(await app.Client.GetStatusAsync("order-1"));
        Assert.IsType<OrchestrationStatus.Running>(await app.Client.GetStatusAsync("order-2"));
    }

    [Theory]
    [InlineData("""{"action":"suspend"}""", "reason")]
    [InlineData("""{"action":"explode"}""", "explode")]
    [InlineData("{}", "action")]
    public async Task What_cannot_be_done_is_refused(string body, string says)
    {
        using var refused = await app.PostAsync("/api/instances/bulk?prefix=order-", body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(says, (await DashboardApp.JsonOf(refused)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_form_that_is_not_confirmed_or_gives_no_reason_changes_nothing()
    {
        var unsure = await SendAsync("action=cancel&prefix=order-", confirm: false, ("reason", "too late"));
        var silent = await SendAsync("action=cancel&prefix=order-");

        Assert.Contains("tick the box", unsure);
        Assert.Contains("reason", silent);
        Assert.Empty(app.Audit);
    }

    // The store counts in milliseconds.
    async Task UntilLaterAsync(DateTimeOffset time)
    {
        while (app.Provider.Now.ToDateTimeOffset() <= time)
        {
            await Task.Yield();
        }
    }

    Task<string> SendAsync(string query, params (string Name, string Value)[] fields) => SendAsync(query, true, fields);

    async Task<string> SendAsync(string query, bool confirm, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{app.Address}/bulk?{query}")
        {
            Content = new FormUrlEncodedContent(
                fields
                    .Concat(confirm ? [("confirm", "yes")] : [])
                    .Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2))
            ),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await app.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
