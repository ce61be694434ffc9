using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Analyzers.Fixes;

/// <summary>
/// Offers one change for what one or more rules find. What lies behind a call is not repaired at the call. Each rule has one
/// repair: <c>dotnet format</c> does not run a second one over a file that the first has changed.
/// </summary>
abstract class Repair(params DiagnosticDescriptor[] rules) : CodeFixProvider
{
    static readonly RepairAll All = new();

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. rules.Select(rule => rule.Id)];

    public override FixAllProvider GetFixAllProvider() => All;

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
                    CodeAction.Create(
                        change.Title,
                        _ => Task.FromResult(Apply(document, scene, change)),
                        GetType().Name
                    ),
                    diagnostic
                );
            }
        }
    }

    /// <summary>A document with the change for what was found in it; the document itself when there is none.</summary>
    public async Task<Document> RepairAsync(
        Document document,
        TextSpan span,
        ImmutableDictionary<string, string?> properties,
        CancellationToken cancellation
    )
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null || properties.ContainsKey(Rule.Path))
        {
            return document;
        }
        var scene = new Scene(model, root, span, properties);
        return Find(scene) is { } change ? Apply(document, scene, change) : document;
    }

    /// <summary>The change for what was found; null when there is none that is sure to be right.</summary>
    protected abstract Change? Find(Scene scene);

    static Document Apply(Document document, Scene scene, Change change)
    {
        var changed = scene.Root.ReplaceNode(change.Old, change.New.WithTriviaFrom(change.Old));
        var missing = change.Namespaces.Where(space => !IsUsed(scene, space)).ToList();
        return document.WithSyntaxRoot(Using((CompilationUnitSyntax)changed, missing));
    }

    static bool IsUsed(Scene scene, string space) =>
        scene
            .Model.LookupNamespacesAndTypes(scene.Span.Start, name: Known(space))
            .Any(type => type.ContainingNamespace?.ToDisplayString() == space);

    // A type by which a namespace is known to be in use.
    static string Known(string space) =>
        space switch
        {
            "System" => "StringComparer",
            "System.Linq" => "Enumerable",
            "System.Globalization" => "CultureInfo",
            "System.Threading.Tasks" => "Task",
            "Duroxide" => "OrchestrationContext",
            _ => throw new ArgumentException($"No type is known of '{space}'.", nameof(space)),
        };

    static CompilationUnitSyntax Using(CompilationUnitSyntax file, IReadOnlyList<string> spaces) =>
        file.AddUsings([
            .. spaces.Select(
                (space, place) =>
                    UsingDirective(ParseName(space))
                        .NormalizeWhitespace()
                        .WithTrailingTrivia(Lines(file.Usings.Count == 0 && place == spaces.Count - 1 ? 2 : 1))
            ),
        ]);

    static SyntaxTriviaList Lines(int count) => TriviaList(Enumerable.Repeat(EndOfLine("\n"), count));
}
