using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Analyzers.Fixes;

/// <summary>The code around what was found.</summary>
/// <param name="Model">What the compiler knows of the file.</param>
/// <param name="Root">The whole file.</param>
/// <param name="Span">What was pointed at.</param>
/// <param name="Properties">What was found out about it.</param>
sealed record Scene(
    SemanticModel Model,
    SyntaxNode Root,
    TextSpan Span,
    ImmutableDictionary<string, string?> Properties
)
{
    /// <summary>The smallest expression that holds what was pointed at.</summary>
    public SyntaxNode Node { get; } = Root.FindNode(Span, getInnermostNodeForTie: true);

    /// <summary>The call that was pointed at; null when it was something else.</summary>
    public InvocationExpressionSyntax? Call =>
        Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => call.Span.End == Span.End);

    /// <summary>The name of the orchestration context that can be used here; null for none.</summary>
    public string? Context => Variable(types => types.IsContext);

    /// <summary>The name of the activity context that can be used here; null for none.</summary>
    public string? ActivityContext => Variable(types => types.IsActivityContext);

    /// <summary>Whether an await may stand here.</summary>
    public bool MayAwait
    {
        get
        {
            var function = Node.Ancestors()
                .FirstOrDefault(node =>
                    node
                        is AnonymousFunctionExpressionSyntax
                            or LocalFunctionStatementSyntax
                            or BaseMethodDeclarationSyntax
                );
            return !Node.Ancestors().TakeWhile(node => node != function).Any(ForbidsAwait)
                && function switch
                {
                    AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword != default,
                    LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
                    BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
                    _ => false,
                };
        }
    }

    public ISymbol? Symbol(SyntaxNode node) => Model.GetSymbolInfo(node).Symbol;

    bool ForbidsAwait(SyntaxNode node) =>
        node switch
        {
            LockStatementSyntax guarded => guarded.Statement.Span.Contains(Span),
            CatchFilterClauseSyntax or QueryExpressionSyntax or UnsafeStatementSyntax => true,
            _ => false,
        };

    string? Variable(Func<DurableTypes, Func<ITypeSymbol?, bool>> isWanted)
    {
        if (DurableTypes.Of(Model.Compilation) is not { } types)
        {
            return null;
        }
        return Model
            .LookupSymbols(Span.Start)
            .Where(symbol => symbol is IParameterSymbol or ILocalSymbol && symbol.Name != "_")
            .FirstOrDefault(symbol =>
                isWanted(types)(symbol is IParameterSymbol parameter ? parameter.Type : ((ILocalSymbol)symbol).Type)
            )
            ?.Name;
    }
}
