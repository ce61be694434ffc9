namespace Duroxide.Cli.Tests;

public class ManyTests(Shop shop) : IClassFixture<Shop>
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Many_are_suspended_resumed_and_cancelled_by_a_filter()
    {
        await ReadersAsync("paused");

        var unasked = await shop.RunAsync("suspend", "--tag", "group=paused");
        var suspended = (await shop.RunAsync("suspend", "--tag", "group=paused", "--yes", "--json")).Ended(0);
        var again = (await shop.RunAsync("suspend", "--tag", "group=paused", "--yes")).Ended(0);
        var resumed = (await shop.RunAsync("resume", "--tag", "group=paused", "--yes", "--json")).Ended(0);
        var cancelled = (await shop.RunAsync("cancel", "--tag", "group=paused", "--yes", "--json")).Ended(0);

        Assert.Contains("3 instances are suspended", unasked.Ended(2).Error);
        Assert.Equal(3, Changed(suspended));
        Assert.Contains("0 instances suspended, 3 left as they were", again.Output);
        Assert.Equal(3, Changed(resumed));
        Assert.Equal(3, Changed(cancelled));
        Assert.IsType<OrchestrationStatus.Failed>(await shop.Client.WaitForEndAsync("paused-2", Generous));
    }

    [Fact]
    public async Task A_preview_shows_which_and_changes_nothing()
    {
        await ReadersAsync("shown");

        var table = (await shop.RunAsync("cancel", "--prefix", "shown-", "--preview")).Ended(0);
        var json = (await shop.RunAsync("delete", "--prefix", "shown-", "--force", "--preview", "--json")).Ended(0);

        Assert.Contains("3 instances would be asked to end", table.Output);
        Assert.Contains("shown-1", table.Output);
        Assert.Equal(3, Assert.Single(json.Objects).GetProperty("first").GetArrayLength());
        Assert.IsType<OrchestrationStatus.Running>(await shop.Client.GetStatusAsync("shown-1"));
    }

    [Fact]
    public async Task Many_are_deleted_and_at_most_as_many_as_asked()
    {
        await ReadersAsync("gone");

        var none = (await shop.RunAsync("delete", "--prefix", "gone-", "--yes", "--json")).Ended(0);
        var two = (await shop.RunAsync("delete", "--prefix", "gone-", "--force", "-n", "2", "--yes", "--json")).Ended(
            0
        );

        Assert.Equal(0, Assert.Single(none.Objects).GetProperty("instances").GetInt64());
        Assert.Equal(2, Assert.Single(two.Objects).GetProperty("instances").GetInt64());
        var left = (await shop.RunAsync("count", "--prefix", "gone-", "--json")).Ended(0);
        Assert.Equal(1, Assert.Single(left.Objects).GetProperty("count").GetInt64());
    }

    [Fact]
    public async Task Many_are_pruned()
    {
        await shop.StartAsync("orders/count", "pruned-1", 3);
        await shop.StartAsync("orders/count", "pruned-2", 3);
        await shop.Client.WaitForEndAsync("pruned-1", Generous);
        await shop.Client.WaitForEndAsync("pruned-2", Generous);

        var pruned = (await shop.RunAsync("prune", "--prefix", "pruned-", "--yes", "--json")).Ended(0);

        Assert.Equal(6, Assert.Single(pruned.Objects).GetProperty("executions").GetInt64());
    }

    [Fact]
    public async Task A_preview_of_a_prune_shows_the_executions_that_would_go()
    {
        await shop.StartAsync("orders/count", "chain-1", 3);
        await shop.StartAsync("orders/count", "chain-2", 1);
        await shop.StartAsync("orders/count", "chain-3", 0);
        foreach (var number in Enumerable.Range(1, 3))
        {
            await shop.Client.WaitForEndAsync($"chain-{number}", Generous);
        }

        var table = (await shop.RunAsync("prune", "--prefix", "chain-", "--preview")).Ended(0);
        var json = (
            await shop.RunAsync("prune", "--prefix", "chain-", "--keep-last", "2", "--preview", "--json")
        ).Ended(0);
        var one = (await shop.RunAsync("prune", "chain-1", "--preview")).Ended(0);
        var none = (await shop.RunAsync("prune", "chain-1", "--executions-before", "1d", "--preview")).Ended(0);

        Assert.Contains("4 executions of 2 instances would be deleted", table.Output);
        Assert.Contains("3: 1 to 3", table.Output);
        Assert.DoesNotContain("chain-3", table.Output);
        var told = Assert.Single(json.Objects);
        Assert.Equal(2, told.GetProperty("executions").GetInt64());
        var first = Assert.Single(told.GetProperty("first").EnumerateArray());
        Assert.Equal("chain-1", first.GetProperty("instance").GetString());
        Assert.Equal(
            [1, 2],
            first.GetProperty("executions").EnumerateArray().Select(each => each.GetProperty("execution").GetInt32())
        );
        Assert.Contains("3 executions of 1 instance would be deleted", one.Output);
        Assert.Contains("0 executions of 0 instances", none.Output);
        var pruned = (await shop.RunAsync("prune", "--prefix", "chain-", "--yes", "--json")).Ended(0);
        Assert.Equal(4, Assert.Single(pruned.Objects).GetProperty("executions").GetInt64());
    }

    [Fact]
    public async Task One_or_many_must_be_named_and_not_both()
    {
        Assert.Contains("--all", (await shop.RunAsync("cancel")).Ended(2).Error);
        Assert.Contains("not both", (await shop.RunAsync("suspend", "order-2", "--name", "x")).Ended(2).Error);
        Assert.Contains("--tree", (await shop.RunAsync("resume", "--name", "x", "--tree")).Ended(2).Error);
    }

    async Task ReadersAsync(string group)
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            await shop.StartAsync("orders/read", $"{group}-{number}", "x", ("group", group));
        }
    }

    static long Changed(Ran ran) => Assert.Single(ran.Objects).GetProperty("changed").GetInt64();
}
