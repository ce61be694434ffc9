namespace Toygres.Web.Tests;

public sealed class DurablePageTests(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>
{
    [Fact]
    public async Task Durable_functions_are_listed_begun_told_and_ended()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);
        var page = visitor.Page;
        var runtime = new RuntimeImage(
            ImageName.Parse("durable"),
            $"registry.example/pg_durable@sha256:{new string('a', 64)}",
            RuntimeKind.PgDurable
        );
        await app.Cms.RegisterAsync(new(runtime, DateTimeOffset.UtcNow), default);
        var name = await app.Fleet.AddAsync("orders", row => row with { Runtime = runtime });

        await visitor.GoAsync($"/instances/{name}");
        await visitor.FollowAsync("Durable functions");
        await Expect(page.Locator("th").Last).ToHaveTextAsync("running_instances");
        await visitor.FillAsync("Statement or function", "SELECT '<b>'");
        await visitor.FillAsync("Variables", "no variable");
        await visitor.SendAsync("Begin");
        await Expect(page.Locator("p.wrong")).ToContainTextAsync("Write each variable as name=value");
        await visitor.FillAsync("Variables", "team=shop");
        await visitor.SendAsync("Begin");
        await Expect(page.Locator("h1")).ToHaveTextAsync("1f00ba42");
        await Expect(page.Locator("pre")).ToHaveTextAsync("✓ SQL: SELECT <b>1</b>");
        await visitor.FillAsync("Signal", "go");
        await visitor.SendAsync("Send");
        await visitor.FillAsync("Why", "enough");
        await visitor.SendAsync("Cancel it");
        await Expect(page.Locator("h1")).ToHaveTextAsync("1f00ba42");

        await visitor.FollowAsync("Durable functions");
        await visitor.FollowAsync("1f00ba42");
        await Expect(page.Locator("h1")).ToHaveTextAsync("1f00ba42");
        Assert.Contains(app.Machines.Told, told => told.EndsWith("with SELECT '<b>', , {\"team\":\"shop\"}"));
        Assert.Contains("SELECT df.signal($1, $2, $3) AS signal with 1f00ba42, go, {}", app.Machines.Told);
        Assert.Contains("SELECT df.cancel($1, $2) AS cancel with 1f00ba42, enough", app.Machines.Told);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Durable_functions_of_what_does_not_run_have_a_page_that_says_so()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);
        var name = await app.Fleet.AddAsync("orders", row => row with { State = InstanceState.Stopped });

        await visitor.GoAsync($"/instances/{name}/durable");

        await Expect(visitor.Page.Locator(".problem")).ToContainTextAsync("does not run. Start it.");
    }

    [Fact]
    public async Task A_log_is_for_operators_as_it_has_the_statements_that_failed()
    {
        var name = await app.Fleet.AddAsync("orders");
        await using var viewer = await Visitor.ComeAsync(chromium, app, Roles.Viewer);
        await using var operators = await Visitor.ComeAsync(chromium, app, Roles.Operator);

        await viewer.GoAsync($"/instances/{name}");
        await operators.GoAsync($"/instances/{name}");

        await Expect(operators.Page.Locator("pre.log")).ToContainTextAsync("starting PostgreSQL");
        await Expect(viewer.Page.Locator("h1")).ToHaveTextAsync(name.Value);
        await Expect(viewer.Page.Locator("pre.log")).ToHaveCountAsync(0);
    }
}
