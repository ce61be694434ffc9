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

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Help_calls_each_command_as_it_is_typed(string command)
    {
        var help = new StringWriter();

        Assert.Equal(0, await RunAsync([.. command.Split(' ').Skip(1), "--help"], help));
        Assert.Contains($"Usage:\n  {command} ", help.ToString());
    }

    public static TheoryData<string> Lines() =>
        ["duroxide", "duroxide parked", .. Page.Commands().Select(command => $"duroxide {command}")];

    [Fact]
    public async Task Help_of_the_tool_in_its_file_calls_it_by_its_name() =>
        Assert.Contains("Usage:\n  duroxide lock ", (await Shop.StartAsync("", ["lock", "--help"])).Ended(0).Output);

    [Theory]
    [InlineData("duroxide")]
    [InlineData("duroxide parked")]
    [InlineData("duroxide parked list", "--mistyped")]
    public async Task What_cannot_be_read_names_the_help_of_that_command(string command, params string[] rest)
    {
        var error = new StringWriter();

        Assert.Equal(2, await RunAsync([.. command.Split(' ').Skip(1), .. rest], error));
        Assert.EndsWith($"Try: {command} --help\n", error.ToString());
    }

    static Task<int> RunAsync(string[] arguments, StringWriter told) =>
        Root.RunAsync(arguments, new(TextReader.Null, told, told, IsInteractive: false, TimeProvider.System));

    static IEnumerable<string> Commands(string help) =>
        help[help.IndexOf("Commands:", StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(1)
            .Select(line => line.Trim().Split(' ')[0])
            .Where(name => name.Length > 0);
}
