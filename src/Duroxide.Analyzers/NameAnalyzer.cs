namespace Duroxide.Analyzers;

/// <summary>Holds names against those that the project defines, and waits for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class NameAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = NameRules.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (DurableTypes.Of(start.Compilation) is not { } types)
            {
                return;
            }
            var table = new Lazy<NameTable>(() => NameTable.Of(start.Compilation, types, start.CancellationToken));
            var calls = new NamedCalls(types, table);
            var chains = new RegistryChains(start.Compilation, types);
            start.RegisterOperationAction(
                seen =>
                {
                    calls.Look(seen);
                    chains.Look(seen);
                },
                OperationKind.Invocation
            );
        });
    }
}
