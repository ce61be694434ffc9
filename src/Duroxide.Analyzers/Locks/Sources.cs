namespace Duroxide.Analyzers;

/// <summary>
/// What people wrote in a project. What generators add does not count: it is not there yet when the lock is written. The sources of other
/// projects do not count either, which editors see and builds do not.
/// </summary>
sealed class Sources(Compilation compilation)
{
    readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    public IEnumerable<SyntaxTree> Files => compilation.SyntaxTrees.Where(IsWritten);

    /// <summary>Where a symbol is declared, a partial method with its body; null for what is not written in the project.</summary>
    public SyntaxNode? Of(ISymbol? symbol) =>
        ((symbol as IMethodSymbol)?.PartialImplementationPart ?? symbol)
            ?.DeclaringSyntaxReferences.FirstOrDefault(each =>
                IsWritten(each.SyntaxTree) && compilation.ContainsSyntaxTree(each.SyntaxTree)
            )
            ?.GetSyntax();

    // Definitions stand in all files of a project.
#pragma warning disable RS1030
    public SemanticModel ModelOf(SyntaxNode node)
    {
        if (!models.TryGetValue(node.SyntaxTree, out var model))
        {
            models.Add(node.SyntaxTree, model = compilation.GetSemanticModel(node.SyntaxTree));
        }
        return model;
    }
#pragma warning restore RS1030

    static bool IsWritten(SyntaxTree file) => !file.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
