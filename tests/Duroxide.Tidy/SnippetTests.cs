using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

/// <summary>What the documents show is code that compiles: each block stands word for word in a project.</summary>
public partial class SnippetTests
{
    // The tests of the guide live in a namespace below it.
    private const string Everywhere = "using Duroxide;";

    /// <summary>Code is compiled, commands are looked at, and the rest is shown as it is.</summary>
    private static readonly string[] Known = ["csharp", "fsharp", "bash", "text", "yaml", "json", "xml", "sql"];

    private static readonly Dictionary<string, string> Extensions = new() { ["csharp"] = ".cs", ["fsharp"] = ".fs" };

    [Fact]
    public void Each_code_block_of_the_documents_stands_in_a_project_that_is_compiled() =>
        Finding.None(
            from document in Repository.Documents()
            where !IsOfARule(document)
            from block in Blocks(File.ReadAllText(document))
            where !Compiled(Extensions[block.Language]).Any(code => Holds(code, block.Code))
            select $"{Repository.NameOf(document)}: {block.Code[..Math.Min(100, block.Code.Length)]}",
            "These blocks stand in no file under samples, tests/Duroxide.Samples.Tests or src/Duroxide.Templates. Put them there, or mark them ```text:"
        );

    [Fact]
    public void Each_block_says_what_it_is() =>
        Finding.None(
            from document in Repository.Documents()
            from block in Markdown.Blocks(File.ReadAllText(document))
            where !Known.Contains(block.Language)
            select $"{Repository.NameOf(document)}: ```{block.Language} {block.Code[..Math.Min(60, block.Code.Length)]}",
            $"These blocks have another word behind the fence than {string.Join(", ", Known)}, so nobody checks them:"
        );

    [Fact]
    public void What_a_command_names_exists() =>
        Finding.None(
            from document in Repository.Documents()
            from block in Markdown.Blocks(File.ReadAllText(document))
            where block.Language == "bash"
            from Match named in OwnPath().Matches(block.Code)
            where !Path.Exists(Repository.PathOf(named.Value))
            select $"{Repository.NameOf(document)}: {named.Value}",
            "These commands name files that do not exist:"
        );

    [Fact]
    public void What_a_skill_runs_on_a_store_is_run_by_the_test_of_operations()
    {
        var run = CommandsOf(Repository.PathOf("docs/operations.md")).ToHashSet();
        Finding.None(
            from skill in Repository.Sources("docs/skills", ".md")
            from command in CommandsOf(skill)
            where !run.Contains(command)
            select $"{Repository.NameOf(skill)}: {command}",
            "These commands stand in no block of docs/operations.md, whose commands a test runs:"
        );
    }

    [Fact]
    public void White_space_does_not_count_and_plain_text_is_left_alone()
    {
        const string document = "```csharp\nvar  x =\n    1;\n```\ntext\n```text\nnot code\n```\n";

        Assert.Equal([("csharp", "var x = 1;")], Blocks(document));
    }

    [Fact]
    public void The_usings_of_a_block_stand_at_the_top_of_its_file()
    {
        const string file = "using System; using A.B; namespace N; class C { int x = 1; }";

        Assert.True(Holds(file, "using A.B; int x = 1;"));
        Assert.False(Holds(file, "using A.C; int x = 1;"));
        Assert.False(Holds(file, "using A.B; int x = 2;"));
    }

    // What a rule finds must not stand in a sample: the tests of the analyzers compile these pages.
    private static bool IsOfARule(string document) =>
        Repository.NameOf(document).StartsWith("docs/rules/DUR", StringComparison.Ordinal);

    // Between the usings of a block and its code there is more in a file.
    private static bool Holds(string file, string block)
    {
        var usings = Usings().Match(block);
        return file.Contains(block[usings.Length..], StringComparison.Ordinal)
            && usings
                .Groups["one"]
                .Captures.All(one => one.Value == Everywhere || file.Contains(one.Value, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Language, string Code)> Blocks(string document) =>
        from block in Markdown.Blocks(document)
        where Extensions.ContainsKey(block.Language)
        select (block.Language, Normalised(block.Code));

    private static IEnumerable<string> CommandsOf(string document) =>
        Markdown
            .Blocks(File.ReadAllText(document))
            .Where(block => block.Language == "bash")
            .SelectMany(block => block.Code.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("duroxide ", StringComparison.Ordinal));

    private static IEnumerable<string> Compiled(string extension) =>
        Repository
            .Sources("samples", extension)
            .Concat(Repository.Sources("tests/Duroxide.Samples.Tests", extension))
            .Concat(Repository.Sources("tests/Duroxide.Aspire.Tests", extension))
            .Concat(Repository.Sources("src/Duroxide.Templates", extension))
            .Select(file => Normalised(File.ReadAllText(file)));

    private static string Normalised(string code) => Spaces().Replace(code, " ").Trim();

    [GeneratedRegex(@"(?<![\w/.-])(?:samples|tests|src|props|docs|\.ci)(?:/[\w.-]*\w)+")]
    private static partial Regex OwnPath();

    [GeneratedRegex(@"^(?:(?<one>using [\w.]+;)\s*)*")]
    private static partial Regex Usings();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
