using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>
/// Finds what breaks a rule behind a call, through helpers, getters, operators and implementations of interfaces. Each method
/// is looked at once for a compilation, and only if replayed code can reach it.
/// </summary>
sealed class CallGraph(Compilation compilation, DurableTypes types, CodeKinds kinds, Hazards hazards)
{
    readonly Implementations implementations = new(compilation);
    readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    readonly ConcurrentDictionary<IMethodSymbol, Summary> summaries = new(SymbolEqualityComparer.Default);
    readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<Reached>> reached = new(SymbolEqualityComparer.Default);

    /// <summary>What a call reaches, each rule once, by the shortest way.</summary>
    public ImmutableArray<Reached> From(IMethodSymbol called) => reached.GetOrAdd(called, Search);

    ImmutableArray<Reached> Search(IMethodSymbol called)
    {
        var found = ImmutableArray.CreateBuilder<Reached>();
        var rules = new HashSet<string>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Queue<ImmutableArray<IMethodSymbol>>();
        Enter([], called);
        while (waiting.Count > 0)
        {
            var path = waiting.Dequeue();
            var summary = summaries.GetOrAdd(path[path.Length - 1], Summarize);
            foreach (var hazard in summary.Hazards.Where(hazard => rules.Add(hazard.Rule.Id)))
            {
                found.Add(new(hazard, path));
            }
            foreach (var next in summary.Calls)
            {
                Enter(path, next);
            }
        }
        return found.ToImmutable();

        void Enter(ImmutableArray<IMethodSymbol> path, IMethodSymbol method)
        {
            if (IsFollowed(method) && !DurableTypes.IsVouchedFor(method) && seen.Add(method))
            {
                waiting.Enqueue(path.Add(method));
            }
        }
    }

    // Orchestration code is reported in itself. An activity is called only where it is run directly, in place of by its handle.
    bool IsFollowed(IMethodSymbol method) =>
        kinds.Of(method) switch
        {
            CodeKind.Ordinary => true,
            CodeKind.Activity => !method.Parameters.Any(parameter => types.IsActivityContext(parameter.Type)),
            _ => false,
        };

    Summary Summarize(IMethodSymbol method)
    {
        var kind = kinds.Of(method);
        var found = new List<Hazard>();
        var calls = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in Code(method).SelectMany(code => code.DescendantsAndSelf()))
        {
            if (kinds.Of(operation, method) != kind || IsOnAnotherThread(operation))
            {
                continue;
            }
            if (hazards.Of(operation) is { } hazard)
            {
                found.Add(hazard);
            }
            calls.UnionWith(Calls.Of(operation, types));
        }
        var implementing = implementations.Of(method);
        calls.UnionWith(implementing.Where(types.IsInSource));
        if (method.IsAbstract && implementing.IsEmpty && IsForeign(method))
        {
            found.Add(new(OrchestrationRules.ForeignTask, $"'{method.Shown()}'", "", method.Locations[0]));
        }
        return new([.. found], [.. calls]);
    }

    bool IsForeign(IMethodSymbol method) =>
        method.ReturnType.IsAsynchronous()
        && !method.Parameters.Any(parameter =>
            parameter.Type.TypeKind == TypeKind.Delegate || types.IsDurable(parameter.Type)
        );

    bool IsOnAnotherThread(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation && current.IsHandedToAnotherThread(types))
            {
                return true;
            }
        }
        return false;
    }

    IEnumerable<IOperation> Code(IMethodSymbol method)
    {
        var syntax = method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax());
        if (method.MethodKind == MethodKind.Constructor)
        {
            syntax = syntax.Concat(Initializers(method.ContainingType));
        }
        return from node in syntax
            let operation = Model(node).GetOperation(node)
            where operation is not null
            select operation;
    }

    static IEnumerable<SyntaxNode> Initializers(INamedTypeSymbol type) =>
        from member in type.GetMembers()
        where member is IFieldSymbol or IPropertySymbol && !member.IsStatic
        from reference in member.DeclaringSyntaxReferences
        let initializer = reference.GetSyntax() switch
        {
            VariableDeclaratorSyntax field => field.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        }
        where initializer is not null
        select initializer;

    // A helper may stand in another file than the code that is looked at.
#pragma warning disable RS1030
    SemanticModel Model(SyntaxNode node) =>
        models.GetOrAdd(node.SyntaxTree, tree => compilation.GetSemanticModel(tree));
#pragma warning restore RS1030

    sealed record Summary(ImmutableArray<Hazard> Hazards, ImmutableArray<IMethodSymbol> Calls);
}
