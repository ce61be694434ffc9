using System.Text.RegularExpressions;

namespace Toygres.Web.Tests;

public sealed class InstancePageTests(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>, IAsyncLifetime
{
    private Visitor visitor = null!;

    private IPage Page => visitor.Page;

    public async ValueTask InitializeAsync() => visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);

    public async ValueTask DisposeAsync() => await visitor.DisposeAsync();

    [Fact]
    public async Task A_page_shows_what_is_known_of_an_instance()
    {
        var primary = await app.Fleet.AddAsync("primary");
        var name = await app.Fleet.AddAsync(
            "orders",
            row => row with { DnsName = $"orders{Guid.NewGuid():N}", Follows = primary, Backups = new(7200, Keep: 5) }
        );
        var image = await app.Fleet.AddImageAsync(name);
        var pulse = new Pulse("PostgreSQL 15.8", 2.5, 48_234_567, true) { LagSeconds = 0.25 };
        await app.Fleet.LookAsync(name, pulse, null, null, pulse, pulse);
        await app.Cms.RecordDriftAsync(
            new(name, "state", "It should be running, and is stopped.", DateTimeOffset.UtcNow),
            default
        );

        await visitor.GoAsync($"/instances/{name}");

        await Expect(Page.Locator("h1")).ToHaveTextAsync(name.Value);
        await Expect(Page.Locator("dl").First).ToContainTextAsync("lag: 250 ms");
        await Expect(Page.Locator("dl").First).ToContainTextAsync("every 2 hours, 5 kept");
        await Expect(Page.Locator("dl").First).ToContainTextAsync("holds 46 MB");
        await Expect(Page.Locator("dl").First).ToContainTextAsync(image.Value);
        await Expect(Page.Locator(".problem")).ToContainTextAsync("It should be running, and is stopped.");
        await Expect(Page.Locator(".chart polyline")).ToHaveCountAsync(2);
        await Expect(Page.Locator(".chart .outage")).ToHaveCountAsync(2);
        await Expect(Page.Locator(".scale")).ToContainTextAsync("It did not answer at 2 of 5 looks.");
        await Expect(Page.Locator("pre.log")).ToContainTextAsync("ready to accept connections");
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("Stop", "stopped")]
    [InlineData("Restart", "running")]
    [InlineData("Rotate password", "running")]
    public async Task An_instance_that_runs_is_operated_and_the_page_tells_how_it_went(string operation, string state)
    {
        var name = await app.Fleet.AddAsync("orders");

        await visitor.GoAsync($"/instances/{name}");
        await visitor.FollowAsync(operation);
        await Expect(Page.Locator("h1")).ToHaveTextAsync($"{operation}: {name}");
        await visitor.ConfirmAsync(operation);

        await Expect(Page.Locator("h1")).ToHaveTextAsync(name.Value);
        await Expect(Page.Locator("td[data-title=What]", new() { HasText = "settled" })).ToBeVisibleAsync();
        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync(state);
        await Expect(Page.Locator(".working")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task An_instance_that_is_stopped_is_started()
    {
        var name = await app.Fleet.AddAsync("orders", row => row with { State = InstanceState.Stopped });

        await visitor.GoAsync($"/instances/{name}");
        await visitor.FollowAsync("Start");
        await visitor.ConfirmAsync("Start");

        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("running");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task An_instance_that_was_never_made_is_retried()
    {
        var name = await app.Fleet.AddAsync(
            "orders",
            row => row with { State = InstanceState.Failed, Started = null, Failure = "The disk was full." }
        );

        await visitor.GoAsync($"/instances/{name}");
        await Expect(Page.Locator(".problem")).ToContainTextAsync("The disk was full.");
        await visitor.FollowAsync("Retry");
        await visitor.ConfirmAsync("Retry");

        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("running");
        await Expect(Page.Locator(".problem")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_size_that_cannot_be_is_said_beside_its_field_and_one_that_can_is_taken()
    {
        var name = await app.Fleet.AddAsync("orders");

        await visitor.GoAsync($"/instances/{name}");
        await visitor.FollowAsync("Resize");
        await Expect(Page.GetByLabel("Connections")).ToHaveValueAsync("50");
        // The browser would not send it: what it refuses must be refused without it, too.
        await visitor.DoWithoutBrowserChecksAsync();
        await visitor.FillAsync("Connections", "5");
        await visitor.FillAsync("Memory, MB", "much");
        await visitor.ConfirmAsync("Resize");
        await Expect(Page.Locator("#Form-Connections-note")).ToContainTextAsync("between 10 and 1000");
        await visitor.FillAsync("Connections", "80");
        await visitor.FillAsync("Memory, MB", "64");
        await visitor.ConfirmAsync("Resize");

        await Expect(Page.Locator("dl").First).ToContainTextAsync("80 connections, 64 MB, 10 GB");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task An_image_is_made_planned_and_restored()
    {
        var name = await app.Fleet.AddAsync("orders");
        var image = $"{name}-monday";

        await visitor.GoAsync($"/instances/{name}");
        await visitor.FollowAsync("Make image");
        await visitor.FillAsync("Name of the image", image);
        await visitor.ConfirmAsync("Make image");
        await Expect(Page.Locator("h1")).ToHaveTextAsync(image);
        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("ready");
        await visitor.GoAsync($"/instances/{name}");
        await visitor.FollowAsync("Plan backups");
        await visitor.FillAsync("A backup every so many minutes", "90");
        await visitor.ConfirmAsync("Plan backups");
        await Expect(Page.Locator("dl").First).ToContainTextAsync("every 90 min, 7 kept");
        await visitor.FollowAsync("Restore");
        await Page.GetByLabel("Image").SelectOptionAsync(image);
        await visitor.ConfirmAsync("Restore");

        await Expect(Page.Locator("td[data-title=Told]", new() { HasText = "restore-" })).ToBeVisibleAsync();
        await app.Fleet.BecomesAsync(name, row => row is { State: InstanceState.Running, Operation: null });
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_replica_takes_the_place_of_its_primary()
    {
        var primary = await app.Fleet.AddAsync("orders");
        var replica = await app.Fleet.AddAsync("replica", row => row with { Follows = primary });

        await visitor.GoAsync($"/instances/{primary}");
        await visitor.FollowAsync("Fail over");
        await Page.GetByLabel("Replica").SelectOptionAsync(replica.Value);
        await visitor.FillAsync("Why", "the rack burns");
        await visitor.ConfirmAsync("Fail over");

        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("stopped");
        await Expect(Page.Locator(".problem")).ToContainTextAsync("the rack burns");
        Assert.Null((await app.Cms.FindAsync(replica, default))!.Follows);
        await visitor.FollowAsync("Follow another");
        await Page.GetByLabel("Follows").SelectOptionAsync(replica.Value);
        await visitor.ConfirmAsync("Follow another");
        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("running");
        await Expect(Page.Locator("dl").First).ToContainTextAsync("lag:");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Who_deletes_types_the_name_and_sees_that_it_is_gone()
    {
        var name = await app.Fleet.AddAsync("orders");

        await visitor.GoAsync($"/instances/{name}/delete");
        await visitor.FillAsync($"Type {name}", "another one");
        await visitor.ConfirmAsync("Delete");
        await Expect(Page.Locator("p.wrong")).ToContainTextAsync("to say that you mean this one");
        await visitor.FillAsync($"Type {name}", name.Value);
        await visitor.ConfirmAsync("Delete");

        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("deleted");
        await Expect(Page.Locator(".actions")).Not.ToContainTextAsync("Delete");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_the_reason()
    {
        var primary = await app.Fleet.AddAsync("orders");
        await app.Fleet.AddAsync("replica", row => row with { Follows = primary });
        var busy = await app.Fleet.AddAsync("busy", row => row with { Operation = "restart-busy-1" });

        await visitor.GoAsync($"/instances/{primary}/delete");
        await visitor.FillAsync($"Type {primary}", primary.Value);
        await visitor.ConfirmAsync("Delete");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Delete it first, or fail over to it.");
        await visitor.GoAsync($"/instances/{busy}");
        await Expect(Page.Locator(".working")).ToContainTextAsync("restart-busy-1");
        await Expect(Page.Locator("a.danger")).ToHaveCountAsync(0);
        await visitor.GoAsync($"/instances/{busy}/stop");
        await visitor.ConfirmAsync("Stop");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is busy with restart-busy-1");

        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_password_is_shown_once_and_it_is_noted_to_whom()
    {
        var name = await app.Fleet.AddAsync("orders");

        await visitor.GoAsync($"/instances/{name}");
        Assert.DoesNotContain("correct horse", await Page.ContentAsync());
        await visitor.FollowAsync("Show password");
        Assert.DoesNotContain("correct horse", await Page.ContentAsync());
        var response = await Page.RunAndWaitForResponseAsync(
            () => visitor.SendAsync("Show the password"),
            one => one.Request.Method == "POST"
        );

        await Expect(Page.Locator(".secret")).ToHaveTextAsync("correct horse battery");
        Assert.Contains("no-store", response.Headers["cache-control"]);
        await visitor.GoAsync($"/instances/{name}");
        await Expect(Page.Locator("tbody")).ToContainTextAsync("operator was shown the password.");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_statement_is_answered_by_the_actor()
    {
        var (name, outcome) = await app.Client.CreateAsync(new("asked"), default);
        await app.Engine.WaitForEndAsync(Assert.IsType<Outcome.Done>(outcome).Operation, FleetApp.Generous);

        await visitor.GoAsync($"/instances/{name}");
        await Expect(Page.Locator("dl").First).ToContainTextAsync("It is healthy");
        await visitor.FollowAsync("Query");
        await visitor.FillAsync("Statement", "SELECT '<b>'");
        await visitor.SendAsync("Run");

        await Expect(Page.Locator("tbody td").First).ToHaveTextAsync("SELECT '<b>'");
        await Expect(Page.Locator("tbody td").Last).ToHaveTextAsync("NULL");
        await Expect(Page.Locator("h2")).ToContainTextAsync("there are more");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_statement_for_what_nobody_watches_has_an_answer_that_says_so()
    {
        var name = await app.Fleet.AddAsync("orders");

        await visitor.GoAsync($"/instances/{name}/query");
        await visitor.FillAsync("Statement", "SELECT 1");
        await visitor.SendAsync("Run");

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nobody watches");
    }

    [Fact]
    public async Task The_orchestration_of_an_operation_leads_to_its_page_in_the_dashboard()
    {
        var name = await app.Fleet.AddAsync("orders");
        var outcome = Assert.IsType<Outcome.Done>(await app.Client.StopAsync(name));
        await app.Engine.WaitForEndAsync(outcome.Operation, FleetApp.Generous);
        var made = await app.Fleet.AddAsync("made", row => row with { CreateOrchestration = outcome.Operation });

        await visitor.GoAsync($"/instances/{made}");
        await visitor.FollowAsync(outcome.Operation);

        await Expect(Page).ToHaveTitleAsync(new Regex("Duroxide"));
        await Expect(Page.Locator("h1")).ToHaveTextAsync(outcome.Operation);
    }

    [Theory]
    [InlineData("/instances/nobody-12345678")]
    [InlineData("/instances/NO..NAME")]
    [InlineData("/instances/nobody-12345678/stop")]
    [InlineData("/images/nothing")]
    [InlineData("/images/nothing/delete")]
    [InlineData("/batches/batch-none-12345678")]
    [InlineData("/batches/create-none-12345678")]
    public async Task What_is_not_there_has_a_page_that_says_so(string path)
    {
        Assert.Equal(404, await visitor.GoAsync(path));

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no");
    }

    [Fact]
    public async Task An_operation_that_there_is_not_has_a_page_that_says_so()
    {
        var name = await app.Fleet.AddAsync("orders");

        Assert.Equal(404, await visitor.GoAsync($"/instances/{name}/explode"));
    }
}
