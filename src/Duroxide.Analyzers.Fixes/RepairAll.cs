using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Analyzers.Fixes;

/// <summary>
/// Repairs all that was found in a file, one after the other, each in what the one before made of it: so repairs may lie within
/// each other, and need what another one has added.
/// </summary>
sealed class RepairAll : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext,
        Document document,
        ImmutableArray<Diagnostic> diagnostics
    )
    {
        var repair = (Repair)fixAllContext.CodeFixProvider;
        var cancellation = fixAllContext.CancellationToken;
        var found = diagnostics.Select(diagnostic => new Marked(diagnostic)).ToList();
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null)
        {
            return document;
        }
        var marked = document.WithSyntaxRoot(found.Aggregate(root, (current, each) => each.Mark(current)));
        var repaired = marked;
        // From the end on, so that what was said of places before stays true.
        foreach (var each in found.OrderByDescending(each => each.Diagnostic.Location.SourceSpan.Start))
        {
            root = await repaired.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            if (root is not null && each.SpanIn(root) is { } span)
            {
                repaired = await repair
                    .RepairAsync(repaired, span, each.Diagnostic.Properties, cancellation)
                    .ConfigureAwait(false);
            }
        }
        return repaired == marked ? document : repaired;
    }

    /// <summary>A finding whose first and last token are marked, so that it is found again in changed code.</summary>
    sealed class Marked(Diagnostic diagnostic)
    {
        readonly SyntaxAnnotation first = new();
        readonly SyntaxAnnotation last = new();

        public Diagnostic Diagnostic { get; } = diagnostic;

        public SyntaxNode Mark(SyntaxNode root)
        {
            var span = Diagnostic.Location.SourceSpan;
            var marked = Mark(root, root.FindToken(span.Start), first);
            return Mark(marked, marked.FindToken(span.End - 1), last);
        }

        /// <summary>Null when another repair took it away.</summary>
        public TextSpan? SpanIn(SyntaxNode root) =>
            root.GetAnnotatedTokens(first).ToList() is [var start]
            && root.GetAnnotatedTokens(last).ToList() is [var end]
                ? TextSpan.FromBounds(start.SpanStart, end.Span.End)
                : null;

        static SyntaxNode Mark(SyntaxNode root, SyntaxToken token, SyntaxAnnotation mark) =>
            root.ReplaceToken(token, token.WithAdditionalAnnotations(mark));
    }
}
