using System.Net;

namespace Toygres.Web.Tests;

/// <summary>Who may see and do what, in the browser and without one.</summary>
public sealed class AccessTests(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>
{
    [Fact]
    public async Task A_stranger_is_asked_who_it_is_and_comes_to_the_page_that_was_asked_for()
    {
        var name = await app.Fleet.AddAsync("orders");
        await using var visitor = await Visitor.ComeAsync(chromium, app, role: null);

        await visitor.GoAsync($"/instances/{name}");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await Expect(visitor.Page.Locator("nav")).ToHaveCountAsync(0);
        await visitor.SignInAsync(Roles.Viewer, Users.Password);

        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(name.Value);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Who_gives_a_wrong_password_is_told_no_more_than_that()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, role: null);

        await visitor.GoAsync("/login");
        await visitor.SignInAsync("nobody", "guess");

        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name and password do not fit.");
        Assert.DoesNotContain("guess", await visitor.Page.ContentAsync());
    }

    [Fact]
    public async Task Who_signs_out_is_a_stranger_again()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Viewer);

        await visitor.SendAsync("Sign out");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await visitor.GoAsync("/system");

        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task A_viewer_sees_no_button_and_may_not_open_what_operators_do()
    {
        var name = await app.Fleet.AddAsync("orders");
        var image = await app.Fleet.AddImageAsync(name);
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Viewer);

        foreach (
            var path in new[]
            {
                "/",
                $"/instances/{name}",
                "/images",
                $"/images/{image}",
                "/batches",
                "/replicas",
                "/system",
            }
        )
        {
            Assert.Equal(200, await visitor.GoAsync(path));
            await Expect(visitor.Page.Locator("main form[method=post]")).ToHaveCountAsync(0);
            await Expect(visitor.Page.Locator("main .button")).ToHaveCountAsync(0);
        }
        foreach (
            var path in new[]
            {
                $"/instances/{name}/stop",
                $"/instances/{name}/password",
                $"/instances/{name}/query",
                $"/instances/{name}/durable",
                $"/instances/{name}/durable/1f00ba42",
                $"/images/{image}/delete",
                "/create",
                "/batches/create",
            }
        )
        {
            Assert.Equal(403, await visitor.GoAsync(path));
            await Expect(visitor.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("Your role does not let you do this.");
        }
        await visitor.GoAsync($"/instances/{name}");
        await Expect(visitor.Page.Locator("a[href^='duroxide-view/']").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("a[href^='duroxide/']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_operator_may_not_start_the_system()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);
        await visitor.GoAsync("/create");
        var token = await visitor.Page.Locator("main [name=__RequestVerificationToken]").InputValueAsync();
        using var http = await ClientAsync(visitor);

        await visitor.GoAsync("/system");
        await Expect(visitor.Page.Locator("main form")).ToHaveCountAsync(0);
        using var answer = await http.PostAsync(
            "/system",
            new FormUrlEncodedContent([new("_handler", "start"), new("__RequestVerificationToken", token)])
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.IsType<OrchestrationStatus.NotFound>(await app.Engine.GetStatusAsync(Names.Pruner));
    }

    [Theory]
    [InlineData("operator", 400)]
    [InlineData("viewer", 403)]
    public async Task A_form_without_its_token_changes_nothing(string role, int status)
    {
        var name = await app.Fleet.AddAsync("orders");
        await using var visitor = await Visitor.ComeAsync(chromium, app, role);
        using var http = await ClientAsync(visitor);

        using var answer = await http.PostAsync(
            $"/instances/{name}/stop",
            new FormUrlEncodedContent([new("_handler", "operate"), new("Form.Confirm", "yes")])
        );

        var told = answer.StatusCode is HttpStatusCode.Redirect ? 403 : (int)answer.StatusCode;
        Assert.Equal(status, told);
        Assert.Null((await app.Cms.FindAsync(name, default))!.Operation);
    }

    [Fact]
    public async Task Pages_allow_no_script_of_their_own_and_are_kept_nowhere()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Viewer);
        using var http = await ClientAsync(visitor);

        using var page = await http.GetAsync("/");
        using var asset = await http.GetAsync("/toygres.css");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/toygres.css");
        again.Headers.IfNoneMatch.Add(asset.Headers.ETag!);
        using var unchanged = await http.SendAsync(again);

        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        var markup = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("style=", markup);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(markup, "<script"));
    }

    [Fact]
    public async Task A_stranger_may_follow_nothing()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var answer = await http.GetAsync($"{app.Address}/live/fleet");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    // Asks as the browser of a visitor, without its pages.
    private async Task<HttpClient> ClientAsync(Visitor visitor)
    {
        var cookies = new CookieContainer();
        foreach (var cookie in await visitor.Page.Context.CookiesAsync())
        {
            cookies.Add(new Uri(app.Address), new System.Net.Cookie(cookie.Name, cookie.Value));
        }
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = new(app.Address),
        };
    }
}
