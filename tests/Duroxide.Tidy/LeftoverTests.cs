using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Tidy;

public partial class LeftoverTests
{
    [Fact]
    public void Nothing_is_left_for_later() =>
        Finding.None(
            Lines(".cs", ".fs", ".sql", ".sh").Where(line => Leftover().IsMatch(line.Text)).Select(Show),
            "Left over:"
        );

    [Fact]
    public void Comments_draw_no_banners() =>
        Finding.None(Lines(".cs", ".fs").Where(line => Banner().IsMatch(line.Text)).Select(Show), "Banners:");

    [Fact]
    public void No_exception_is_swallowed_without_a_word() =>
        Finding.None(Syntax.Trees.SelectMany(Swallowed), "Swallowed:");

    [Fact]
    public void Tests_wait_for_a_condition_and_never_sleep() =>
        Finding.None(Syntax.TreesOf("src", "tests").SelectMany(Sleeps), "Real sleeps:");

    [Fact]
    public void Leftovers_are_found()
    {
        const string code = """
            try { Thread.Sleep(1); await Task.Delay(10); await Task.Delay(wait, timeProvider); } catch (Exception) { }
            """;
        var tree = Syntax.Parse(code, "Leftover.cs");

        Assert.Single(Swallowed(tree));
        Assert.Equal(2, Sleeps(tree).Count());
        Assert.Matches(Leftover(), "[Fact(Skip" + "= \"later\")]");
        Assert.Matches(Leftover(), "// " + "TO" + "DO: more");
        Assert.Matches(Banner(), "// " + new string('=', 20));
    }

    private static IEnumerable<string> Swallowed(SyntaxTree tree) =>
        from clause in tree.All<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0
        let explained = clause.Block.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        let everything = clause.Declaration is null || clause.Declaration.Type.ToString() is "Exception"
        where everything || !explained
        select $"{clause.Where()} {clause.Declaration}";

    private static IEnumerable<string> Sleeps(SyntaxTree tree) =>
        from call in tree.All<InvocationExpressionSyntax>()
        let member = call.Expression as MemberAccessExpressionSyntax
        let name = (member?.Expression.ToString(), member?.Name.ToString())
        where
            name is ("Thread", "Sleep") || (name is ("Task", "Delay") && !Clock().IsMatch(call.ArgumentList.ToString()))
        select $"{call.Where()} {call}";

    private static IEnumerable<(string File, int Number, string Text)> Lines(params string[] extensions) =>
        from file in Repository.Code(extensions)
        where Path.GetFileName(file) != "LeftoverTests.cs"
        from line in File.ReadLines(file).Select((text, index) => (File: file, Number: index + 1, Text: text))
        select line;

    private static string Show((string File, int Number, string Text) line) =>
        $"{Repository.NameOf(line.File)}:{line.Number} {line.Text.Trim()}";

    [GeneratedRegex(@"\bSkip\s*=\s*""|NotImplemented[E]xception|\b(TO[D]O|FIX[M]E|HAC[K]|XX[X])\b|^\s*#region")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"^\s*//+\s*[-=*#~]{4,}")]
    private static partial Regex Banner();

    [GeneratedRegex(@"[Cc]lock|[Tt]imeProvider|\b[Tt]ime\b")]
    private static partial Regex Clock();
}
