namespace Toygres.Web.Tests;

public sealed class ImagePageTests(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>, IAsyncLifetime
{
    private Visitor visitor = null!;

    private IPage Page => visitor.Page;

    public async ValueTask InitializeAsync() => visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);

    public async ValueTask DisposeAsync() => await visitor.DisposeAsync();

    [Fact]
    public async Task Images_are_listed_with_the_plans_that_make_them()
    {
        var now = DateTimeOffset.UtcNow;
        var planned = await app.Fleet.AddAsync("planned", row => row with { Backups = new(3600, Keep: 2) });
        var fresh = await app.Fleet.AddAsync("fresh", row => row with { Backups = new(3600, Keep: 2) });
        var last = await app.Fleet.AddImageAsync(planned, image => image with { IsScheduled = true, Verified = now });
        var failed = await app.Fleet.AddImageAsync(
            fresh,
            image => image with { State = ImageState.Failed, Failure = "No room is left." }
        );

        await visitor.GoAsync("/images");
        await Expect(Page.Locator("tr", new() { HasText = last.Value })).ToContainTextAsync("by plan");
        await Expect(Page.Locator("tr", new() { HasText = "every 60 min, 2 kept" })).ToHaveCountAsync(2);
        await Expect(Page.Locator("tr", new() { HasText = "soon, when it runs" })).ToContainTextAsync(fresh.Value);
        await visitor.GoAsync($"/images?source={planned}");
        await Expect(Page.Locator("table").First.Locator("tbody tr")).ToHaveCountAsync(1);
        await visitor.GoAsync($"/images/{failed}");
        await Expect(Page.Locator(".problem")).ToHaveTextAsync("No room is left.");

        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task An_image_is_deleted()
    {
        var source = await app.Fleet.AddAsync("orders");
        var image = await app.Fleet.AddImageAsync(source);

        await visitor.GoAsync($"/images/{image}");
        await visitor.FollowAsync("Delete");
        await visitor.ConfirmAsync("Delete");

        await Expect(Page.Locator("h1")).ToHaveTextAsync("Images");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = image.Value })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task An_image_that_is_being_made_is_not_deleted()
    {
        var source = await app.Fleet.AddAsync("orders");
        var image = await app.Fleet.AddImageAsync(source, image => image with { State = ImageState.Creating });

        await visitor.GoAsync($"/images/{image}/delete");
        await visitor.ConfirmAsync("Delete");

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is being made by");
    }
}
