using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Looks at one operation, and tells which rule for replayed code it breaks.</summary>
sealed class Hazards(DurableTypes types)
{
    static readonly ImmutableHashSet<string> CompletedByTheirUsers =
    [
        "System.IAsyncDisposable",
        "System.IO.MemoryStream",
        "System.IO.StringReader",
        "System.IO.StringWriter",
        "System.Threading.CancellationTokenSource",
        "System.Threading.SemaphoreSlim",
    ];

    static readonly ImmutableHashSet<string> SpacesCompletedByTheirUsers =
    [
        "System.Collections.Generic",
        "System.Linq",
        "System.Runtime.CompilerServices",
        "System.Threading.Channels",
        "System.Threading.Tasks",
    ];

    /// <summary>The kinds of operations that can break a rule.</summary>
    public static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.Invocation,
        OperationKind.PropertyReference,
        OperationKind.FieldReference,
        OperationKind.ObjectCreation,
        OperationKind.MethodReference,
        OperationKind.Lock,
    ];

    /// <summary>What is wrong with an operation in replayed code; null for nothing.</summary>
    public Hazard? Of(IOperation operation)
    {
        var found = operation switch
        {
            IInvocationOperation call => OfCall(call),
            IPropertyReferenceOperation property => OfProperty(property),
            IFieldReferenceOperation field => OfField(field),
            IObjectCreationOperation { Constructor: { } constructor } creation => Rule(
                constructor,
                OfCreation(creation)
            ),
            IMethodReferenceOperation reference => Rule(reference.Method, HazardTable.RuleOf(reference.Method, types)),
            ILockOperation => (OrchestrationRules.Blocking, "lock"),
            _ => default,
        };
        return found is (var rule, { } what) && rule is not null && !operation.IsOnlyNamed()
            ? new(rule, $"'{what}'", Remedies.Of(rule, what), operation.Place())
            : null;
    }

    (DiagnosticDescriptor? Rule, string? What) OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (IsConfigureAwaitFalse(call))
        {
            return (OrchestrationRules.ConfigureAwait, "ConfigureAwait(false)");
        }
        var rule =
            IsTimedWait(method) ? OrchestrationRules.Timer
            : IsContinuedElsewhere(call) ? OrchestrationRules.OtherThread
            : HazardTable.RuleOf(method, types) is { } listed ? listed
            : IsForeign(call, method) ? OrchestrationRules.ForeignTask
            : null;
        return IsRight(rule, call) ? default : Rule(method, rule);
    }

    // A join of tasks that no handle has, and a task that has ended, leave nothing better to write.
    bool IsRight(DiagnosticDescriptor? rule, IOperation use) =>
        rule == OrchestrationRules.WhenAll ? use is IInvocationOperation join && !JoinedHandles.AreAll(join, types)
        : rule == OrchestrationRules.Blocking ? EndedTasks.IsReadFrom(use)
        : false;

    (DiagnosticDescriptor? Rule, string? What) OfProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (types.IsOurs(property) || types.IsContext(property.Type))
        {
            return default;
        }
        if (NeverCompleted.Is(reference))
        {
            return Rule(property, OrchestrationRules.ForeignTask);
        }
        var rule = HazardTable.RuleOf(property, types) ?? (IsState(reference) ? OrchestrationRules.StaticState : null);
        return IsRight(rule, reference) ? default : Rule(property, rule);
    }

    // What keeps a context is told where it is declared.
    (DiagnosticDescriptor? Rule, string? What) OfField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        var isState =
            field is { IsStatic: true, IsConst: false }
            && !types.IsOurs(field)
            && !types.IsContext(field.Type)
            && !StateChanges.IsReadForItself(reference)
            && (!field.IsReadOnly || StateChanges.IsChangedWithin(reference));
        return Rule(field, isState ? OrchestrationRules.StaticState : null);
    }

    bool IsState(IPropertyReferenceOperation reference) =>
        reference.Property switch
        {
            { IsStatic: false } => false,
            { SetMethod: { IsInitOnly: false } } => !StateChanges.IsReadForItself(reference),
            // What a getter makes anew is not kept.
            var property => (!types.IsInSource(property) || property.IsStored())
                && StateChanges.IsChangedWithin(reference),
        };

    DiagnosticDescriptor? OfCreation(IObjectCreationOperation creation)
    {
        var constructor = creation.Constructor!;
        var first = constructor.Parameters.FirstOrDefault()?.Type;
        return constructor.ContainingType.MetadataPath() switch
        {
            "System.Random" when first is null => OrchestrationRules.Random,
            "System.Threading.CancellationTokenSource" when first is not null => OrchestrationRules.Timer,
            "System.IO.StreamReader" or "System.IO.StreamWriter" when first?.SpecialType == SpecialType.System_String =>
                OrchestrationRules.InputOutput,
            _ => HazardTable.RuleOf(constructor, types),
        };
    }

    static (DiagnosticDescriptor? Rule, string? What) Rule(ISymbol member, DiagnosticDescriptor? rule) =>
        rule is null || DurableTypes.IsVouchedFor(member) ? default : (rule, member.Shown());

    static bool IsConfigureAwaitFalse(IInvocationOperation call) =>
        call.TargetMethod.Name == "ConfigureAwait"
        && call.Arguments is [.., { Value.ConstantValue: { HasValue: true, Value: var value } }]
        && value is false or (int and (0 or 2 or 4 or 6));

    static bool IsTimedWait(IMethodSymbol method) =>
        method.Name == "WaitAsync"
        && method.ContainingType.MetadataPath()
            is "System.Threading.Tasks.Task"
                or "System.Threading.Tasks.Task`1"
                or "System.Threading.SemaphoreSlim"
        && method.Parameters is [{ Type: { Name: "TimeSpan" or "Int32" } }, ..];

    // The scheduler that is taken where none is named is the orchestration's.
    static bool IsContinuedElsewhere(IInvocationOperation call) =>
        call.TargetMethod.Name == "ContinueWith"
        && call.Arguments.Any(argument =>
            argument.Value.Bare() is IPropertyReferenceOperation { Property: { Name: "Default" } property }
            && property.ContainingType.MetadataPath() == "System.Threading.Tasks.TaskScheduler"
        );

    // A method that takes a delegate awaits what the delegate gives, and one that takes a context or a handle is durable.
    bool IsForeign(IInvocationOperation call, IMethodSymbol method)
    {
        if (!method.ReturnType.IsAsynchronous() || types.IsInSource(method) || types.IsOurs(method))
        {
            return false;
        }
        var owner = method.ContainingType;
        return owner.TypeKind != TypeKind.Delegate
            && !CompletedByTheirUsers.Contains(owner.OriginalDefinition.MetadataPath())
            && !SpacesCompletedByTheirUsers.Contains(owner.ContainingNamespace.ToDisplayString())
            && !call.Arguments.Any(argument => IsWhatItAwaits(argument.Value.Bare().Type))
            && !method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate);
    }

    bool IsWhatItAwaits(ITypeSymbol? type) => types.IsContext(type) || types.IsDurable(type);
}
