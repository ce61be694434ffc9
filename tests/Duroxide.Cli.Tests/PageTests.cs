namespace Duroxide.Cli.Tests;

public class PageTests
{
    [Fact]
    public async Task The_page_tells_of_every_command_and_of_no_other()
    {
        var help = (await Shop.StartAsync("", ["--help"])).Ended(0);
        var parked = (await Shop.StartAsync("", ["parked", "--help"])).Ended(0);
        var commands = Commands(help.Output)
            .Where(name => name != "parked")
            .Concat(Commands(parked.Output).Select(name => $"parked {name}"));

        Assert.Equal(commands.Order(), Page.Commands().Order());
    }

    static IEnumerable<string> Commands(string help) =>
        help[help.IndexOf("Commands:", StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(1)
            .Select(line => line.Trim().Split(' ')[0])
            .Where(name => name.Length > 0);
}
