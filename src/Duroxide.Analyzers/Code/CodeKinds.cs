using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>
/// Tells what a piece of code is. Orchestration code is what takes an orchestration context, lies within such code, or is a
/// method of an object that is made with a context; code that takes an activity context is an activity.
/// </summary>
sealed class CodeKinds(DurableTypes types)
{
    readonly ConcurrentDictionary<INamedTypeSymbol, bool> madeWithContext = new(SymbolEqualityComparer.Default);
    readonly ConcurrentDictionary<IMethodSymbol, CodeKind?> own = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a member holds any code that is not ordinary.</summary>
    public bool IsAnyIn(ISymbol owner, ImmutableArray<IOperation> blocks) =>
        (owner is IMethodSymbol method && Of(method) != CodeKind.Ordinary)
        || blocks
            .SelectMany(block => block.DescendantsAndSelf())
            .Any(operation => FunctionOf(operation) is { } function && OwnKind(function) is not null);

    /// <summary>The kind of the code in which an operation stands.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="owner">The member whose code it is.</param>
    public CodeKind Of(IOperation operation, ISymbol owner)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (FunctionOf(current) is not { } function)
            {
                continue;
            }
            if (OwnKind(function) is { } kind)
            {
                return kind;
            }
            // What is handed to another thread was reported where it is handed over.
            if (current.IsHandedToAnotherThread(types))
            {
                return CodeKind.Ordinary;
            }
        }
        return owner is IMethodSymbol method ? Of(method) : CodeKind.Ordinary;
    }

    /// <summary>The kind of a method, a local function or a lambda.</summary>
    public CodeKind Of(IMethodSymbol method)
    {
        for (ISymbol? current = method; current is IMethodSymbol code; current = code.ContainingSymbol)
        {
            if (OwnKind(code) is { } kind)
            {
                return kind;
            }
        }
        return !method.IsStatic && method.ContainingType is { } type && IsMadeWithContext(type)
            ? CodeKind.Orchestration
            : CodeKind.Ordinary;
    }

    /// <summary>Whether the objects of a type are made with a context, so that each belongs to one run.</summary>
    public bool IsMadeWithContext(INamedTypeSymbol type) =>
        madeWithContext.GetOrAdd(
            type,
            each =>
                types.IsInSource(each)
                && each.InstanceConstructors.Any(constructor =>
                    constructor.Parameters.Any(parameter => types.IsContext(parameter.Type))
                )
        );

    static IMethodSymbol? FunctionOf(IOperation operation) =>
        operation switch
        {
            IAnonymousFunctionOperation function => function.Symbol,
            ILocalFunctionOperation function => function.Symbol,
            _ => null,
        };

    CodeKind? OwnKind(IMethodSymbol method) => own.GetOrAdd(method, FindOwnKind);

    CodeKind? FindOwnKind(IMethodSymbol method)
    {
        var member = method.AssociatedSymbol ?? method;
        if (DurableTypes.Has(member, "DeterministicAttribute"))
        {
            return CodeKind.Ordinary;
        }
        if (
            method.Parameters.Any(parameter => types.IsContext(parameter.Type))
            || IsDeclared(member, "OrchestrationAttribute")
        )
        {
            return CodeKind.Orchestration;
        }
        return
            method.Parameters.Any(parameter => types.IsActivityContext(parameter.Type))
            || IsDeclared(member, "ActivityAttribute")
            ? CodeKind.Activity
            : null;
    }

    // On a class the attribute means its one method.
    static bool IsDeclared(ISymbol member, string attribute) =>
        DurableTypes.Has(member, attribute)
        || (member is { Name: "RunAsync", ContainingType: { } type } && DurableTypes.Has(type, attribute));
}
