using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Tells whether what a variable holds is changed.</summary>
static class StateChanges
{
    static readonly ImmutableHashSet<string> Mutators =
    [
        "Add",
        "AddFirst",
        "AddLast",
        "AddOrUpdate",
        "AddRange",
        "Append",
        "AppendFormat",
        "AppendLine",
        "Clear",
        "Dequeue",
        "Enqueue",
        "ExceptWith",
        "GetOrAdd",
        "Insert",
        "InsertRange",
        "IntersectWith",
        "Pop",
        "Push",
        "Remove",
        "RemoveAll",
        "RemoveAt",
        "RemoveRange",
        "RemoveWhere",
        "Reverse",
        "Sort",
        "SymmetricExceptWith",
        "TryAdd",
        "TryDequeue",
        "TryPop",
        "TryRemove",
        "TryTake",
        "TryUpdate",
        "UnionWith",
    ];

    /// <summary>Whether a method changes the collection that it is called on.</summary>
    public static bool IsMutator(IMethodSymbol method) =>
        Mutators.Contains(method.Name)
        && method.ContainingType.ContainingNamespace.ToDisplayString()
            is "System.Collections"
                or "System.Collections.Concurrent"
                or "System.Collections.Generic"
                or "System.Text";

    /// <summary>Whether a variable is read for its own next value, as in <c>count = count + 1</c>, where it is told once.</summary>
    public static bool IsReadForItself(IMemberReferenceOperation variable)
    {
        for (IOperation current = variable; current.Parent is { } parent and not IBlockOperation; current = parent)
        {
            if (
                parent is IAssignmentOperation { Target: var target } assignment
                && assignment.Value == current
                && target.Bare() is IMemberReferenceOperation { Member: var member }
            )
            {
                return SymbolEqualityComparer.Default.Equals(member, variable.Member);
            }
        }
        return false;
    }

    /// <summary>Whether a variable is assigned, or something within it: an element, a member, or by a method of a collection.</summary>
    public static bool IsChangedWithin(IOperation variable)
    {
        for (var current = variable; ; )
        {
            if (current.IsChanged())
            {
                return true;
            }
            switch (current.Outer())
            {
                case IInvocationOperation call when call.Instance?.Bare() == current:
                    return IsMutator(call.TargetMethod);
                case IMemberReferenceOperation member
                and (IPropertyReferenceOperation or IFieldReferenceOperation) when member.Instance?.Bare() == current:
                    current = member;
                    break;
                case IArrayElementReferenceOperation element when element.ArrayReference.Bare() == current:
                    current = element;
                    break;
                default:
                    return false;
            }
        }
    }
}
