using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reports loggers in orchestrations that are not the context's.</summary>
sealed class LoggerCheck(Session session, Compilation compilation) : Check(session)
{
    readonly INamedTypeSymbol? logger = compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.ILogger");

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Look(OperationAnalysisContext seen)
    {
        var call = (IInvocationOperation)seen.Operation;
        var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments[0].Value : null);
        var bare = receiver?.Bare();
        if (
            call.TargetMethod.Name.StartsWith("Log", StringComparison.Ordinal)
            && bare is IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation
            && IsLogger(bare.Type)
            && !(bare is IPropertyReferenceOperation { Instance: { } owner } && Session.Types.IsContext(owner.Type))
        )
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(OrchestrationRules.Logger, bare.Syntax.GetLocation(), $"'{bare.Syntax}'")
            );
        }
    }

    bool IsLogger(ITypeSymbol? type) =>
        logger is not null
        && type is not null
        && (
            SymbolEqualityComparer.Default.Equals(type, logger)
            || type.AllInterfaces.Contains(logger, SymbolEqualityComparer.Default)
        );
}
