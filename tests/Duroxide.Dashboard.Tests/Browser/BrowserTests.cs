using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Duroxide.Dashboard.Tests;

/// <summary>The pages in a real browser, which must find nothing to complain of.</summary>
public sealed class BrowserTests(Chromium chromium) : IAsyncLifetime
{
    const string Hostile = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>&lt;{{1}}\u202e";

    readonly ConcurrentQueue<string> complaints = new();
    DashboardApp app = null!;
    IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        app = await DashboardApp.StartAsync();
        page = await chromium.Browser.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
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

    public async ValueTask DisposeAsync()
    {
        await page.Context.CloseAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_overview_counts_and_leads_to_what_failed()
    {
        await app.Client.StartOrchestrationAsync(Shop.Broken, "broken-1", "out of paper");
        await app.Client.WaitForEndAsync("broken-1", DashboardApp.Generous);

        await page.GotoAsync(app.Address);
        await Assertions.Expect(page.Locator(".tiles .failed strong")).ToHaveTextAsync("1");
        await page.Locator(".tiles .failed a").ClickAsync();
        await page.GetByText("broken-1").ClickAsync();

        await Assertions.Expect(page.Locator("dd.problem")).ToContainTextAsync("out of paper");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Instances_are_filtered_and_paged()
    {
        for (var number = 0; number < 60; number++)
        {
            await app.Client.StartOrchestrationAsync(Shop.Echo, $"echo-{number:00}", "hello");
        }

        await page.GotoAsync($"{app.Address}/instances");
        await page.GetByLabel("Id begins with").FillAsync("echo-");
        await page.GetByLabel("Order").SelectOptionAsync("ById");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(50);
        await page.GetByText("Next page").ClickAsync();

        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(10);
        await Assertions.Expect(page.GetByLabel("Id begins with")).ToHaveValueAsync("echo-");
        await page.GetByLabel("Id begins with").FillAsync("nobody");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Assertions.Expect(page.Locator(".nothing")).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_page_of_an_instance_follows_what_happens()
    {
        await app.StartOrderAsync("order-1");

        await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync($"{app.Address}/instance?id=order-1"),
            response => response.Url.Contains("changes", StringComparison.Ordinal)
        );
        await Assertions.Expect(page.Locator("#live")).ToContainTextAsync("waiting for payment");
        await app.Client.RaiseEventAsync("order-1", "Payment", "4242");

        await Assertions
            .Expect(page.Locator("dl .badge"))
            .ToHaveTextAsync("Completed", new() { Timeout = (float)DashboardApp.Generous.TotalMilliseconds });
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_slider_travels_through_a_history()
    {
        await app.ShipOrderAsync("order-1");

        await page.GotoAsync($"{app.Address}/instance?id=order-1");
        await page.GetByText("Travel through it").ClickAsync();
        await Assertions.Expect(page.Locator("#moment")).ToContainTextAsync("Started shop/order");
        await page.GetByRole(AriaRole.Slider).FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Locator("#moment dl.moment")).ToContainTextAsync("Completed");
        await page.Keyboard.PressAsync("ArrowLeft");

        await Assertions.Expect(page.Locator("#moment dl.moment")).ToContainTextAsync("Set the status");
        await Assertions.Expect(page.Locator("#moment")).ToContainTextAsync("shipped");
        Assert.Matches("event=\\d+", page.Url);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Without_a_script_links_and_a_button_travel_and_ask_what_if()
    {
        await app.ShipOrderAsync("order-1");
        await using var plain = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        page = await plain.NewPageAsync();

        await page.GotoAsync($"{app.Address}/moment?id=order-1&event=1");
        var moment = page.Locator("#moment dl.moment");
        for (var steps = 0; !(await moment.TextContentAsync())!.Contains("Event Payment"); steps++)
        {
            Assert.True(steps < 50, "The event Payment is not among the first fifty.");
            await page.GetByText("Next", new() { Exact = true }).ClickAsync();
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "It had never come" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("Asked for activity payments/charge");
        await page.GetByLabel("Other data, as JSON").FillAsync("\"5555\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "It had been this" }).ClickAsync();

        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("5555");
    }

    [Fact]
    public async Task An_action_is_done_by_keyboard_alone_and_needs_a_confirmation()
    {
        await app.StartOrderAsync("order-1");

        await page.GotoAsync($"{app.Address}/instance?id=order-1");
        await page.Locator(".actions .cancel summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("nobody pays");
        await page.Keyboard.PressAsync("Enter");
        Assert.IsType<OrchestrationStatus.Running>(await app.Client.GetStatusAsync("order-1"));
        // The browser has gone to the box that is not ticked.
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".result")).ToHaveTextAsync("The instance was asked to end.");
        var end = await app.Client.WaitForEndAsync("order-1", DashboardApp.Generous);
        Assert.Contains("nobody pays", Assert.IsType<OrchestrationStatus.Failed>(end).Failure.Display);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Each_form_does_what_it_says_without_a_script()
    {
        await using var plain = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        page = await plain.NewPageAsync();
        await page.GotoAsync($"{app.Address}/instances");
        await FillAsync("start", ("Id", "order-1"), ("Orchestration", "shop/order"), ("Tag", "team=blue"));
        await page.GetByLabel("Input, as JSON").FillAsync("""{"customer":"Ada","item":"a lamp"}""");
        await SendAsync("start");
        await Assertions.Expect(page.Locator(".result")).ToHaveTextAsync("The instance was started.");
        await app.Client.WaitForCustomStatusAsync("order-1", 0, DashboardApp.Generous);

        await FillAsync("suspend", ("Reason", "the bank is closed"));
        await SendAsync("suspend");
        await Assertions.Expect(page.Locator("dl .badge")).ToHaveTextAsync("Suspended");
        await FillAsync("resume");
        await SendAsync("resume");
        await Assertions.Expect(page.Locator("dl .badge")).ToHaveTextAsync("Running");
        await FillAsync("event", ("Name", "Payment"));
        await page.Locator(".event textarea").FillAsync("\"4242\"");
        await SendAsync("event");
        await Assertions.Expect(page.Locator(".result")).ToHaveTextAsync("The event was raised.");
        await app.Client.WaitForCompletionAsync(Shop.Order, "order-1", DashboardApp.Generous);

        await page.ReloadAsync();
        await FillAsync("restart");
        await SendAsync("restart");
        await Assertions.Expect(page.Locator(".result")).ToHaveTextAsync("A new execution begins.");
        await app.Client.CancelAsync("order-1", "it was shipped");
        await app.Client.WaitForEndAsync("order-1", DashboardApp.Generous);
        await page.ReloadAsync();
        await FillAsync("prune");
        await SendAsync("prune");
        await Assertions.Expect(page.Locator(".result")).ToContainTextAsync("were deleted");
        await FillAsync("delete");
        await SendAsync("delete");
        await Assertions.Expect(page.Locator(".nothing")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Many_are_suspended_after_a_preview()
    {
        await app.StartOrderAsync("order-1");
        await app.StartOrderAsync("order-2");

        await page.GotoAsync($"{app.Address}/instances?prefix=order-");
        await page.Locator(".bulk select").SelectOptionAsync("suspend");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Suspend 2 instances?");
        await page.GetByLabel("Reason").FillAsync("the bank is closed");
        await page.Locator("input[name=confirm]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Suspend" }).ClickAsync();

        await Assertions.Expect(page.Locator(".result")).ToContainTextAsync("2 instances changed");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_fork_is_tried_and_then_made()
    {
        await app.ShipOrderAsync("order-1");

        await page.GotoAsync($"{app.Address}/instance?id=order-1");
        await page.Locator(".actions .fork summary").ClickAsync();
        await page.GetByLabel("Before event").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it first" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("events would be kept");
        await page.Locator("input[name=confirm]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fork" }).ClickAsync();

        await Assertions.Expect(page.Locator(".result")).ToHaveTextAsync("The fork begins here.");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("order-1-fork");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_deployment_is_checked()
    {
        await app.StartOrderAsync("order-1");

        await page.GotoAsync(app.Address);
        await page.GetByText("Deployment", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();

        await Assertions.Expect(page.Locator(".result")).ToContainTextAsync("Safe to deploy.");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Hostile_texts_are_shown_as_text()
    {
        await app.Client.StartOrchestrationAsync(
            Shop.Echo,
            Hostile,
            Hostile,
            new() { Tags = ValueMap.Of(("tag", Hostile)) }
        );
        await app.Client.WaitForEndAsync(Hostile, DashboardApp.Generous);
        await app.Client.StartOrchestrationAsync(Shop.Broken, "broken-1", Hostile);
        await app.Client.WaitForEndAsync("broken-1", DashboardApp.Generous);

        var text = Uri.EscapeDataString(Hostile);
        string[] paths =
        [
            "",
            "/instances",
            $"/instances?name={text}",
            "/work",
            $"/work?done={text}",
            $"/moment?id={text}",
            $"/moment?id={text}&event=1&whatif=yes&data={text}",
            $"/fork?id={text}",
            $"/bulk?action=delete&prefix={text}",
            $"/deployment?run=yes&name={text}",
        ];
        foreach (var path in paths)
        {
            await page.GotoAsync($"{app.Address}{path}");
            Assert.Equal((0, 1), (await page.Locator("img").CountAsync(), await page.Locator("script").CountAsync()));
        }
        // A page that refuses what it is asked has a status that says so.
        Assert.DoesNotContain(complaints, one => !one.StartsWith("Failed to load resource", StringComparison.Ordinal));
        complaints.Clear();
        await page.GotoAsync($"{app.Address}/instances");
        await page.GetByText(Hostile, new() { Exact = true }).First.ClickAsync();

        Assert.Equal(Hostile, await page.Locator("h1").TextContentAsync());
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Equal(1, await page.Locator("script").CountAsync());
        await page.GotoAsync($"{app.Address}/instance?id=broken-1");
        await Assertions.Expect(page.Locator("dd.problem")).ToContainTextAsync("<script>alert(2)</script>");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task An_instance_that_nobody_knows_has_a_page_that_says_so()
    {
        await page.GotoAsync($"{app.Address}/instance?id=nobody");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no instance 'nobody'");
    }

    async Task FillAsync(string action, params (string Label, string Text)[] fields)
    {
        var form = page.Locator($".actions details.{action}");
        await form.Locator("summary").ClickAsync();
        foreach (var (label, text) in fields)
        {
            await form.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }
        await form.Locator("input[name=confirm]").CheckAsync();
    }

    Task SendAsync(string action) => page.Locator($".actions details.{action} button").ClickAsync();
}
