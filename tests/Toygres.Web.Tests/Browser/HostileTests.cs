using System.Text.Json;

namespace Toygres.Web.Tests;

/// <summary>Texts that others wrote stay texts.</summary>
public sealed class HostileTests(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>
{
    private const string Hostile = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>&lt;{{1}}\u202e";

    [Fact]
    public async Task Markup_in_tags_reasons_logs_and_addresses_is_shown_as_text()
    {
        app.Machines.Log = [Hostile, "\u001b[31mred"];
        var name = await app.Fleet.AddAsync(
            "orders",
            row =>
                row with
                {
                    UserName = Hostile,
                    DnsName = Hostile,
                    Version = Hostile,
                    Failure = Hostile,
                    Operation = $"stop-{Hostile}",
                    Tags = new SortedDictionary<string, string> { [Hostile] = Hostile },
                }
        );
        var image = await app.Fleet.AddImageAsync(
            name,
            one => one with { State = ImageState.Failed, Failure = Hostile }
        );
        await app.Fleet.LookAsync(name, null, new Pulse(Hostile, 1, 1, false));
        await app.Cms.RecordDriftAsync(new(name, Hostile, Hostile, DateTimeOffset.UtcNow), default);
        await app.Cms.RecordHealthAsync(
            new(name, Health.Unhealthy, DateTimeOffset.UtcNow) { Error = Hostile },
            default
        );
        var batch = await app.Client.CreateBatchAsync(new("x", 1, new(), Fleet.Often));
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);

        var text = Uri.EscapeDataString(Hostile);
        foreach (
            var path in new[]
            {
                "/",
                $"/?text={text}&state={text}&tag={text}&page={text}",
                $"/instances/{name}",
                $"/instances/{text}",
                $"/instances/{name}/{text}",
                $"/instances/{name}/failover",
                $"/instances/{name}/password",
                $"/images",
                $"/images?source={text}",
                $"/images/{image}",
                $"/images/{text}",
                $"/create?image={text}&follows={text}",
                $"/batches/{batch.Value}",
                $"/batches/batch-{text}",
                "/replicas",
                "/system",
                $"/login?failed={text}&returnUrl={text}",
            }
        )
        {
            await visitor.GoAsync(path);
            var found = await visitor.Page.EvaluateAsync<JsonElement>(
                "[document.querySelectorAll('main img').length, document.querySelectorAll('script').length]"
            );
            Assert.Equal((path, 0, 1), (path, found[0].GetInt32(), found[1].GetInt32()));
        }
        await visitor.GoAsync($"/instances/{name}");
        await Expect(visitor.Page.Locator("pre.log")).ToContainTextAsync("<script>alert(2)</script>");
        await Expect(visitor.Page.Locator(".tag")).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await visitor.Page.Locator(".tag").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_was_typed_into_a_form_comes_back_as_text()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, app, Roles.Operator);

        await visitor.GoAsync("/create");
        await visitor.FillAsync("Name", Hostile);
        await visitor.FillAsync("Tags", $"</textarea>{Hostile}");
        await visitor.SendAsync("Create");

        await Expect(visitor.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(Hostile);
        await Expect(visitor.Page.GetByLabel("Tags")).ToHaveValueAsync($"</textarea>{Hostile}");
        Assert.Empty(visitor.Complaints);
    }
}
