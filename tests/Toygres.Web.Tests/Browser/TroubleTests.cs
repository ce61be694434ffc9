namespace Toygres.Web.Tests;

/// <summary>What pages do when something is away, or somebody has no script.</summary>
public sealed class TroubleTests(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>
{
    [Fact]
    public async Task A_memory_that_is_away_has_pages_that_say_so()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);
        await visitor.GoAsync("/create");
        await visitor.FillAsync("Name", "orders");
        app.Away.IsAway = true;
        try
        {
            await visitor.SendAsync("Create");
            await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Its database is away");
            foreach (
                var path in new[]
                {
                    "/",
                    "/instances/orders-12345678",
                    "/images",
                    "/replicas",
                    "/system",
                    "/live/fleet",
                }
            )
            {
                Assert.Equal(503, await visitor.GoAsync(path));
            }
        }
        finally
        {
            app.Away.IsAway = false;
        }

        await visitor.GoAsync("/images");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Images");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_page_says_that_the_application_is_gone_and_goes_on_when_it_is_back()
    {
        await using var own = new FleetApp();
        await own.InitializeAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, own, Roles.Viewer);
        await visitor.GoAsync("/");
        await Expect(visitor.Page.Locator(".nothing")).ToBeVisibleAsync();

        await own.StartAgainAsync(() => Expect(visitor.Page.Locator("#lost")).ToBeVisibleAsync());
        var name = await own.Fleet.AddAsync("orders");

        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = name.Value })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#lost")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_hides_nothing_else()
    {
        await using var own = new FleetApp();
        await own.InitializeAsync();
        var name = await own.Fleet.AddAsync("orders");
        own.Machines.LogTrouble = "The machine does not answer.";
        await using var visitor = await Visitor.ComeAsync(chromium, own, Roles.Operator);

        Assert.Equal(200, await visitor.GoAsync($"/instances/{name}"));

        await Expect(visitor.Page.Locator(".problem"))
            .ToHaveTextAsync("The log cannot be read: The machine does not answer.");
        await Expect(visitor.Page.Locator("dl")).ToContainTextAsync("50 connections");
    }

    [Fact]
    public async Task Everything_works_without_a_script()
    {
        var name = await app.Fleet.AddAsync("orders");
        await using var visitor = await Visitor.ComeAsync(
            chromium,
            app,
            Roles.Operator,
            new() { JavaScriptEnabled = false }
        );

        await visitor.GoAsync($"/instances/{name}");
        await visitor.FollowAsync("Stop");
        await visitor.ConfirmAsync("Stop");
        await app.Fleet.BecomesAsync(name, row => row is { State: InstanceState.Stopped, Operation: null });
        await visitor.Page.ReloadAsync();

        await Expect(visitor.Page.Locator(".title .badge")).ToHaveTextAsync("stopped");
    }
}
