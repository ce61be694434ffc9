namespace Duroxide.Cli.Tests;

public class LookingTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task List_shows_instances_with_their_status_and_tags()
    {
        var listed = (await shop.RunAsync("list")).Ended(0);

        Assert.Contains(
            listed.Lines,
            line => line.Contains("order-1") && line.Contains("Completed") && line.Contains("region=eu")
        );
        Assert.Contains(listed.Lines, line => line.Contains("order-2") && line.Contains("Running"));
        Assert.Contains(listed.Lines, line => line.Contains("order-3") && line.Contains("Failed"));
    }

    [Fact]
    public async Task List_filters_sorts_and_pages()
    {
        var first = (await shop.RunAsync("list", "--prefix", "order-", "--roots", "--order", "ById", "-n", "1")).Ended(
            0
        );
        var after = first.Lines[^1].Split('\'')[1];
        var second = await shop.RunAsync(
            "list",
            "--prefix",
            "order-",
            "--roots",
            "--order",
            "ById",
            "-n",
            "1",
            "--after",
            after
        );
        var european = await shop.RunAsync("list", "--json", "--tag", "region=eu", "--status", "Failed");

        Assert.Contains("order-1", first.Output);
        Assert.Contains("order-2", second.Ended(0).Output);
        Assert.Equal("order-3", Assert.Single(european.Ended(0).Objects).GetProperty("instance").GetString());
    }

    [Fact]
    public async Task A_limit_below_one_is_refused()
    {
        Assert.Contains("give 1 or more", (await shop.RunAsync("list", "-n", "0")).Ended(2).Error);
        Assert.Contains("give 1 or more", (await shop.RunAsync("history", "order-1", "--limit", "-1")).Ended(2).Error);
        Assert.Contains("give 1 or more", (await shop.RunAsync("delete", "--name", "x", "-n", "0")).Ended(2).Error);
        Assert.Contains("give 1 or more", (await shop.RunAsync("parked", "list", "-n", "0")).Ended(2).Error);
    }

    [Fact]
    public async Task What_comes_from_an_instance_cannot_command_the_terminal()
    {
        var listed = (await shop.RunAsync("list")).Ended(0);

        Assert.DoesNotContain('\u001b', listed.Output);
        Assert.Contains("\\u001b[31mthe boss", listed.Output);
    }

    [Fact]
    public async Task Count_counts_by_groups()
    {
        var byTag = (await shop.RunAsync("count", "--by", "tag:region", "--json")).Ended(0);
        var byShoe = await shop.RunAsync("count", "--by", "shoe");

        Assert.Contains(
            byTag.Objects,
            one =>
                one.TryGetProperty("group", out var group)
                && group.GetString() == "eu"
                && one.GetProperty("count").GetInt64() == 2
        );
        Assert.Contains("write status, name, version, or tag:NAME", byShoe.Ended(2).Error);
    }

    [Fact]
    public async Task Show_tells_output_children_values_and_what_is_waited_for()
    {
        var ended = (await shop.RunAsync("show", "order-1")).Ended(0);
        var waiting = (await shop.RunAsync("show", "order-2", "--json")).Ended(0);
        var unknown = await shop.RunAsync("show", "nobody");

        Assert.Contains("packed tea and shipped", ended.Output);
        Assert.Contains("orders/ship", ended.Output);
        Assert.Contains("\"tea\"", ended.Output);
        var wait = Assert.Single(waiting.Objects).GetProperty("waits")[0];
        Assert.Equal(
            ("Event", "Approved"),
            (wait.GetProperty("kind").GetString(), wait.GetProperty("name").GetString())
        );
        Assert.Contains("nobody", unknown.Ended(3).Error);
    }

    [Fact]
    public async Task History_shows_events_a_page_of_them_and_a_diagram()
    {
        var all = (await shop.RunAsync("history", "order-1", "--json")).Ended(0);
        var page = (await shop.RunAsync("history", "order-1", "--from", "2", "-n", "1")).Ended(0);
        var first = (await shop.RunAsync("history", "counter", "--execution", "1")).Ended(0);
        var diagram = (await shop.RunAsync("history", "order-1", "--mermaid")).Ended(0);
        var picture = (await shop.RunAsync("history", "order-1", "--svg")).Ended(0);

        Assert.Equal(
            Enumerable.Range(1, all.Objects.Count),
            all.Objects.Select(one => one.GetProperty("event").GetInt32())
        );
        Assert.Contains("--from 3", page.Output);
        Assert.Contains("continue", first.Output);
        Assert.StartsWith("sequenceDiagram", diagram.Output);
        Assert.StartsWith("<svg", picture.Output);
        (await shop.RunAsync("history", "nobody")).Ended(3);
    }

    [Fact]
    public async Task History_tells_what_an_orchestration_raised_and_sent()
    {
        var store = Path.Combine(shop.Folder, "telling.db");
        var telling = new Orchestration<int, int>(
            "telling",
            (ctx, number) =>
            {
                ctx.RaiseEvent("other", "go", number);
                ctx.SendMessage("other", "inbox", number);
                return Task.FromResult(number);
            }
        );
        await using (var provider = new Duroxide.Sqlite.SqliteProvider(store))
        await using (
            var runtime = await DuroxideRuntime.StartAsync(provider, new RegistryBuilder().Add(telling).Build())
        )
        {
            await runtime.Client.StartOrchestrationAsync(telling, "telling", 7);
            await runtime.Client.WaitForCompletionAsync(telling, "telling");
        }

        var told = (await Shop.StartAsync("", ["history", "telling", "--store", store])).Ended(0);
        var whole = (await Shop.StartAsync("", ["history", "telling", "--payloads", "--store", store])).Ended(0);

        Assert.Contains("raise event go of other: 7", told.Output);
        Assert.Contains("send a message to queue inbox of other: 7", told.Output);
        Assert.Contains("Raised event go of other", whole.Output);
        Assert.Contains("Sent a message to queue inbox of other", whole.Output);
    }

    [Fact]
    public async Task Stats_stuck_parked_and_doctor_find_a_healthy_store()
    {
        var stats = (await shop.RunAsync("stats", "--json")).Ended(0);
        var doctor = (await shop.RunAsync("doctor")).Ended(0);

        Assert.True(Assert.Single(stats.Objects).GetProperty("instances").GetInt64() >= 4);
        Assert.Contains("the file is whole", doctor.Output);
        (await shop.RunAsync("stats")).Ended(0);
        (await shop.RunAsync("stuck")).Ended(0);
        (await shop.RunAsync("parked", "list")).Ended(0);
        (await shop.RunAsync("parked", "release", "12345")).Ended(3);
    }

    [Fact]
    public async Task A_store_that_is_not_there_or_not_named_is_told_with_what_to_do()
    {
        var missing = await Shop.StartAsync("", ["list", "--store", Path.Combine(shop.Folder, "other.db")]);
        var unnamed = await Shop.StartAsync("", ["list"]);
        var away = await Shop.StartAsync("", ["list", "--store", "Host=127.0.0.1;Port=1;Username=nobody;Timeout=2"]);
        var mistyped = await Shop.StartAsync("", ["lits"]);

        Assert.Contains("DUROXIDE_STORE", missing.Ended(4).Error);
        Assert.False(File.Exists(Path.Combine(shop.Folder, "other.db")));
        Assert.Contains("--store", unnamed.Ended(2).Error);
        Assert.NotEmpty(away.Ended(4).Error);
        Assert.Contains("lits", mistyped.Ended(2).Error);
    }

    [Fact]
    public async Task The_shells_get_their_scripts_and_their_suggestions()
    {
        foreach (var shell in new[] { "bash", "zsh", "pwsh" })
        {
            Assert.Contains("suggest", (await Shop.StartAsync("", ["completion", shell])).Ended(0).Output);
        }
        var suggested = await Shop.StartAsync("", ["[suggest:11]", "duroxide li"]);

        Assert.Contains("list", suggested.Ended(0).Output);
    }
}
