namespace Duroxide.Analyzers;

/// <summary>Holds the code of orchestrations and activities against the rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class CodeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. OrchestrationRules.All.Remove(OrchestrationRules.ContextKept),
        ActivityRules.ContextInActivity,
        ActivityRules.TokenIgnored,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    static void Start(CompilationStartAnalysisContext start)
    {
        if (DurableTypes.Of(start.Compilation) is not { } types)
        {
            return;
        }
        var session = new Session(start.Compilation, types);
        ImmutableArray<Check> checks =
        [
            new HazardCheck(session),
            new OrderCheck(session),
            new CultureCheck(session, start.Compilation),
            new TextOrderCheck(session),
            new SwallowCheck(session),
            new OuterStateCheck(session),
            new LoggerCheck(session, start.Compilation),
            new ContextCheck(session),
            new TokenCheck(session, start.Compilation),
        ];
        start.RegisterOperationBlockStartAction(block => Enter(block, session, checks));
    }

    // Most members hold nothing but ordinary code, and are not looked at again.
    static void Enter(OperationBlockStartAnalysisContext block, Session session, ImmutableArray<Check> checks)
    {
        if (!session.Kinds.IsAnyIn(block.OwningSymbol, block.OperationBlocks))
        {
            return;
        }
        foreach (var check in checks)
        {
            block.RegisterOperationAction(
                seen =>
                {
                    if (session.Kinds.Of(seen.Operation, seen.ContainingSymbol) == check.Where)
                    {
                        check.Look(seen);
                    }
                },
                check.Kinds
            );
        }
    }
}
