using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Tidy;

public class LengthTests
{
    private const int LinesOfAFile = 400;
    private const int LinesOfAFunction = 70;

    [Fact]
    public void A_file_has_at_most_400_lines() =>
        Finding.None(
            from file in Repository.Code(".cs", ".fs", ".sql")
            let lines = File.ReadLines(file).Count()
            where lines > LinesOfAFile
            select $"{Repository.NameOf(file)}: {lines} lines",
            "These files hold more than one concept:"
        );

    [Fact]
    public void A_function_has_at_most_70_lines() =>
        Finding.None(
            Syntax.Trees.SelectMany(LongFunctions),
            $"These functions do not fit a screen of {LinesOfAFunction} lines:"
        );

    [Fact]
    public void A_longer_function_is_found()
    {
        var body = string.Join("\n", Enumerable.Repeat("x++;", LinesOfAFunction));
        var tree = Syntax.Parse($"class C {{ void Long(int x) {{\n{body}\n}} void Short() {{ }} }}", "C.cs");

        Assert.Contains("Long", Assert.Single(LongFunctions(tree)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> LongFunctions(SyntaxTree tree) =>
        from node in tree.GetRoot().DescendantNodes()
        let name = FunctionName(node)
        where name is not null
        let span = tree.GetLineSpan(node.Span)
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > LinesOfAFunction
        select $"{node.Where()} {name}: {lines} lines";

    private static string? FunctionName(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            OperatorDeclarationSyntax => "operator",
            AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
            LocalFunctionStatementSyntax local => local.Identifier.Text,
            AnonymousFunctionExpressionSyntax => "lambda",
            _ => null,
        };
}
