using Duroxide.Core;
using Duroxide.Providers;

namespace Duroxide.Cli.Tests;

public class OperationsTests(Shop shop) : IClassFixture<Shop>
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Every_command_of_the_page_does_what_it_says()
    {
        await PrepareAsync();

        var lines = Page.Lines("operations.md").ToList();
        Assert.True(lines.Count > 20);
        foreach (var line in lines)
        {
            await RunAsync(line);
        }
    }

    // The instances that the page names, and a message that nobody can read.
    async Task PrepareAsync()
    {
        await shop.StartAsync("orders/read", "order-17", "x");
        await shop.StartAsync("orders/approve", "order-18", "gold");
        await shop.StartAsync("orders/refuse", "order-19", "air");
        await shop.Client.WaitForEndAsync("order-19", Generous);
        await shop.Client.WaitForCustomStatusAsync("order-18", seen: 0, Generous);
        await shop.Provider.EnqueueAsync([new NewMessage("order-17", "nonsense"u8.ToArray())], default);
        using var late = new CancellationTokenSource(Generous, TimeProvider.System);
        while (await ParkedAsync() is null)
        {
            // Nothing of the row tells of it.
            await shop.Client.WaitForChangeAsync("order-17", long.MaxValue, Moment, late.Token);
        }
    }

    async Task RunAsync(string[] line)
    {
        string[] words = [.. await Task.WhenAll(line.Select(WordAsync))];
        if (words.Contains("--watch") || words[0] == "dashboard")
        {
            await shop.InterruptAsync("", times: 1, seen: null, words);
            return;
        }
        var ran = await shop.RunHereAsync(words);
        // These tell by it that they found something, and something is parked here.
        var mayFind = words[0] is "doctor" or "stuck";
        Assert.True(
            ran.Code == 0 || (ran.Code == 5 && mayFind),
            $"duroxide {string.Join(' ', line)} ended with {ran.Code}.\n{ran.Output}\n{ran.Error}"
        );
    }

    async Task<string> WordAsync(string word) =>
        word switch
        {
            "new/Shop.dll" => Shop.Assembly,
            "NUMBER" => $"{(await ParkedAsync())!.Id}",
            _ => word,
        };

    async Task<ParkedItem?> ParkedAsync() =>
        (
            await shop.Client.Management.ListParkedAsync(new() { Instance = new InstanceId("order-17") })
        ).FirstOrDefault();
}
