using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Tidy;

/// <summary>Every C# file of the repository, parsed once.</summary>
internal static class Syntax
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly Lazy<IReadOnlyList<SyntaxTree>> Parsed = new(() =>
        [.. Repository.Code(".cs").Select(file => Parse(File.ReadAllText(file), file))]
    );

    public static IReadOnlyList<SyntaxTree> Trees => Parsed.Value;

    public static IEnumerable<SyntaxTree> TreesOf(params string[] folders) =>
        Trees.Where(tree => folders.Contains(Repository.NameOf(tree.FilePath).Split(Path.DirectorySeparatorChar)[0]));

    public static SyntaxTree Parse(string text, string path = "") =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), Options, path);

    public static IEnumerable<T> All<T>(this SyntaxTree tree)
        where T : SyntaxNode => tree.GetRoot().DescendantNodes().OfType<T>();

    public static string Where(this SyntaxNode node)
    {
        var line = node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
        return $"{Repository.NameOf(node.SyntaxTree.FilePath)}:{line}";
    }
}
