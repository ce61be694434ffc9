using Microsoft.Playwright;

namespace Duroxide.Dashboard.Tests;

/// <summary>What a page says and does when it can follow no more.</summary>
public sealed class LostConnectionTests(Chromium chromium) : IAsyncLifetime
{
    static readonly LocatorAssertionsToBeVisibleOptions Visible = new()
    {
        Timeout = (float)DashboardApp.Generous.TotalMilliseconds,
    };

    static readonly LocatorAssertionsToBeHiddenOptions Hidden = new()
    {
        Timeout = (float)DashboardApp.Generous.TotalMilliseconds,
    };

    static readonly LocatorAssertionsToHaveTextOptions Text = new()
    {
        Timeout = (float)DashboardApp.Generous.TotalMilliseconds,
    };

    IPage page = null!;

    public async ValueTask InitializeAsync() => page = await chromium.Browser.NewPageAsync();

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();

    [Fact]
    public async Task A_page_says_that_the_application_is_gone_and_goes_on_when_it_is_back()
    {
        var store = new InMemoryStore();
        var first = await DashboardApp.StartAsync(provider: new InMemoryProvider(store: store));
        await first.StartOrderAsync("order-1");
        await page.GotoAsync($"{first.Address}/instance?id=order-1");
        await Assertions.Expect(page.Locator("dl .badge")).ToHaveTextAsync("Running", Text);

        await first.DisposeAsync();
        await Assertions.Expect(page.Locator("#lost")).ToBeVisibleAsync(Visible);
        await using var second = await DashboardApp.StartAsync(
            provider: new InMemoryProvider(store: store),
            port: new Uri(first.Address).Port
        );
        await second.Client.RaiseEventAsync("order-1", "Payment", "4242");

        await Assertions.Expect(page.Locator("dl .badge")).ToHaveTextAsync("Completed", Text);
        await Assertions.Expect(page.Locator("#lost")).ToBeHiddenAsync(Hidden);
    }

    [Fact]
    public async Task A_page_says_that_the_store_is_away_and_goes_on_when_it_is_back()
    {
        var store = new AwayStore(new InMemoryProvider());
        await using var app = await DashboardApp.StartAsync(provider: store.Provider);
        await app.StartOrderAsync("order-1");
        await page.GotoAsync($"{app.Address}/instance?id=order-1");

        store.IsAway = true;
        await Assertions.Expect(page.Locator("#lost")).ToBeVisibleAsync(Visible);
        store.IsAway = false;
        await app.Client.RaiseEventAsync("order-1", "Payment", "4242");

        await Assertions.Expect(page.Locator("dl .badge")).ToHaveTextAsync("Completed", Text);
        await Assertions.Expect(page.Locator("#lost")).ToBeHiddenAsync(Hidden);
    }

    [Fact]
    public async Task The_overview_follows_what_happens()
    {
        await using var app = await DashboardApp.StartAsync();
        await page.GotoAsync(app.Address);
        await Assertions.Expect(page.Locator(".tiles .running strong")).ToHaveTextAsync("0", Text);

        await app.StartOrderAsync("order-1");

        await Assertions.Expect(page.Locator(".tiles .running strong")).ToHaveTextAsync("1", Text);
        await Assertions.Expect(page.Locator(".chart polyline").First).ToBeAttachedAsync();
    }
}
