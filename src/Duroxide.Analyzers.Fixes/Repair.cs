using Microsoft.CodeAnalysis.CodeActions;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Offers one change for what one or more rules find. What lies behind a call is not repaired at the call.</summary>
abstract class Repair(params DiagnosticDescriptor[] rules) : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. rules.Select(rule => rule.Id)];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var cancellation = context.CancellationToken;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }
        foreach (var diagnostic in context.Diagnostics.Where(found => !found.Properties.ContainsKey(Rule.Path)))
        {
            var scene = new Scene(model, root, diagnostic.Location.SourceSpan, diagnostic.Properties);
            if (Find(scene) is { } change)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, _ => Task.FromResult(Apply(document, scene, change)), change.Title),
                    diagnostic
                );
            }
        }
    }

    /// <summary>The change for what was found; null when there is none that is sure to be right.</summary>
    protected abstract Change? Find(Scene scene);

    static Document Apply(Document document, Scene scene, Change change)
    {
        var changed = scene.Root.ReplaceNode(change.Old, change.New.WithTriviaFrom(change.Old));
        return document.WithSyntaxRoot(
            change.Namespace is { } space && !IsUsed(scene, space)
                ? Using((CompilationUnitSyntax)changed, space)
                : changed
        );
    }

    static bool IsUsed(Scene scene, string space) =>
        scene.Model.LookupNamespacesAndTypes(scene.Span.Start, name: Known(space)).Any();

    // A type by which a namespace is known to be in use.
    static string Known(string space) => space == "System.Linq" ? "Enumerable" : "CultureInfo";

    static CompilationUnitSyntax Using(CompilationUnitSyntax file, string space) =>
        file.AddUsings(
            UsingDirective(ParseName(space))
                .NormalizeWhitespace()
                .WithTrailingTrivia(TriviaList(Enumerable.Repeat(EndOfLine("\n"), file.Usings.Count == 0 ? 2 : 1)))
        );
}
