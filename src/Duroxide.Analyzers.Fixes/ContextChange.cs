using Duroxide.Generators;
using Microsoft.CodeAnalysis.Formatting;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Gives an orchestration its context, or that of its own input and output.</summary>
static class ContextChange
{
    const string Context = "OrchestrationContext";

    /// <summary>A context before the input; null where the names that it could have are taken.</summary>
    public static Change? Given(Misfitting found)
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

    /// <summary>The context of the input and the output that there are.</summary>
    public static Change? Typed(Scene scene, Misfitting found)
    {
        var written = found
            .Syntax.ParameterList.DescendantNodes()
            .OfType<GenericNameSyntax>()
            .FirstOrDefault(name => name.Identifier.ValueText == Context);
        if (written is null)
        {
            return null;
        }
        var (input, output) = (found.Signature.Input?.Type, found.Signature.Output);
        var type = $"{Context}<{Name(input)}, {Name(output)}>";
        return new(
            $"Take an {type}",
            written,
            ParseTypeName(type),
            input is null || output is null ? ["Duroxide"] : []
        );

        string Name(ITypeSymbol? side) => side?.ToMinimalDisplayString(scene.Model, written.SpanStart) ?? "Unit";
    }
}
