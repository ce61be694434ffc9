using System.Text.RegularExpressions;

namespace Toygres.Web.Tests;

public sealed class FleetPageTests(Chromium chromium) : IAsyncLifetime
{
    private readonly FleetApp app = new();
    private Visitor visitor = null!;

    private IPage Page => visitor.Page;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        visitor = await Visitor.ComeAsync(chromium, app, Roles.Viewer);
    }

    public async ValueTask DisposeAsync()
    {
        await visitor.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task An_empty_fleet_says_that_it_is_empty()
    {
        await Expect(Page.Locator(".nothing")).ToHaveTextAsync("There is no instance yet.");

        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Instances_are_counted_listed_and_found_by_state_name_and_tag()
    {
        await app.Fleet.AddAsync(
            "orders",
            row =>
                row with
                {
                    DnsName = "books",
                    Tags = new SortedDictionary<string, string> { ["team"] = "shop" },
                }
        );
        await app.Fleet.AddAsync("ill", row => row with { Health = Health.Unhealthy });
        await app.Fleet.AddAsync("broken", row => row with { State = InstanceState.Failed, Failure = "no disk" });
        await app.Fleet.AddAsync(
            "asleep",
            row => row with { State = InstanceState.Stopped, Operation = "start-asleep" }
        );

        await visitor.GoAsync("/");
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(4);
        await Expect(Page.Locator(".tiles .running strong")).ToHaveTextAsync("2");
        await Expect(Page.Locator(".tiles .unhealthy strong")).ToHaveTextAsync("1");
        await Expect(Page.Locator(".tiles .busy strong")).ToHaveTextAsync("1");
        await Page.Locator(".tiles .failed a").ClickAsync();
        await Expect(Page.Locator("tbody tr")).ToHaveTextAsync(new Regex("broken-"));
        await visitor.FollowAsync("All");
        await visitor.FollowAsync("team=shop");
        await Expect(Page.Locator("tbody tr")).ToHaveTextAsync(new Regex("books 127"));
        await Page.GetByLabel("Tag").FillAsync("");
        await Page.GetByLabel("Name").FillAsync("SLEEP");
        await Page.GetByLabel("State").SelectOptionAsync("stopped");
        await visitor.SendAsync("Find");
        await Expect(Page.Locator("tbody tr")).ToHaveTextAsync(new Regex("asleep-"));
        await Page.GetByLabel("Name").FillAsync("nobody");
        await visitor.SendAsync("Find");
        await Expect(Page.Locator(".nothing")).ToContainTextAsync("No instance is like this.");
        await visitor.FollowAsync("Show all");
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(4);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_large_fleet_is_paged_and_the_filter_stays()
    {
        for (var number = 0; number < 60; number++)
        {
            await app.Fleet.AddAsync($"shop{number}");
        }
        await app.Fleet.AddAsync("other");

        await visitor.GoAsync("/?text=shop");
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(50);
        await visitor.FollowAsync("Next page");

        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(10);
        await Expect(Page.Locator(".pages")).ToContainTextAsync("Page 2 of 2");
        await visitor.FollowAsync("Previous page");
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(50);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_happens_is_shown_without_a_reload_and_the_keyboard_stays_where_it_is()
    {
        var first = await app.Fleet.AddAsync("first");
        await visitor.GoAsync("/");
        await Page.GetByRole(AriaRole.Link, new() { Name = first.Value }).FocusAsync();

        var second = await app.Fleet.AddAsync("second");

        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = second.Value })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = first.Value })).ToBeFocusedAsync();
        Assert.Empty(visitor.Complaints);
    }
}
