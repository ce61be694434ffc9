namespace Duroxide.Cli.Tests;

public class ActingTests(Shop shop) : IClassFixture<Shop>
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Start_starts_an_instance_and_waits_for_its_output()
    {
        var started = (
            await shop.RunAsync("start", "orders/fulfil", "new", "--input", "\"tea\"", "--wait", "--json")
        ).Ended(0);
        var again = await shop.RunAsync("start", "orders/fulfil", "new", "--input", "\"tea\"");
        var failed = await shop.RunAsync("start", "orders/refuse", "worse", "--input", "\"tea\"", "--wait");
        var wrong = await shop.RunAsync("start", "orders/fulfil", "newer", "--input", "tea");

        Assert.Equal("\"packed tea and shipped\"", Assert.Single(started.Objects).GetProperty("output").GetString());
        Assert.Contains("exists already", again.Ended(1).Error);
        Assert.Contains("no such order", failed.Ended(5).Output);
        Assert.Contains("quotation marks", wrong.Ended(2).Error);
        Assert.IsType<OrchestrationStatus.NotFound>(await shop.Client.GetStatusAsync("newer"));
    }

    [Fact]
    public async Task Signal_send_and_cancel_reach_an_instance()
    {
        await shop.StartAsync("orders/approve", "signalled", "x");
        await shop.Client.WaitForCustomStatusAsync("signalled", seen: 0, Generous);
        await shop.StartAsync("orders/read", "messaged", "x");
        await shop.StartAsync("orders/read", "cancelled", "x");

        (await shop.RunAsync("signal", "signalled", "Approved", "--data", "\"yes\"")).Ended(0);
        (await shop.RunAsync("send", "messaged", "inbox", "--data", "\"hello\"")).Ended(0);
        (await shop.RunAsync("cancel", "cancelled", "--reason", "enough")).Ended(0);

        Assert.Equal("yes", await shop.Client.WaitForCompletionAsync<string>("signalled", Generous));
        Assert.Equal("hello", await shop.Client.WaitForCompletionAsync<string>("messaged", Generous));
        var end = Assert.IsType<OrchestrationStatus.Failed>(await shop.Client.WaitForEndAsync("cancelled", Generous));
        Assert.Contains("enough", end.Failure.Display);
        (await shop.RunAsync("signal", "signalled", "Approved")).Ended(3);
    }

    [Fact]
    public async Task Suspend_holds_an_instance_until_resume()
    {
        await shop.StartAsync("orders/read", "held", "x");

        (await shop.RunAsync("suspend", "held", "--reason", "night")).Ended(0);
        var shown = (await shop.RunAsync("show", "held")).Ended(0);
        (await shop.RunAsync("send", "held", "inbox", "--data", "\"hello\"")).Ended(0);
        (await shop.RunAsync("resume", "held")).Ended(0);

        Assert.Contains("night", shown.Output);
        Assert.Equal("hello", await shop.Client.WaitForCompletionAsync<string>("held", Generous));
        (await shop.RunAsync("suspend", "nobody")).Ended(3);
    }

    [Fact]
    public async Task Restart_begins_a_new_execution_once()
    {
        await shop.StartAsync("orders/fulfil", "restarted", "tea");
        await shop.Client.WaitForEndAsync("restarted", Generous);

        var restarted = (await shop.RunAsync("restart", "restarted", "--after", "1", "--json")).Ended(0);
        await shop.Client.WaitForEndAsync("restarted", Generous);

        Assert.Equal(2, Assert.Single(restarted.Objects).GetProperty("execution").GetInt64());
        (await shop.RunAsync("restart", "restarted", "--after", "1")).Ended(1);
    }

    [Fact]
    public async Task Fork_begins_a_new_instance_before_an_event()
    {
        await shop.StartAsync("orders/fulfil", "forked", "tea");
        await shop.Client.WaitForEndAsync("forked", Generous);

        var forked = (await shop.RunAsync("fork", "forked", "fork-of-it", "--json")).Ended(0);

        Assert.True(Assert.Single(forked.Objects).GetProperty("kept").GetInt64() > 1);
        Assert.Equal(
            "packed tea and shipped",
            await shop.Client.WaitForCompletionAsync<string>("fork-of-it", Generous)
        );
        (await shop.RunAsync("fork", "forked", "fork-of-it")).Ended(1);
        (await shop.RunAsync("fork", "nobody", "somebody")).Ended(3);
    }

    [Fact]
    public async Task Parked_discard_of_an_instance_with_nothing_parked_does_nothing()
    {
        var discarded = (await shop.RunAsync("parked", "discard", "order-1", "--yes", "--json")).Ended(0);

        Assert.Equal(0, Assert.Single(discarded.Objects).GetProperty("done").GetInt64());
    }

    [Fact]
    public async Task Delete_and_prune_ask_first_or_take_yes()
    {
        await shop.StartAsync("orders/count", "pruned", 4);
        await shop.Client.WaitForEndAsync("pruned", Generous);

        var unasked = await shop.RunAsync("delete", "pruned");
        var pruned = (await shop.RunAsync("prune", "pruned", "--keep-last", "2", "--yes", "--json")).Ended(0);
        (await shop.RunAsync("delete", "pruned", "--yes")).Ended(0);

        Assert.Contains("--yes", unasked.Ended(2).Error);
        Assert.Equal(3, Assert.Single(pruned.Objects).GetProperty("executions").GetInt64());
        Assert.IsType<OrchestrationStatus.NotFound>(await shop.Client.GetStatusAsync("pruned"));
        (await shop.RunAsync("delete", "--yes")).Ended(2);
    }

    [Fact]
    public async Task Many_ended_instances_are_deleted_by_name()
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            await shop.StartAsync("orders/count", $"many-{number}", 0);
            await shop.Client.WaitForEndAsync($"many-{number}", Generous);
        }

        var deleted = (await shop.RunAsync("delete", "--name", "orders/count", "-n", "100", "--yes", "--json")).Ended(
            0
        );

        Assert.True(Assert.Single(deleted.Objects).GetProperty("instances").GetInt64() >= 3);
        Assert.IsType<OrchestrationStatus.NotFound>(await shop.Client.GetStatusAsync("many-2"));
    }

    [Fact]
    public async Task Backup_copies_a_store_in_use_and_overwrites_nothing()
    {
        var copy = Path.Combine(shop.Folder, "copy.db");

        (await shop.RunAsync("backup", copy)).Ended(0);
        var listed = await Shop.StartAsync("", ["list", "--store", copy]);

        Assert.Contains("order-2", listed.Ended(0).Output);
        Assert.NotEqual(0, (await shop.RunAsync("backup", copy)).Code);
    }

    [Fact]
    public async Task A_file_in_use_is_tidied()
    {
        Assert.Contains("bytes shorter", (await shop.RunAsync("vacuum")).Ended(0).Output);
        Assert.Contains("moved into the file", (await shop.RunAsync("checkpoint")).Ended(0).Output);
        Assert.NotEqual(0, (await Shop.StartAsync("", ["vacuum", "--store", "Host=nowhere"])).Code);
    }
}
