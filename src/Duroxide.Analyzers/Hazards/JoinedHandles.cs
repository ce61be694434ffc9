using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Tells joins of handles that were made tasks from joins of what only is a task, as that of a helper is.</summary>
static class JoinedHandles
{
    // They hand on what they find.
    static readonly ImmutableHashSet<string> Passing = ["AsEnumerable", "ToArray", "ToList", "Where"];

    /// <summary>Whether handles could be joined in place of all the tasks.</summary>
    public static bool AreAll(IInvocationOperation join, DurableTypes types) =>
        join.Arguments.Length > 0 && join.Arguments.All(argument => IsMadeOfHandles(argument.Value.Bare(), types));

    static bool IsMadeOfHandles(IOperation tasks, DurableTypes types) =>
        tasks switch
        {
            IInvocationOperation { TargetMethod.Name: "AsTask", Instance: { } handle } => types.IsDurable(handle.Type),
            IInvocationOperation { TargetMethod.Name: "Select", Arguments: [_, { Value: var made }] } =>
                made.Descendants().OfType<IAnonymousFunctionOperation>().FirstOrDefault()?.Given() is { } given
                    && IsMadeOfHandles(given, types),
            IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [var first, ..] } call =>
                Passing.Contains(call.TargetMethod.Name) && IsMadeOfHandles(first.Value.Bare(), types),
            IArrayCreationOperation { Initializer: { } initializer } => AreMadeOfHandles(
                initializer.ElementValues,
                types
            ),
            ICollectionExpressionOperation collection => AreMadeOfHandles(collection.Elements, types),
            ILocalReferenceOperation local => IsVariableOfHandles(local, types),
            _ => false,
        };

    static bool AreMadeOfHandles(ImmutableArray<IOperation> tasks, DurableTypes types) =>
        !tasks.IsEmpty && tasks.All(each => IsMadeOfHandles(each.Bare(), types));

    // Declared so, or filled so.
    static bool IsVariableOfHandles(ILocalReferenceOperation local, DurableTypes types)
    {
        if (local.FirstValue() is not { } value)
        {
            return false;
        }
        var added = local
            .Root()
            .Descendants()
            .OfType<IInvocationOperation>()
            .Where(call => call is { TargetMethod.Name: "Add", Arguments.Length: 1 } && IsCalledOn(call, local.Local))
            .Select(call => call.Arguments[0].Value.Bare())
            .ToImmutableArray();
        return (added.IsEmpty || AreMadeOfHandles(added, types))
            && (IsEmpty(value) ? !added.IsEmpty : IsMadeOfHandles(value, types));
    }

    static bool IsCalledOn(IInvocationOperation call, ILocalSymbol variable) =>
        call.Instance?.Bare() is ILocalReferenceOperation { Local: var local }
        && SymbolEqualityComparer.Default.Equals(local, variable);

    static bool IsEmpty(IOperation value) =>
        value
            is IObjectCreationOperation { Initializer: null }
                or ICollectionExpressionOperation { Elements.IsEmpty: true };
}
