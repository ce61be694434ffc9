namespace Toygres.Web.Tests;

public sealed class CreatePageTests(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>, IAsyncLifetime
{
    private Visitor visitor = null!;

    private IPage Page => visitor.Page;

    public async ValueTask InitializeAsync() => visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);

    public async ValueTask DisposeAsync() => await visitor.DisposeAsync();

    [Fact]
    public async Task An_instance_is_made_and_its_page_follows_how_far_it_is()
    {
        var gate = new TaskCompletionSource();
        app.Machines.Gate = gate.Task;
        await visitor.GoAsync("/");
        await visitor.FollowAsync("Create an instance");
        await visitor.FillAsync("Name", "orders");
        await visitor.FillAsync("DNS name", "orders");
        await visitor.FillAsync("Connections", "75");
        await visitor.FillAsync("Password", "correct horse battery staple");
        await visitor.FillAsync("A backup every so many minutes", "60");
        await visitor.FillAsync("Tags", "team=shop\nowner = Ada");
        await visitor.SendAsync("Create");

        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("creating");
        await Expect(Page.Locator(".working")).ToContainTextAsync("create-orders-");
        gate.SetResult();
        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("running");
        await Expect(Page.Locator("dl").First).ToContainTextAsync("75 connections");
        await Expect(Page.Locator("dl").First).ToContainTextAsync("every 60 min, 7 kept");
        await Expect(Page.Locator(".tag").First).ToHaveTextAsync("owner=Ada");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays()
    {
        await visitor.GoAsync("/create");
        await visitor.DoWithoutBrowserChecksAsync();
        await visitor.FillAsync("Name", "Orders & Co");
        await visitor.FillAsync("DNS name", "a b");
        await visitor.FillAsync("Memory, MB", "0");
        await visitor.FillAsync("Password", "short");
        await visitor.FillAsync("A backup every so many minutes", "0");
        await visitor.FillAsync("Tags", "no equals sign");
        await Page.GetByLabel("with what an image has").CheckAsync();
        await visitor.SendAsync("Create");

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was made yet");
        await Expect(Page.Locator("#Form-UserName-note")).ToContainTextAsync("Use small letters");
        await Expect(Page.Locator("#Form-DnsName-note")).ToContainTextAsync("Use small letters");
        await Expect(Page.Locator("#Form-Memory-note")).ToContainTextAsync("between 1 and 65536");
        await Expect(Page.Locator("#Form-Password-note")).ToContainTextAsync("at least 8 characters");
        await Expect(Page.Locator("#Form-Every-note")).ToContainTextAsync("between 1 and 525600");
        await Expect(Page.Locator("#Form-Tags-note")).ToContainTextAsync("name=value");
        await Expect(Page.Locator("#Form-Image-note")).ToContainTextAsync("Choose an image");
        await Expect(Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Orders & Co");
        await Expect(Page.GetByLabel("Password")).ToHaveValueAsync("");
        await Expect(Page.GetByLabel("with what an image has")).ToBeCheckedAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_name_that_another_instance_has_is_refused()
    {
        await app.Fleet.AddAsync("taken", row => row with { DnsName = "taken" });

        await visitor.GoAsync("/create");
        await visitor.FillAsync("Name", "second");
        await visitor.FillAsync("DNS name", "taken");
        await visitor.SendAsync("Create");

        await Expect(Page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("The name taken is in use by another instance.");
    }

    [Fact]
    public async Task An_instance_is_made_of_an_image_with_the_size_that_it_needs()
    {
        var source = await app.Fleet.AddAsync("source");
        var image = await app.Fleet.AddImageAsync(source);

        await visitor.GoAsync($"/images/{image}");
        await visitor.FollowAsync("Make an instance of it");
        await Expect(Page.GetByLabel("Connections")).ToHaveValueAsync("60");
        await visitor.FillAsync("Name", "copy");
        await visitor.SendAsync("Create");

        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("running");
        await Expect(Page.Locator("dl").First).ToContainTextAsync(image.Value);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_replica_is_made_on_the_page_of_its_primary()
    {
        var primary = await app.Fleet.AddAsync("primary");

        await visitor.GoAsync($"/instances/{primary}");
        await visitor.FollowAsync("Add replica");
        await visitor.FillAsync("Name", "replica");
        await visitor.FillAsync("Password", "a password of its own");
        await visitor.SendAsync("Create");
        await Expect(Page.Locator("#Form-Password-note"))
            .ToContainTextAsync("A replica has the password of the instance");
        await visitor.SendAsync("Create");

        await Expect(Page.Locator(".title .badge")).ToHaveTextAsync("running");
        await Expect(Page.Locator("dl").First).ToContainTextAsync("lag: 400 ms");
        await visitor.GoAsync("/replicas");
        await Expect(Page.Locator("section.group", new() { HasText = primary.Value })).ToContainTextAsync("400 ms");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Many_are_made_and_the_batch_counts_them()
    {
        await visitor.GoAsync("/batches");
        await visitor.FollowAsync("Create many");
        await visitor.FillAsync("Name", "Shop");
        await visitor.FillAsync("How many", "3");
        await visitor.SendAsync("Create them");
        await Expect(Page.Locator("#Form-Base-note")).ToContainTextAsync("Use small letters");
        await visitor.FillAsync("Name", "shop");
        await visitor.SendAsync("Create them");
        await Expect(Page.Locator("h1")).ToContainTextAsync("batch-shop-");
        await Expect(Page.Locator("dl")).ToContainTextAsync("of 3 run");
        await visitor.GoAsync("/batches");
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await visitor.GoAsync("/?text=shop");

        await Expect(Page.Locator("tbody .badge.running")).ToHaveCountAsync(3);
        Assert.Empty(visitor.Complaints);
    }
}
