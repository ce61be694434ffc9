using Duroxide.Generators;
using Microsoft.CodeAnalysis.Formatting;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Gives an orchestration its context, or that of its own input and output.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class ContextRepair() : Repair(Rules.OrchestrationSignature)
{
    const string Context = "OrchestrationContext";

    protected override Change? Find(Scene scene) =>
        Misfitting.Of(scene) is not { } found ? null
        : found.Problem.Kind is Misfit.NoContext ? Given(found)
        : found.Problem.Kind is Misfit.ContextArguments ? Typed(scene, found)
        : null;

    static Change? Given(Misfitting found)
    {
        var list = found.Syntax.ParameterList;
        if (FreeName(found.Syntax) is not { } name)
        {
            return null;
        }
        var (place, leading) = list.Parameters.FirstOrDefault() switch
        {
            null => (0, default),
            var first when first.Modifiers.Any(SyntaxKind.ThisKeyword) => (1, default),
            var first => (0, first.GetLeadingTrivia()),
        };
        var context = Parameter(Identifier(name))
            .WithType(IdentifierName(Context).WithTrailingTrivia(Space))
            .WithLeadingTrivia(leading);
        var others =
            leading.Count > 0
                ? list.Parameters.Replace(list.Parameters[0], list.Parameters[0].WithoutLeadingTrivia())
                : list.Parameters;
        return new(
            $"Take an {Context}",
            list,
            list.WithParameters(others.Insert(place, context)).WithAdditionalAnnotations(Formatter.Annotation),
            "Duroxide"
        );
    }

    static string? FreeName(MethodDeclarationSyntax method)
    {
        var taken = new HashSet<string>(
            method
                .DescendantTokens()
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(token => token.ValueText)
        );
        return new[] { "ctx", "context" }.FirstOrDefault(name => !taken.Contains(name));
    }

    static Change? Typed(Scene scene, Misfitting found)
    {
        var written = found
            .Syntax.ParameterList.DescendantNodes()
            .OfType<GenericNameSyntax>()
            .FirstOrDefault(name => name.Identifier.ValueText == Context);
        if (written is null)
        {
            return null;
        }
        var type = $"{Context}<{Name(found.Signature.Input?.Type)}, {Name(found.Signature.Output)}>";
        return new($"Take an {type}", written, ParseTypeName(type));

        string Name(ITypeSymbol? side) => side?.ToMinimalDisplayString(scene.Model, written.SpanStart) ?? "Unit";
    }
}
