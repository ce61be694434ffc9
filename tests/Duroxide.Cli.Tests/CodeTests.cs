namespace Duroxide.Cli.Tests;

public class CodeTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task Verify_finds_that_the_same_code_is_safe_to_deploy()
    {
        var verified = (await shop.RunAsync("verify", "-a", Shop.Assembly, "--source", "ShopCode")).Ended(0);

        Assert.Contains("Safe to deploy", verified.Output);
    }

    [Fact]
    public async Task Verify_finds_what_a_change_breaks_and_tells_build_servers()
    {
        var junit = Path.Combine(shop.Folder, "verify.xml");

        var verified = (
            await shop.RunAsync(
                "verify",
                "-a",
                Shop.Assembly,
                "--source",
                "ChangedShopCode",
                "--json",
                "--junit",
                junit
            )
        ).Ended(5);

        var group = verified.Objects[0].GetProperty("running").GetProperty("divergences")[0];
        Assert.Equal("order-2", group.GetProperty("instances")[0].GetString());
        Assert.Contains("pack", group.GetProperty("change").GetString());
        Assert.Contains("<failure", await File.ReadAllTextAsync(junit));
    }

    [Fact]
    public async Task Verify_previews_what_running_instances_would_do_next()
    {
        var verified = (
            await shop.RunAsync("verify", "-a", Shop.Assembly, "--source", "ShopCode", "--preview", "--json")
        ).Ended(0);

        var preview = Assert.Single(verified.Objects, one => one.TryGetProperty("preview", out _));
        Assert.Contains("Approved", preview.GetProperty("preview").GetString());
    }

    [Fact]
    public async Task Lock_writes_what_an_assembly_deploys_and_tells_when_the_file_is_another()
    {
        var file = Path.Combine(shop.Folder, "durable.lock");

        (await shop.RunAsync("lock", "-a", Shop.Assembly, "--file", file, "--check")).Ended(5);
        (await shop.RunAsync("lock", "-a", Shop.Assembly, "--file", file)).Ended(0);
        (await shop.RunAsync("lock", "-a", Shop.Assembly, "--file", file, "--check")).Ended(0);
        var text = await File.ReadAllTextAsync(file);
        await File.AppendAllTextAsync(file, "activity more\n");
        (await shop.RunAsync("lock", "-a", Shop.Assembly, "--file", file, "--check")).Ended(5);

        Assert.Contains("activity pack\n    input text\n    output text\n", text);
        Assert.Contains("orchestration orders/count @ 1.0.0\n    input int\n    output int\n    body ", text);
    }

    [Fact]
    public async Task Lock_makes_the_file_with_which_the_next_build_says_what_it_deploys()
    {
        var silent = typeof(Duroxide.Registry).Assembly.Location;
        var file = Path.Combine(shop.Folder, "first", "durable.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        var checkedFirst = await shop.RunAsync("lock", "-a", silent, "--file", file, "--check");
        Assert.Contains("does not say what it deploys", checkedFirst.Ended(2).Error);
        Assert.False(File.Exists(file));

        var asked = await shop.RunAsync("lock", "-a", silent, "--file", file);
        Assert.Contains("build again, and run this again", asked.Ended(5).Output);
        Assert.Equal("", await File.ReadAllTextAsync(file));

        var refused = await shop.RunAsync("lock", "-a", silent, "--file", file);
        Assert.Contains("does not say what it deploys", refused.Ended(2).Error);
    }

    [Fact]
    public async Task Code_that_cannot_be_found_is_told_with_what_to_do()
    {
        var nowhere = await shop.RunAsync("verify", "-a", "nowhere.dll");
        var several = await shop.RunAsync("verify", "-a", Shop.Assembly);
        var none = await shop.RunAsync("verify", "-a", Shop.Assembly, "--source", "NoSuchCode");

        Assert.Contains("Build the application", nowhere.Ended(2).Error);
        Assert.Contains("--source", several.Ended(2).Error);
        Assert.Contains("IRegistrySource", none.Ended(2).Error);
    }

    [Fact]
    public async Task Debug_steps_searches_and_asks_what_if()
    {
        var travelled = (
            await shop.RunAsync(
                "n\n/pack\nv\ng 1\np\nnonsense\nq\n",
                ["debug", "order-1", "-a", Shop.Assembly, "--source", "ShopCode"]
            )
        ).Ended(0);

        Assert.Contains("orders/ship", travelled.Output);
        Assert.Contains("status: packing", travelled.Output);
        Assert.Contains("That is the first event.", travelled.Output);
        Assert.Contains("the next event, the one before", travelled.Output);
    }

    [Fact]
    public async Task Export_writes_a_file_an_execution()
    {
        var folder = Path.Combine(shop.Folder, "histories");

        var exported = (await shop.RunAsync("export", folder, "--name", "orders/count", "--json")).Ended(0);

        Assert.Equal(4, Assert.Single(exported.Objects).GetProperty("files").GetInt32());
        Assert.Equal(4, Directory.GetFiles(folder).Length);
    }
}
