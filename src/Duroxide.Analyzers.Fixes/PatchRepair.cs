using System.Globalization;
using Microsoft.CodeAnalysis.Formatting;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Puts steps that were added to a released version behind a patch.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class PatchRepair() : Repair(LockRules.Body)
{
    protected override Change? Find(Scene scene)
    {
        if (
            scene.Context is not { } context
            || !scene.Properties.TryGetValue(LockAnalyzer.Inserted, out var place)
            || scene.Node.FirstAncestorOrSelf<StatementSyntax>(each => each.Span == scene.Span)
                is not { Parent: BlockSyntax block } first
        )
        {
            return null;
        }
        var from = block.Statements.IndexOf(first);
        var end = int.Parse(place!, CultureInfo.InvariantCulture);
        var steps = block.Statements.Skip(from).TakeWhile(step => step.Span.End <= end).ToList();
        // A variable must be known behind the patch, what ends the method must end it, and all that was put in must stand side by side.
        if (
            steps.LastOrDefault()?.Span.End != end
            || steps.Any(step =>
                step is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax or ReturnStatementSyntax
            )
        )
        {
            return null;
        }
        var patch = IfStatement(
                ParseExpression($"{context}.Patched(\"{NewName(scene.Root)}\")"),
                Block(steps.Select(step => step.WithoutLeadingTrivia().WithTrailingTrivia(EndOfLine("\n"))))
            )
            .NormalizeWhitespace(eol: "\n")
            .WithLeadingTrivia(first.GetLeadingTrivia())
            .WithTrailingTrivia(EndOfLine("\n"))
            .WithAdditionalAnnotations(Formatter.Annotation);
        return new(
            $"Put it behind {context}.Patched",
            block,
            block.WithStatements([.. block.Statements.Take(from), patch, .. block.Statements.Skip(from + steps.Count)])
        );
    }

    static string NewName(SyntaxNode root)
    {
        var known = root.DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>()
            .Count(member => member.Name.Identifier.ValueText is "Patched" or "DeprecatePatch");
        return string.Format(CultureInfo.InvariantCulture, "change-{0}", known + 1);
    }
}
