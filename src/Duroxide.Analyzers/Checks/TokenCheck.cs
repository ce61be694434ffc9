using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reports calls of activities that would take a cancellation token and get none.</summary>
sealed class TokenCheck(Session session, Compilation compilation) : Check(session)
{
    readonly INamedTypeSymbol? token = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");

    public override CodeKind Where => CodeKind.Activity;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Look(OperationAnalysisContext seen)
    {
        var call = (IInvocationOperation)seen.Operation;
        if (
            call.TargetMethod.ReturnType.IsAsynchronous()
            && !call.Arguments.Any(IsGivenToken)
            && (call.Arguments.Any(IsToken) || HasOverloadWithToken(call.TargetMethod))
        )
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(ActivityRules.TokenIgnored, call.Place(), $"'{call.TargetMethod.Shown()}'")
            );
        }
    }

    bool IsGivenToken(IArgumentOperation argument) =>
        argument.ArgumentKind != ArgumentKind.DefaultValue
        && (
            IsToken(argument)
            || argument
                .Value.Descendants()
                .Any(operation => !operation.IsImplicit && SymbolEqualityComparer.Default.Equals(operation.Type, token))
        );

    bool IsToken(IArgumentOperation argument) => SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, token);

    // The same method with a token behind its parameters.
    bool HasOverloadWithToken(IMethodSymbol method) =>
        method
            .ContainingType.GetMembers(method.Name)
            .OfType<IMethodSymbol>()
            .Any(other =>
                other.IsStatic == method.IsStatic
                && other.DeclaredAccessibility == Accessibility.Public
                && other.Parameters.Length == method.Parameters.Length + 1
                && SymbolEqualityComparer.Default.Equals(other.Parameters[other.Parameters.Length - 1].Type, token)
                && other
                    .Parameters.Take(method.Parameters.Length)
                    .Select(parameter => parameter.Type.ToDisplayString())
                    .SequenceEqual(
                        method.OriginalDefinition.Parameters.Select(parameter => parameter.Type.ToDisplayString())
                    )
            );
}
