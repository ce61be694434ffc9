using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Questions about operations that the compiler has no words for.</summary>
static class OperationQuestions
{
    /// <summary>The operation without the conversions around it.</summary>
    public static IOperation Bare(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The operation around this one, past conversions.</summary>
    public static IOperation? Outer(this IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IDelegateCreationOperation)
        {
            outer = outer.Parent;
        }
        return outer;
    }

    /// <summary>The whole code in which an operation stands.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }
        return operation;
    }

    /// <summary>With which value a local variable is declared; null for none.</summary>
    public static IOperation? FirstValue(this ILocalReferenceOperation local) =>
        local
            .Root()
            .DescendantsAndSelf()
            .OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local.Local))
            ?.GetVariableInitializer()
            ?.Value.Bare();

    /// <summary>What a lambda with one expression gives; null for another one.</summary>
    public static IOperation? Given(this IAnonymousFunctionOperation function) =>
        function.Body.Operations is [IReturnOperation { ReturnedValue: { } value }, ..] ? value.Bare() : null;

    /// <summary>Whether a function is given to what runs it on another thread.</summary>
    public static bool IsHandedToAnotherThread(this IOperation function, DurableTypes types)
    {
        var method = function.Outer() is IArgumentOperation argument
            ? argument.Parent switch
            {
                IInvocationOperation call => call.TargetMethod,
                IObjectCreationOperation creation => creation.Constructor,
                _ => null,
            }
            : null;
        return method is not null && HazardTable.RuleOf(method, types) == OrchestrationRules.OtherThread;
    }

    /// <summary>Whether a value is only written, and not read before.</summary>
    public static bool IsOnlyWritten(this IOperation target) =>
        target.Outer() is ISimpleAssignmentOperation assignment && assignment.Target.Bare() == target;

    /// <summary>Whether a value is changed: assigned, counted up, or passed by reference.</summary>
    public static bool IsChanged(this IOperation target) =>
        target.Outer() switch
        {
            IAssignmentOperation assignment => assignment.Target.Bare() == target,
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
            ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple => deconstruction.Target
                == tuple,
            _ => false,
        };

    /// <summary>Whether a value is in a <c>nameof</c>, which reads nothing.</summary>
    public static bool IsOnlyNamed(this IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is INameOfOperation)
            {
                return true;
            }
        }
        return false;
    }
}
