using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reports a catch of everything around a durable await, if it neither throws nor looks at the exception.</summary>
sealed class SwallowCheck(Session session) : Check(session)
{
    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Try];

    public override void Look(OperationAnalysisContext seen)
    {
        var attempt = (ITryOperation)seen.Operation;
        if (!attempt.Body.Descendants().Any(operation => operation is IAwaitOperation))
        {
            return;
        }
        foreach (var clause in attempt.Catches.Where(clause => CatchesAll(clause) && Swallows(clause)))
        {
            var keyword = ((CatchClauseSyntax)clause.Syntax).CatchKeyword;
            seen.ReportDiagnostic(Diagnostic.Create(OrchestrationRules.Swallow, keyword.GetLocation()));
        }
    }

    static bool CatchesAll(ICatchClauseOperation clause) =>
        clause.Filter is null
        && clause.ExceptionType.MetadataPath() is "System.Exception" or "System.Object" or "System.SystemException";

    static bool Swallows(ICatchClauseOperation clause) =>
        !clause
            .Handler.Descendants()
            .Any(operation =>
                operation is IThrowOperation
                || (
                    operation is ILocalReferenceOperation { Local: var local }
                    && clause.Locals.Contains(local, SymbolEqualityComparer.Default)
                )
            );
}
