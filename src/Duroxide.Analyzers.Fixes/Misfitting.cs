using Duroxide.Generators;

namespace Duroxide.Analyzers.Fixes;

/// <summary>A method that is declared to be an orchestration or an activity, and does not fit.</summary>
/// <param name="Signature">What it takes and gives.</param>
/// <param name="Problem">Why it does not fit.</param>
/// <param name="Syntax">Where it is written.</param>
sealed record Misfitting(Signature Signature, SignatureProblem Problem, MethodDeclarationSyntax Syntax)
{
    /// <summary>Reads what was pointed at; null where there is no such method in the file, or where another place says what it takes and gives.</summary>
    public static Misfitting? Of(Scene scene)
    {
        var declaration = scene.Root.FindToken(scene.Span.Start).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (
            declaration is null
            || scene.Model.GetDeclaredSymbol(declaration) is not { } symbol
            || RunMethod.Of(symbol).Method is not { } method
            || IsSaidElsewhere(method)
            || method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not MethodDeclarationSyntax syntax
            || syntax.SyntaxTree != scene.Root.SyntaxTree
        )
        {
            return null;
        }
        return DeclaredKind
            .Of(symbol)
            .Select(kind => Signature.Read(method, kind.Context))
            .Where(read => read.Problem is not null)
            .Select(read => new Misfitting(read.Signature, read.Problem!, syntax))
            .FirstOrDefault();
    }

    static bool IsSaidElsewhere(IMethodSymbol method) =>
        method.IsOverride
        || method.PartialDefinitionPart is not null
        || method.PartialImplementationPart is not null
        || method
            .ContainingType.AllInterfaces.SelectMany(each => each.GetMembers(method.Name))
            .Any(each =>
                SymbolEqualityComparer.Default.Equals(
                    method.ContainingType.FindImplementationForInterfaceMember(each),
                    method
                )
            );
}
