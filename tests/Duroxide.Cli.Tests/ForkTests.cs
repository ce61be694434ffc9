namespace Duroxide.Cli.Tests;

public class ForkTests(Shop shop) : IClassFixture<Shop>
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    static string[] Code(string source) => ["--assembly", Shop.Assembly, "--source", source];

    [Fact]
    public async Task A_dry_run_says_what_would_be_kept_and_what_the_code_would_do_and_changes_nothing()
    {
        await ApprovedAsync("tried");
        var answered = await EventAsync("tried", "Arrived");

        var tried = (
            await shop.RunAsync(["fork", "tried", "--dry-run", "--before", $"{answered}", .. Code("ShopCode")])
        ).Ended(0);
        var json = (await shop.RunAsync(["fork", "tried", "--dry-run", "--json", .. Code("ShopCode")])).Ended(0);

        Assert.Contains($"before event {answered} would keep {answered - 1} of", tried.Output);
        Assert.Contains("The code follows them.", tried.Output);
        Assert.Contains("Then it would wait for: event Approved.", tried.Output);
        var outcome = Assert.Single(json.Objects);
        Assert.Equal("Follows", outcome.GetProperty("outcome").GetString());
        Assert.Contains("completed with", outcome.GetProperty("then").EnumerateArray().Last().GetString());
        Assert.Equal(0, outcome.GetProperty("waits").GetArrayLength());
        Assert.Single((await shop.RunAsync("list", "--prefix", "tried", "--json")).Ended(0).Objects);
    }

    [Fact]
    public async Task A_dry_run_finds_that_the_code_does_not_follow_what_is_kept()
    {
        await ApprovedAsync("departed");

        var tried = (await shop.RunAsync(["fork", "departed", "--dry-run", .. Code("ChangedShopCode")])).Ended(5);

        Assert.Contains("departs from what would be kept", tried.Output);
        Assert.Contains("pack", tried.Output);
    }

    [Fact]
    public async Task A_fork_inside_a_reaction_says_why_it_keeps_less()
    {
        await ApprovedAsync("inside");
        var answered = await EventAsync("inside", "Arrived");
        var ended = await EventAsync("inside", "Ended");

        var tried = (await shop.RunAsync("fork", "inside", "--dry-run", "--before", $"{ended}")).Ended(0);
        var made = (await shop.RunAsync("fork", "inside", "inside-again", "--before", $"{ended}", "--json")).Ended(0);
        var first = (await shop.RunAsync(["fork", "inside", "--dry-run", "--before", "2", .. Code("ShopCode")])).Ended(
            0
        );

        var why = $"Event {ended} belongs to what the code did about event {answered}";
        Assert.Contains(why, tried.Output);
        Assert.Contains("--assembly", tried.Output);
        var fork = Assert.Single(made.Objects);
        Assert.Equal(answered - 1, fork.GetProperty("kept").GetInt64());
        Assert.StartsWith(why, fork.GetProperty("note").GetString());
        Assert.Contains("begins with the same input", first.Output);
        Assert.Contains("The code follows them.", first.Output);
    }

    [Fact]
    public async Task A_dry_run_that_is_not_meant_so_is_refused()
    {
        Assert.Contains("leave its id out", (await shop.RunAsync("fork", "order-1", "x", "--dry-run")).Ended(2).Error);
        Assert.Contains("--dry-run", (await shop.RunAsync("fork", "order-1")).Ended(2).Error);
        Assert.Contains(
            "--dry-run",
            (await shop.RunAsync(["fork", "order-1", "x", .. Code("ShopCode")])).Ended(2).Error
        );
        Assert.Contains(
            "1000",
            (await shop.RunAsync("fork", "order-1", "--dry-run", "--before", "1000")).Ended(1).Error
        );
        (await shop.RunAsync("fork", "nobody", "--dry-run")).Ended(3);
    }

    async Task ApprovedAsync(string id)
    {
        await shop.StartAsync("orders/approve", id, "gold");
        await shop.Client.WaitForCustomStatusAsync(id, seen: 0, Generous);
        await shop.Client.RaiseEventAsync(id, "Approved", "yes");
        await shop.Client.WaitForEndAsync(id, Generous);
    }

    async Task<long> EventAsync(string id, string kind)
    {
        var history = (await shop.RunAsync("history", id, "--json")).Ended(0);
        return history
            .Objects.Single(one => one.GetProperty("kind").GetString() == kind)
            .GetProperty("event")
            .GetInt64();
    }
}
