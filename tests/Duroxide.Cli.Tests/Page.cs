using System.Text.RegularExpressions;

namespace Duroxide.Cli.Tests;

/// <summary>What the pages of the documentation say.</summary>
static partial class Page
{
    /// <summary>A page, by its name.</summary>
    public static string Read(string name) => File.ReadAllText(Clone.PathOf("docs", name));

    /// <summary>The commands of the table.</summary>
    public static IEnumerable<string> Commands() =>
        CommandRow().Matches(Read("cli.md")).Select(row => row.Groups["name"].Value);

    /// <summary>The views of the table, each with its columns behind one another.</summary>
    public static IEnumerable<(string View, string Columns)> Views() =>
        ViewRow()
            .Matches(Read("cli.md"))
            .Select(row => (row.Groups["view"].Value, row.Groups["columns"].Value.Replace("`", "").Replace(",", "")));

    /// <summary>The command lines of a page, in order, each as its words behind the name of the tool.</summary>
    public static IEnumerable<string[]> Lines(string name) =>
        Read(name)
            .Split('\n')
            .Where(line => line.StartsWith("duroxide ", StringComparison.Ordinal))
            .Select(line => Word().Matches(line).Skip(1).Select(word => word.Groups["word"].Value).ToArray());

    [GeneratedRegex("""'(?<word>[^']*)'|"(?<word>[^"]*)"|(?<word>\S+)""")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\| `(?<name>[a-z ]+)` \| (?!`)", RegexOptions.Multiline)]
    private static partial Regex CommandRow();

    [GeneratedRegex(@"^\| `(?<view>[a-z_]+)` \| (?<columns>`[a-z_`, ]+`) \|", RegexOptions.Multiline)]
    private static partial Regex ViewRow();
}
