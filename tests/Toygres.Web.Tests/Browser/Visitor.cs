using System.Collections.Concurrent;

namespace Toygres.Web.Tests;

/// <summary>Somebody with a browser, who notes what the browser complains of.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();

    private Visitor(IPage page, string address)
    {
        Page = page;
        Address = address;
        page.SetDefaultTimeout((float)FleetApp.Generous.TotalMilliseconds);
        page.Console += (_, message) =>
        {
            // A page that refuses says so by its status, too.
            if (
                message.Type == "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Dialog += async (_, dialog) =>
        {
            complaints.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public string Address { get; }

    public IEnumerable<string> Complaints => complaints;

    /// <summary>Opens a browser.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="app">The application.</param>
    /// <param name="role">Whom to sign in as; null for nobody.</param>
    /// <param name="options">How the window is; null for a usual one.</param>
    public static async Task<Visitor> ComeAsync(
        Chromium chromium,
        FleetApp app,
        string? role,
        BrowserNewContextOptions? options = null
    )
    {
        SetDefaultExpectTimeout((float)FleetApp.Generous.TotalMilliseconds);
        var context = await chromium.Browser.NewContextAsync(options ?? new());
        var visitor = new Visitor(await context.NewPageAsync(), app.Address);
        if (role is not null)
        {
            await visitor.GoAsync("/login");
            await visitor.SignInAsync(role, Users.Password);
            await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Fleet");
        }
        return visitor;
    }

    public async Task SignInAsync(string name, string password)
    {
        await Page.GetByLabel("Name").FillAsync(name);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Opens a page, and gives its status.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync($"{Address}{path}"))!.Status;

    /// <summary>Follows a link or a button of the page, such as one of an operation.</summary>
    public Task FollowAsync(string name) =>
        Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>Says that it is meant, and sends the form.</summary>
    public async Task ConfirmAsync(string button)
    {
        await Page.GetByLabel("I mean it").CheckAsync();
        await SendAsync(button);
    }

    /// <summary>Sends the form.</summary>
    public Task SendAsync(string button) =>
        Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Lets the form of the page be sent with anything in it.</summary>
    public Task DoWithoutBrowserChecksAsync() =>
        Page.EvaluateAsync(
            """
            for (const field of document.querySelectorAll("main input[type=number]")) field.type = "text";
            document.querySelector("main form").noValidate = true;
            """
        );

    public Task FillAsync(string label, string text) => Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
