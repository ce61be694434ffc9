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
            || !scene.Properties.TryGetValue(LockAnalyzer.Inserted, out var inserted)
            || scene.Node.FirstAncestorOrSelf<StatementSyntax>(each => each.Span == scene.Span)
                is not { Parent: BlockSyntax block } first
        )
        {
            return null;
        }
        var from = block.Statements.IndexOf(first);
        var count = int.Parse(inserted!, CultureInfo.InvariantCulture);
        var steps = block.Statements.Skip(from).Take(count).ToList();
        // A variable must be known behind the patch, and what ends the method must end it.
        if (
            steps.Any(step =>
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
            block.WithStatements([.. block.Statements.Take(from), patch, .. block.Statements.Skip(from + count)])
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
