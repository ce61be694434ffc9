using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

/// <summary>What the documents show is code that compiles: each block stands word for word in a project.</summary>
public partial class SnippetTests
{
    private static readonly Dictionary<string, string> Extensions = new() { ["csharp"] = ".cs", ["fsharp"] = ".fs" };

    [Fact]
    public void Each_code_block_of_the_documents_stands_in_a_project_that_is_compiled() =>
        Finding.None(
            from document in Repository.Documents()
            from block in Blocks(File.ReadAllText(document))
            where !Compiled(Extensions[block.Language]).Any(code => code.Contains(block.Code, StringComparison.Ordinal))
            select $"{Repository.NameOf(document)}: {block.Code[..Math.Min(100, block.Code.Length)]}",
            "These blocks stand in no file under samples or tests/Duroxide.Samples.Tests. Put them there, or mark them ```text:"
        );

    [Fact]
    public void White_space_does_not_count_and_plain_text_is_left_alone()
    {
        const string document = "```csharp\nvar  x =\n    1;\n```\ntext\n```text\nnot code\n```\n";

        Assert.Equal([("csharp", "var x = 1;")], Blocks(document));
    }

    private static IEnumerable<(string Language, string Code)> Blocks(string document) =>
        from Match match in Block().Matches(document)
        select (match.Groups["language"].Value, Normalised(match.Groups["code"].Value));

    private static IEnumerable<string> Compiled(string extension) =>
        Repository
            .Sources("samples", extension)
            .Concat(Repository.Sources("tests/Duroxide.Samples.Tests", extension))
            .Select(file => Normalised(File.ReadAllText(file)));

    private static string Normalised(string code) => Spaces().Replace(code, " ").Trim();

    [GeneratedRegex(
        @"^```(?<language>csharp|fsharp)\s*\n(?<code>.*?)^```\s*$",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Block();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
