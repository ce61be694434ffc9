using Duroxide.PostgreSql;

namespace Duroxide.Cli.Tests;

public class PostgreSqlImportTests(Database database) : IClassFixture<Database>
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_was_exported_comes_back_and_goes_on_where_it_had_not_ended()
    {
        await using var provider = new PostgreSqlProvider(
            new PostgreSqlOptions(database.Store) { Schema = database.Schema }
        );
        await using var runtime = await DuroxideRuntime.StartAsync(provider, new ShopCode().CreateRegistry());
        var client = runtime.Client;
        await client.StartOrchestrationAsync("orders/approve", "order-open", "gold");
        await client.StartOrchestrationAsync("orders/fulfil", "order-done", "tea");
        await client.WaitForEndAsync("order-done", Generous);
        await client.WaitForCustomStatusAsync("order-open", seen: 0, Generous);
        var folder = Directory.CreateTempSubdirectory("duroxide-cli-").FullName;
        (await database.RunAsync("export", folder, "--prefix", "order-", "--roots")).Ended(0);
        var refused = await database.RunAsync("import", folder, "--yes");
        (await database.RunAsync("delete", "order-done", "--yes")).Ended(0);
        (await database.RunAsync("delete", "order-open", "--yes", "--force")).Ended(0);

        (await database.RunAsync("import", folder, "--yes")).Ended(0);

        Assert.Contains("exists already", refused.Ended(1).Error);
        Assert.Contains("packed tea and shipped", (await database.RunAsync("show", "order-done")).Ended(0).Output);
        (await database.RunAsync("signal", "order-open", "Approved", "--data", "\"yes\"")).Ended(0);
        Assert.Equal("yes", await client.WaitForCompletionAsync<string>("order-open", Generous));
        Directory.Delete(folder, recursive: true);
    }
}
