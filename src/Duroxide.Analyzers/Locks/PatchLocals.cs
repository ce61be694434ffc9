using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>Knows the variables that keep what they are first given, as the answer of a patch.</summary>
sealed class PatchLocals(Sources sources)
{
    readonly Dictionary<VariableDeclaratorSyntax, bool> known = [];

    /// <summary>The variable that a name means; null for anything else, and for a variable that changes.</summary>
    public VariableDeclaratorSyntax? Of(IdentifierNameSyntax name) =>
        sources.ModelOf(name).GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var only] }
        && only.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null } variable
        && variable.Span.End < name.SpanStart
        && IsKept(variable)
            ? variable
            : null;

    public bool IsKept(VariableDeclaratorSyntax variable)
    {
        if (!known.TryGetValue(variable, out var isKept))
        {
            isKept =
                variable.Parent?.Parent is LocalDeclarationStatementSyntax { Parent: { } around }
                && !(around is GlobalStatementSyntax ? around.Parent! : around)
                    .DescendantNodes()
                    .OfType<IdentifierNameSyntax>()
                    .Any(each => each.Identifier.ValueText == variable.Identifier.ValueText && IsWritten(each));
            known.Add(variable, isKept);
        }
        return isKept;
    }

    static bool IsWritten(IdentifierNameSyntax name) =>
        name.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == name,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } => true,
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } =>
                assignment.Left == tuple,
            RefExpressionSyntax => true,
            _ => false,
        };
}
