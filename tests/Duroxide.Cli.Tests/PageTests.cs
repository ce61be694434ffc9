using System.Text.RegularExpressions;

namespace Duroxide.Cli.Tests;

public partial class PageTests
{
    [Fact]
    public async Task The_page_tells_of_every_command_and_of_no_other()
    {
        var help = (await Shop.StartAsync("", ["--help"])).Ended(0);
        var parked = (await Shop.StartAsync("", ["parked", "--help"])).Ended(0);
        var commands = Commands(help.Output)
            .Where(name => name != "parked")
            .Concat(Commands(parked.Output).Select(name => $"parked {name}"));

        Assert.Equal(commands.Order(), Row().Matches(Page()).Select(row => row.Groups["name"].Value).Order());
    }

    static IEnumerable<string> Commands(string help) =>
        help[help.IndexOf("Commands:", StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(1)
            .Select(line => line.Trim().Split(' ')[0])
            .Where(name => name.Length > 0);

    static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Duroxide.Functional.sln")))
        {
            folder = folder.Parent;
        }
        return File.ReadAllText(Path.Combine(folder.FullName, "docs/cli.md"));
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z ]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
