using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Tidy;

/// <summary>
/// The compiler proves switch expressions complete in the closed-union lane, unless a default arm hides what is
/// missing; and it never looks at switch statements. Both gaps are closed here.
/// </summary>
public class SwitchTests
{
    private static readonly Lazy<ILookup<string, string>> Cases = new(() =>
        Union
            .All()
            .SelectMany(union => union.Cases, (union, single) => (union.Name, Case: single.Name))
            .ToLookup(pair => pair.Name, pair => pair.Case)
    );

    [Fact]
    public void A_switch_over_a_union_has_no_default_arm() =>
        Finding.None(
            Syntax.TreesOf("src", "samples").SelectMany(tree => Defaults(tree, Cases.Value)),
            "A new case would not break the build in these switches:"
        );

    [Fact]
    public void A_switch_statement_over_a_union_names_every_case() =>
        Finding.None(
            Syntax.TreesOf("src", "samples").SelectMany(tree => Incomplete(tree, Cases.Value)),
            "These switch statements forget a case:"
        );

    [Fact]
    public void A_default_arm_and_a_forgotten_case_are_found()
    {
        var shapes = new[] { ("Shape", "Circle"), ("Shape", "Square") }.ToLookup(
            pair => pair.Item1,
            pair => pair.Item2
        );
        var tree = Syntax.Parse(
            """
            var a = shape switch { Shape.Circle { Radius: 0 } => 0, Shape.Circle c => c.Radius, _ => 1 };
            var b = shape switch { Shape.Circle => 0, Shape.Square => 1 };
            var c = (shape, n) switch { (Shape.Circle, _) => 0, (Shape.Square, _) => 1 };
            switch (shape) { case Shape.Circle c: break; default: break; }
            switch (shape) { case Shape.Circle c: break; case Shape.Square: break; }
            switch (shape) { case Shape.Circle c: break; case Shape.Square when big: break; }
            """,
            Repository.PathOf("Shapes.cs")
        );

        Assert.Equal(["Shapes.cs:1", "Shapes.cs:4"], Defaults(tree, shapes).Select(found => found.Split(' ')[0]));
        Assert.Equal(["Shapes.cs:4", "Shapes.cs:6"], Incomplete(tree, shapes).Select(found => found.Split(' ')[0]));
    }

    private static IEnumerable<string> Defaults(SyntaxTree tree, ILookup<string, string> cases)
    {
        var expressions =
            from whole in tree.All<SwitchExpressionSyntax>()
            where whole.Arms.SelectMany(arm => Named(arm.Pattern, cases)).Any()
            from arm in whole.Arms
            where arm is { Pattern: DiscardPatternSyntax or VarPatternSyntax, WhenClause: null }
            select (SyntaxNode)arm;

        var statements =
            from whole in tree.All<SwitchStatementSyntax>()
            where NamedBy(whole, cases).Any()
            from label in whole.Sections.SelectMany(section => section.Labels).OfType<DefaultSwitchLabelSyntax>()
            select (SyntaxNode)label;

        return expressions.Concat(statements).Select(node => $"{node.Where()} {node}");
    }

    private static IEnumerable<string> Incomplete(SyntaxTree tree, ILookup<string, string> cases) =>
        from whole in tree.All<SwitchStatementSyntax>()
        let named = NamedBy(whole, cases).ToList()
        where named.Count > 0
        from forgotten in cases[named[0].Union].Except(named.Where(name => name.Always).Select(name => name.Case))
        select $"{whole.Where()} forgets {named[0].Union}.{forgotten}";

    private static IEnumerable<(string Union, string Case, bool Always)> NamedBy(
        SwitchStatementSyntax whole,
        ILookup<string, string> cases
    )
    {
        foreach (var label in whole.Sections.SelectMany(section => section.Labels))
        {
            SyntaxNode? pattern = label switch
            {
                CasePatternSwitchLabelSyntax matched => matched.Pattern,
                CaseSwitchLabelSyntax constant => constant.Value,
                _ => null,
            };
            var always = label is not CasePatternSwitchLabelSyntax { WhenClause: not null };
            foreach (var (union, name) in pattern is null ? [] : Named(pattern, cases))
                yield return (union, name, always);
        }
    }

    private static IEnumerable<(string Union, string Case)> Named(SyntaxNode pattern, ILookup<string, string> cases) =>
        from node in pattern.DescendantNodesAndSelf()
        let access = node switch
        {
            QualifiedNameSyntax name => (name.Left.ToString(), name.Right.ToString()),
            MemberAccessExpressionSyntax member => (member.Expression.ToString(), member.Name.ToString()),
            _ => ("", ""),
        }
        let union = access.Item1.Split('.')[^1].Split('<')[0]
        where cases[union].Contains(access.Item2)
        select (union, access.Item2);
}
