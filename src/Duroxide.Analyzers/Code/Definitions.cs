using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Knows which code is given to a definition of an orchestration, so that its object is one for all runs.</summary>
sealed class Definitions
{
    const string Orchestration = "Orchestration";
    const string AddOrchestration = "AddOrchestration";

    readonly ConcurrentDictionary<IMethodSymbol, bool> methods = new(SymbolEqualityComparer.Default);

    /// <summary>Whether its own type gives a method to a definition, as in <c>new("name", RunAsync)</c>.</summary>
    public bool IsCodeOf(IMethodSymbol method) => methods.GetOrAdd(method, Find);

    /// <summary>Whether an operation stands in a lambda that is given to a definition.</summary>
    public static bool IsInDefinition(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (
                current is IAnonymousFunctionOperation
                && current.Outer() is IArgumentOperation argument
                && argument.Parent
                    is IObjectCreationOperation { Type.Name: Orchestration }
                        or IInvocationOperation { TargetMethod.Name: AddOrchestration }
            )
            {
                return true;
            }
        }
        return false;
    }

    static bool Find(IMethodSymbol method) =>
        method
            .ContainingType.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantNodes())
            .OfType<ArgumentSyntax>()
            .Any(argument => IsNamed(argument.Expression, method.Name) && IsOfDefinition(argument));

    static bool IsNamed(ExpressionSyntax expression, string name) =>
        expression is IdentifierNameSyntax { Identifier.ValueText: var text } && text == name;

    static bool IsOfDefinition(ArgumentSyntax argument) =>
        argument.Parent?.Parent switch
        {
            ImplicitObjectCreationExpressionSyntax => true,
            ObjectCreationExpressionSyntax creation => creation.Type.ToString().Contains(Orchestration),
            InvocationExpressionSyntax call => call
                .Expression.ToString()
                .EndsWith(AddOrchestration, StringComparison.Ordinal),
            _ => false,
        };
}
