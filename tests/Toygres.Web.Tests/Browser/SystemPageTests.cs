namespace Toygres.Web.Tests;

public sealed class SystemPageTests(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>
{
    [Fact]
    public async Task An_admin_starts_what_does_not_run_and_sees_what_it_says()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Admin);
        var name = await app.Fleet.AddAsync("drifted");
        await app.Cms.RecordDriftAsync(
            new(name, "state", "It should be running, and is stopped.", DateTimeOffset.UtcNow),
            default
        );

        await visitor.GoAsync("/system");
        await Expect(visitor.Page.Locator(".badge.missing")).ToHaveCountAsync(4);
        await Expect(visitor.Page.Locator(".problem")).ToHaveTextAsync("Not all of them run.");
        await visitor.ConfirmAsync("Start what does not run");

        await Expect(visitor.Page.Locator("tbody").First.Locator(".badge.running")).ToHaveCountAsync(4);
        await Expect(visitor.Page.Locator("tbody").First).ToContainTextAsync("1 instance and 0 images compared");
        await Expect(visitor.Page.Locator("tbody").Last).ToContainTextAsync(name.Value);
        await Expect(visitor.Page.Locator("dl")).ToContainTextAsync("runs no orchestrations");
        Assert.Empty(visitor.Complaints);
    }
}
