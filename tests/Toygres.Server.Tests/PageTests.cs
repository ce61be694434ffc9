using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>The pages in the server, with its doors; what they show is tested where they are made.</summary>
public partial class PageTests
{
    [Fact]
    public async Task A_person_comes_in_by_the_login_page_works_and_goes()
    {
        await using var ground = await StartAsync();
        await ground.GivePasswordAsync(Role.Operator);
        using var operators = ground.As(Role.Operator);
        var name = await CreateAsync(operators, new("orders"));
        using var browser = Browser(ground);
        using var away = await browser.GetAsync("/images", Cancel);
        Assert.Equal("/login?returnUrl=%2Fimages", away.Headers.Location?.ToString());
        Assert.Contains("Sign in", await browser.GetStringAsync("/login", Cancel));

        using var wrong = await SendAsync(browser, "/login", ("name", "the-operator"), ("password", "a guess"));
        Assert.StartsWith("/login?failed=true", wrong.Headers.Location?.ToString());
        using var entered = await SendAsync(
            browser,
            "/login",
            ("name", "the-operator"),
            ("password", PasswordOf(Role.Operator)),
            ("returnUrl", "/images")
        );
        Assert.Equal("/images", entered.Headers.Location?.ToString());
        var page = await browser.GetStringAsync("/", Cancel);
        Assert.Contains(name, page);
        Assert.Contains("the-operator", page);

        var form = await browser.GetStringAsync($"/instances/{name}/stop", Cancel);
        using var stopped = await SendAsync(browser, $"/instances/{name}/stop", [.. Fields(form)]);
        Assert.True(stopped.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"{stopped.StatusCode}");
        await EventuallyAsync(async () =>
            (await GetAsync<InstanceView>(operators, $"/api/instances/{name}")).State == "stopped"
        );
        using var admin = ground.As(Role.Admin);
        var audit = await GetAsync<PageView<AuditView>>(admin, "/api/audit?limit=1");
        Assert.Equal(("the-operator", name), (audit.Items[0].Account, audit.Items[0].Subject));

        using var left = await SendAsync(browser, "/logout");
        using var out_ = await browser.GetAsync("/images", Cancel);
        Assert.StartsWith("/login", out_.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Everything_can_stand_below_a_path()
    {
        await using var ground = await StartAsync(options => options with { PathBase = "/fleet" });
        await ground.GivePasswordAsync(Role.Operator);
        using var browser = Browser(ground);
        using var away = await browser.GetAsync("/fleet/images", Cancel);
        Assert.Equal("/fleet/login?returnUrl=%2Ffleet%2Fimages", away.Headers.Location?.ToString());
        Assert.Contains("<base href=", await browser.GetStringAsync("/fleet/login", Cancel));

        using var entered = await SendAsync(
            browser,
            "/fleet/login",
            ("name", "the-operator"),
            ("password", PasswordOf(Role.Operator))
        );
        Assert.Equal("/fleet/", entered.Headers.Location?.ToString());
        Assert.Contains("path=/fleet", entered.Headers.GetValues("Set-Cookie").Single());
        var page = await browser.GetStringAsync("/fleet/", Cancel);
        Assert.Contains($"<base href=\"{ground.Address}fleet/\"", page);
        Assert.DoesNotContain("=\"/", page);

        var form = await browser.GetStringAsync("/fleet/create", Cancel);
        Assert.DoesNotContain("=\"/", form);
        using var made = await SendAsync(
            browser,
            "/fleet/create",
            [
                .. Fields(form).Where(field => field.Item1 is not "Form.UserName" and not "Form.From"),
                ("Form.UserName", "orders"),
            ]
        );
        Assert.Contains("/fleet/instances/orders-", made.Headers.Location?.ToString());
        using var operators = ground.As(Role.Operator);
        using var begun = await operators.PostAsJsonAsync(
            "/fleet/api/instances",
            new CreateInstanceRequest("shop"),
            Cancel
        );
        Assert.StartsWith("/fleet/api/operations/", begun.Headers.Location?.ToString());
        using var left = await SendAsync(browser, "/fleet/logout");
        Assert.Equal("/fleet/login", left.Headers.Location?.ToString());
    }

    private static HttpClient Browser(ServerGround ground)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = ground.Address,
        };
        browser.DefaultRequestHeaders.Accept.Add(new("text/html"));
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient browser,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        using var form = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
        return await browser.PostAsync(path, form, Cancel);
    }

    // What is hidden in the form of a page, and the box that says it is meant.
    private static IEnumerable<(string, string)> Fields(string page) =>
        Input()
            .Matches(page[page.IndexOf("<main", StringComparison.Ordinal)..])
            .Select(input => input.Value)
            .Select(input =>
                (Name().Match(input).Groups[1].Value, WebUtility.HtmlDecode(Value().Match(input).Groups[1].Value))
            )
            .Where(field => field.Item1.Length > 0);

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("\\bname=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("\\bvalue=\"([^\"]*)\"")]
    private static partial Regex Value();
}
