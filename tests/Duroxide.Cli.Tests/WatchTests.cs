namespace Duroxide.Cli.Tests;

public class WatchTests(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("list", "order-1")]
    [InlineData("stats", "instances")]
    public async Task What_is_watched_is_shown_again_until_Ctrl_C(string command, string text)
    {
        var watched = await shop.InterruptAsync(text, times: 3, seen: null, command, "--watch", "--json");

        watched.Ended(130);
        Assert.Equal(3, watched.Lines.Count(line => line.Contains(text, StringComparison.Ordinal)));
    }
}
