namespace Duroxide.Cli.Tests;

public class ImportTests(Shop shop) : IClassFixture<Shop>
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_was_exported_comes_back_into_an_empty_id()
    {
        await shop.StartAsync("orders/fulfil", "moved", "tea");
        await shop.Client.WaitForEndAsync("moved", Generous);
        var folder = await ExportAsync("moved");
        (await shop.RunAsync("delete", "moved", "--yes")).Ended(0);

        var imported = (await shop.RunAsync("import", folder, "--json")).Ended(0);

        Assert.Equal("moved", Assert.Single(imported.Objects).GetProperty("instance").GetString());
        Assert.Contains("packed tea and shipped", (await shop.RunAsync("show", "moved")).Ended(0).Output);
    }

    [Fact]
    public async Task What_had_not_ended_goes_on_under_another_id_once_that_is_agreed_to()
    {
        var file = Path.Combine(await ExportAsync("order-2"), "order-2.1.history.json");

        var unasked = await shop.RunAsync("import", file, "--as", "order-2-again");
        (await shop.RunAsync("import", file, "--as", "order-2-again", "--yes")).Ended(0);
        (await shop.RunAsync("signal", "order-2-again", "Approved", "--data", "\"yes\"")).Ended(0);

        Assert.Contains("--yes", unasked.Ended(2).Error);
        Assert.Equal("yes", await shop.Client.WaitForCompletionAsync<string>("order-2-again", Generous));
        Assert.IsType<OrchestrationStatus.Running>(await shop.Client.GetStatusAsync("order-2"));
    }

    [Fact]
    public async Task The_last_of_many_executions_is_imported()
    {
        var folder = await ExportAsync("counter");

        var imported = (await shop.RunAsync("import", folder, "--as", "counter-again", "--json")).Ended(0);

        Assert.Equal(4, Assert.Single(imported.Objects).GetProperty("execution").GetInt64());
    }

    [Fact]
    public async Task Nothing_is_imported_when_one_exists_or_cannot_be_read_or_is_newer()
    {
        var folder = await ExportAsync("order-");
        var fresh = Path.Combine(folder, "order-3.1.history.json");
        var newer = Path.Combine(shop.Folder, "newer.history.json");
        var torn = Path.Combine(shop.Folder, "torn.history.json");
        var text = await File.ReadAllTextAsync(fresh);
        await File.WriteAllTextAsync(
            newer,
            text.Replace("\"framework\": \"", "\"framework\": \"9", StringComparison.Ordinal)
        );
        await File.WriteAllTextAsync(torn, text[..^20]);

        Assert.Contains("exists already", (await shop.RunAsync("import", folder, "--yes")).Ended(1).Error);
        Assert.Contains("no older", (await shop.RunAsync("import", newer, "--as", "new")).Ended(1).Error);
        Assert.Contains("torn", (await shop.RunAsync("import", torn, "--as", "new")).Ended(1).Error);
        Assert.Contains("--as names one", (await shop.RunAsync("import", folder, "--as", "new")).Ended(2).Error);
        Assert.Contains("no file or folder", (await shop.RunAsync("import", "nowhere")).Ended(2).Error);
        Assert.IsType<OrchestrationStatus.NotFound>(await shop.Client.GetStatusAsync("new"));
    }

    async Task<string> ExportAsync(string prefix)
    {
        var folder = Path.Combine(shop.Folder, Path.GetRandomFileName());
        (await shop.RunAsync("export", folder, "--prefix", prefix, "--roots")).Ended(0);
        return folder;
    }
}
