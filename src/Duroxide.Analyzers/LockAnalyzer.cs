namespace Duroxide.Analyzers;

/// <summary>Holds the code against what is deployed, which <c>durable.lock</c> says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class LockAnalyzer : DiagnosticAnalyzer
{
    /// <summary>In which diagnostics the place stands where the steps end that were put in, when nothing else has changed.</summary>
    public const string Inserted = "inserted";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = LockRules.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var file = start.Options.AdditionalFiles.FirstOrDefault(LockFile.Is);
            if (
                DurableTypes.Of(start.Compilation) is not { } types
                || file?.GetText(start.CancellationToken) is not { } text
            )
            {
                return;
            }
            var lines = text.Lines.Select(line => line.ToString()).ToList();
            var locked = LockFile.Read(lines);
            var comparison = new Lazy<ImmutableArray<Diagnostic>>(() =>
                LockComparison.Of(
                    locked,
                    // Not cancelled with who asks first: all files share it.
                    Deployment.Of(start.Compilation, types, CancellationToken.None),
                    PlaceOf
                )
            );
            start.RegisterSemanticModelAction(seen =>
            {
                foreach (
                    var found in comparison.Value.Where(found =>
                        found.Location.SourceTree == seen.SemanticModel.SyntaxTree
                    )
                )
                {
                    seen.ReportDiagnostic(found);
                }
            });
            start.RegisterCompilationEndAction(end =>
            {
                var damages = LockFile
                    .Problems(lines)
                    .Select(each => Diagnostic.Create(LockRules.Damaged, PlaceOf(each.Line), each.Problem));
                foreach (
                    var found in comparison.Value.Where(found => found.Location.SourceTree is null).Concat(damages)
                )
                {
                    end.ReportDiagnostic(found);
                }
            });

            Location PlaceOf(int line) =>
                Location.Create(
                    file.Path,
                    text.Lines[line].Span,
                    text.Lines.GetLinePositionSpan(text.Lines[line].Span)
                );
        });
    }
}
