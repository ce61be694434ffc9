using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reports loops over collections without an order, in whose bodies the orchestration asks for something.</summary>
sealed class OrderCheck(Session session) : Check(session)
{
    static readonly ImmutableHashSet<string> Unordered =
    [
        "System.Collections.Concurrent.ConcurrentBag`1",
        "System.Collections.Concurrent.ConcurrentDictionary`2",
        "System.Collections.Frozen.FrozenDictionary`2",
        "System.Collections.Frozen.FrozenSet`1",
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.IReadOnlyDictionary`2",
        "System.Collections.Generic.IReadOnlySet`1",
        "System.Collections.Generic.ISet`1",
        "System.Collections.Hashtable",
        "System.Collections.Immutable.IImmutableDictionary`2",
        "System.Collections.Immutable.IImmutableSet`1",
        "System.Collections.Immutable.ImmutableDictionary`2",
        "System.Collections.Immutable.ImmutableHashSet`1",
    ];

    // They keep the order that they find.
    static readonly ImmutableHashSet<string> Passing =
    [
        "AsEnumerable",
        "Cast",
        "Concat",
        "OfType",
        "Select",
        "SelectMany",
        "Skip",
        "Take",
        "ToArray",
        "ToList",
        "Where",
    ];

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Loop, OperationKind.Invocation];

    public override void Look(OperationAnalysisContext seen)
    {
        var source = seen.Operation switch
        {
            IForEachLoopOperation loop when loop.Body.DescendantsAndSelf().Any(Asks) => loop.Collection,
            IInvocationOperation call
                when IsSelect(call) && call.Arguments.Any(argument => argument.Descendants().Any(Asks)) =>
                call.Arguments[0].Value,
            _ => null,
        };
        if (source is not null && UnorderedIn(source) is { } unordered)
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(OrchestrationRules.Order, unordered.Syntax.GetLocation(), $"'{unordered.Syntax}'")
            );
        }
    }

    static bool IsSelect(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Select" or "SelectMany", IsExtensionMethod: true } && call.Arguments.Length > 0;

    /// <summary>Whether something durable is asked for, or awaited.</summary>
    bool Asks(IOperation operation) =>
        operation switch
        {
            IAwaitOperation => true,
            IInvocationOperation call => (
                Session.Types.IsContext(call.Instance?.Type) && !Session.Types.IsLogging(call)
            ) || call.Arguments.Any(argument => Session.Types.IsContext(argument.Value.Bare().Type)),
            _ => false,
        };

    static IOperation? UnorderedIn(IOperation source)
    {
        for (var current = source.Bare(); ; )
        {
            switch (current)
            {
                case IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [var first, ..] } call
                    when Passing.Contains(call.TargetMethod.Name):
                    current = first.Value.Bare();
                    break;
                case IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } owner }
                    when IsUnordered(owner.Type):
                    return current;
                default:
                    return IsUnordered(current.Type) ? current : null;
            }
        }
    }

    static bool IsUnordered(ITypeSymbol? type) =>
        type is not null && Unordered.Contains(type.OriginalDefinition.MetadataPath());
}
