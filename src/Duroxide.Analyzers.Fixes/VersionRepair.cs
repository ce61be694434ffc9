using System.Globalization;
using Duroxide.Generators;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Completes a version to three numbers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class VersionRepair() : Repair(Rules.Version)
{
    const int Parts = 3;

    protected override Change? Find(Scene scene)
    {
        if (scene.Node.FirstAncestorOrSelf<LiteralExpressionSyntax>() is not { Token.Value: string written } literal)
        {
            return null;
        }
        var numbers = written.Split('.').Select(Number).ToList();
        if (numbers.Count > Parts || numbers.Contains(null))
        {
            return null;
        }
        var version = string.Join(".", numbers.Concat(Enumerable.Repeat((string?)"0", Parts - numbers.Count)));
        return new(
            $"Write \"{version}\"",
            literal,
            LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(version))
        );
    }

    static string? Number(string text) =>
        int.TryParse(text.TrimStart('v', 'V'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}
