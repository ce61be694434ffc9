using System.Text.RegularExpressions;
using Duroxide.Core;
using Duroxide.Providers;
using Microsoft.Playwright;

namespace Duroxide.Dashboard.Tests;

/// <summary>Pictures of the pages for the documents: UPDATE_DOCS=1 writes them.</summary>
public sealed class Screenshots(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task Each_page_fits_its_window_and_is_photographed(int width, ColorScheme scheme)
    {
        await using var app = await DashboardApp.StartAsync();
        await FillAsync(app);
        await using var context = await chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = width == 400 ? 1400 : 900 },
                ColorScheme = scheme,
            }
        );
        var page = await context.NewPageAsync();

        foreach (
            var (name, path) in new[]
            {
                ("overview", ""),
                ("instances", "/instances"),
                ("instance", "/instance?id=order-17"),
                ("moment", $"/moment?id=order-17&event={await PaymentAsync(app)}&whatif=yes"),
                ("fork", "/fork?id=order-17"),
                ("bulk", "/bulk?action=suspend&prefix=order-"),
                ("deployment", "/deployment?run=yes"),
                ("work", "/work?seconds=0"),
            }
        )
        {
            await page.GotoAsync($"{app.Address}{path}");
            if (name == "overview")
            {
                await Assertions
                    .Expect(page.Locator(".chart polyline").First)
                    .ToHaveAttributeAsync(
                        "points",
                        new Regex(@"\S+ \S+"),
                        new() { Timeout = (float)DashboardApp.Generous.TotalMilliseconds }
                    );
            }
            await page.ScreenshotAsync(new() { Path = Picture($"{name}-{width}-{scheme}") });
            if (name == "instance")
            {
                await page.Locator(".actions details.delete summary").ClickAsync();
            }
            var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");

            Assert.True(wide <= width, $"{name} is {wide} pixels wide.");
        }
    }

    static async Task<long> PaymentAsync(DashboardApp app) =>
        (await app.Client.ReadHistoryAsync("order-17"))!
            .Events.First(happened => happened.Fact is Fact.Arrived)
            .Id.Value;

    static async Task FillAsync(DashboardApp app)
    {
        // The charts have something to show from here on.
        await app.Http.GetStringAsync(app.Address);
        foreach (var id in new[] { "order-14", "order-15", "order-16" })
        {
            await app.ShipOrderAsync(id);
        }
        await app.Client.StartOrchestrationAsync(Shop.Broken, "print-3", "The printer is out of paper.");
        await app.Client.WaitForEndAsync("print-3", DashboardApp.Generous);
        await app.Client.StartOrchestrationAsync(Shop.Counter, "counter-1", 0);
        await app.Client.WaitForEndAsync("counter-1", DashboardApp.Generous);
        await app.StartOrderAsync("order-17");
        await app.StartOrderAsync("order-18");
        await app.StartOrderAsync("order-19");
        await app.Provider.EnqueueAsync([new NewMessage("order-19", new byte[] { 255, 0, 255 })], default);
        while ((await app.Client.Management.ListParkedAsync()).Count == 0)
        {
            await Task.Yield();
        }
        await app.Client.Management.SuspendInstanceAsync("order-18", "the bank is closed until Monday");
        await app.Client.RaiseEventAsync("order-18", "Payment", "4242");
        await app.Client.RaiseEventAsync("order-17", "Payment", "4242 4242 4242 4242");
        await app.Client.WaitForCompletionAsync(Shop.Order, "order-17", DashboardApp.Generous);
    }

    static string Picture(string name)
    {
        var folder =
            Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1"
                ? Clone.PathOf("docs", "images")
                : Path.Combine(AppContext.BaseDirectory, "images");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"dashboard-{name.ToLowerInvariant()}.png");
    }
}
