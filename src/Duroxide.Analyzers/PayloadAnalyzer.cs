using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Finds types of inputs, outputs, events and values that the JSON of the default converter cannot write and read back.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class PayloadAnalyzer : DiagnosticAnalyzer
{
    static readonly ImmutableHashSet<string> Carriers =
    [
        "GetValue",
        "GetValueAsync",
        "GetValueFrom",
        "RaiseEvent",
        "RaiseEventAsync",
        "ReceiveMessage",
        "ScheduleActivity",
        "ScheduleSubOrchestration",
        "ScheduleWait",
        "SendMessage",
        "SendMessageAsync",
        "SetValue",
        "StartOrchestration",
        "StartOrchestrationAsync",
        "WaitForCompletionAsync",
        "WaitForValueAsync",
    ];

    static readonly ImmutableArray<string> Declares = ["OrchestrationAttribute", "ActivityAttribute"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ActivityRules.Payload];

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
            var troubles = new PayloadTrouble(types);
            start.RegisterOperationAction(
                seen => LookAtDefinition(seen, types, troubles),
                OperationKind.ObjectCreation
            );
            start.RegisterOperationAction(seen => LookAtCall(seen, types, troubles), OperationKind.Invocation);
            start.RegisterSymbolAction(
                seen => LookAtDeclared(seen, types, troubles),
                SymbolKind.Method,
                SymbolKind.NamedType
            );
        });
    }

    static void LookAtDefinition(OperationAnalysisContext seen, DurableTypes types, PayloadTrouble troubles)
    {
        if (
            types.IsDefinition(seen.Operation.Type)
            && seen.Operation.Type is INamedTypeSymbol { TypeArguments: var arguments }
        )
        {
            Report(seen, seen.Operation, arguments, troubles);
        }
    }

    // The handle of declared code is generated, and not looked at.
    static void LookAtDeclared(SymbolAnalysisContext seen, DurableTypes types, PayloadTrouble troubles)
    {
        if (!Declares.Any(attribute => DurableTypes.Has(seen.Symbol, attribute)))
        {
            return;
        }
        var method =
            seen.Symbol as IMethodSymbol
            ?? ((INamedTypeSymbol)seen.Symbol).GetMembers("RunAsync").OfType<IMethodSymbol>().FirstOrDefault();
        var payloads = Payloads(method, types).Concat(Channels(seen));
        foreach (var (type, place) in payloads.Where(each => each.Place.IsInSource))
        {
            Report(seen.ReportDiagnostic, place, type, troubles);
        }
    }

    static IEnumerable<(ITypeSymbol Type, Location Place)> Payloads(IMethodSymbol? method, DurableTypes types)
    {
        if (method is null)
        {
            yield break;
        }
        foreach (
            var input in method.Parameters.Where(each =>
                !types.IsContext(each.Type)
                && !types.IsActivityContext(each.Type)
                && each.Type.Name != nameof(CancellationToken)
            )
        )
        {
            yield return (input.Type, input.Locations[0]);
        }
        var output = method.ReturnType.IsAsynchronous()
            ? (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault()
            : method.ReturnType;
        if (output is not null)
        {
            yield return (output, method.Locations[0]);
        }
    }

    // Events, messages and values that attributes name.
    static IEnumerable<(ITypeSymbol Type, Location Place)> Channels(SymbolAnalysisContext seen) =>
        from attribute in seen.Symbol.GetAttributes()
        where
            attribute.AttributeClass
                is { Name: "TakesEventAttribute" or "TakesMessagesAttribute" or "KeepsValueAttribute" }
        let payload = attribute.AttributeClass?.TypeArguments.FirstOrDefault()
        let place = attribute.ApplicationSyntaxReference?.GetSyntax(seen.CancellationToken).GetLocation()
        where payload is not null && place is not null
        select (payload, place);

    // A call with a handle has the handle's types, which were looked at where it is defined.
    static void LookAtCall(OperationAnalysisContext seen, DurableTypes types, PayloadTrouble troubles)
    {
        var call = (IInvocationOperation)seen.Operation;
        if (
            call.TargetMethod is { IsGenericMethod: true, TypeArguments: var arguments } method
            && Carriers.Contains(method.Name)
            && types.IsOurs(method)
            && !call.Arguments.Any(argument => types.IsDefinition(argument.Value.Bare().Type))
        )
        {
            Report(seen, call, arguments, troubles);
        }
    }

    static void Report(
        OperationAnalysisContext seen,
        IOperation operation,
        ImmutableArray<ITypeSymbol> payloads,
        PayloadTrouble troubles
    )
    {
        foreach (var type in payloads)
        {
            Report(seen.ReportDiagnostic, PlaceOf(operation), type, troubles);
        }
    }

    static void Report(Action<Diagnostic> report, Location place, ITypeSymbol type, PayloadTrouble troubles)
    {
        if (troubles.Of(type) is { } trouble)
        {
            report(Diagnostic.Create(ActivityRules.Payload, place, $"'{type.ToDisplayString(Short)}'", trouble));
        }
    }

    static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat;

    // The body of a definition may take a screen.
    static Location PlaceOf(IOperation operation) =>
        operation.Syntax switch
        {
            ObjectCreationExpressionSyntax creation => creation.Type.GetLocation(),
            ImplicitObjectCreationExpressionSyntax creation => creation.NewKeyword.GetLocation(),
            _ => operation.Place(),
        };
}
