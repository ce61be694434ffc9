using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Knows where a task has ended, so that to read its result blocks nobody.</summary>
static class EndedTasks
{
    /// <summary>Whether <c>Result</c>, <c>Wait()</c> or <c>GetResult()</c> is asked of a task that has ended.</summary>
    public static bool IsReadFrom(IOperation use) =>
        use switch
        {
            IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } => IsEnded(task.Bare()),
            IInvocationOperation { TargetMethod.Name: "Wait", Instance: { } task, Arguments.IsEmpty: true } => IsEnded(
                task.Bare()
            ),
            IInvocationOperation
            {
                TargetMethod.Name: "GetResult",
                Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task }
            } => IsEnded(task.Bare()),
            _ => false,
        };

    // It won a race, was awaited before, or was asked whether it has ended.
    static bool IsEnded(IOperation task) =>
        IsWinner(task)
        || (VariableOf(task) is { } variable && (IsAwaitedBefore(task, variable) || IsAskedBefore(task, variable)));

    static bool IsWinner(IOperation task) =>
        task switch
        {
            IAwaitOperation { Operation: var raced } => IsOfTask(raced, "WhenAny"),
            ILocalReferenceOperation local => local.FirstValue() is IAwaitOperation { Operation: var raced }
                && IsOfTask(raced, "WhenAny"),
            _ => false,
        };

    static bool IsAwaitedBefore(IOperation task, ISymbol variable)
    {
        for (var current = task; current.Parent is { } parent and not ILocalFunctionOperation; current = parent)
        {
            if (
                parent is IBlockOperation block
                && block.Operations.TakeWhile(each => each != current).Any(each => Awaits(each, variable))
            )
            {
                return true;
            }
        }
        return false;
    }

    // Only where it happens whatever way the code takes.
    static bool Awaits(IOperation statement, ISymbol variable) =>
        statement is IExpressionStatementOperation or IVariableDeclarationGroupOperation
        && statement
            .Descendants()
            .OfType<IAwaitOperation>()
            .Any(each => IsAwaitOf(each.Operation.Bare(), variable) && IsAlwaysRun(each, statement));

    static bool IsAwaitOf(IOperation awaited, ISymbol variable) =>
        awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured }
            ? IsAwaitOf(configured.Bare(), variable)
            : SymbolEqualityComparer.Default.Equals(VariableOf(awaited), variable)
                || (IsOfTask(awaited, "WhenAll") && awaited.Descendants().Any(each => IsUse(each, variable)));

    static bool IsAlwaysRun(IOperation operation, IOperation statement)
    {
        for (var current = operation.Parent; current != statement; current = current!.Parent)
        {
            if (
                current
                is IAnonymousFunctionOperation
                    or IConditionalOperation
                    or ICoalesceOperation
                    or IConditionalAccessOperation
                    or ISwitchExpressionOperation
            )
            {
                return false;
            }
        }
        return true;
    }

    static bool IsAskedBefore(IOperation task, ISymbol variable)
    {
        for (var current = task; current.Parent is { } parent and not ILocalFunctionOperation; current = parent)
        {
            if (
                parent is IConditionalOperation conditional
                && conditional.WhenTrue == current
                && conditional.Condition.DescendantsAndSelf().Any(each => AsksWhetherEnded(each, variable))
            )
            {
                return true;
            }
        }
        return false;
    }

    static bool AsksWhetherEnded(IOperation operation, ISymbol variable) =>
        operation switch
        {
            IPropertyReferenceOperation
            {
                Property.Name: "IsCompleted" or "IsCompletedSuccessfully",
                Instance: { } asked,
                Parent: not IUnaryOperation
            } => IsUse(asked.Bare(), variable),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison => (
                IsWinner(comparison.LeftOperand.Bare()) && IsUse(comparison.RightOperand.Bare(), variable)
            ) || (IsWinner(comparison.RightOperand.Bare()) && IsUse(comparison.LeftOperand.Bare(), variable)),
            _ => false,
        };

    static bool IsUse(IOperation operation, ISymbol variable) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation
        && SymbolEqualityComparer.Default.Equals(VariableOf(operation), variable);

    /// <summary>The variable that a task is, or out of which it is taken: as an element, or as what a lambda or a loop is given.</summary>
    static ISymbol? VariableOf(IOperation task) =>
        task switch
        {
            ILocalReferenceOperation local => LoopOver(local) is { } collection ? VariableOf(collection) : local.Local,
            IParameterReferenceOperation parameter => GivenTo(parameter) is { } collection
                ? VariableOf(collection)
                : parameter.Parameter,
            IArrayElementReferenceOperation element => VariableOf(element.ArrayReference.Bare()),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => VariableOf(
                collection.Bare()
            ),
            IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method, Arguments: [var first, ..] }
                when method.ContainingNamespace.ToDisplayString() == "System.Linq" => VariableOf(first.Value.Bare()),
            _ => null,
        };

    static IOperation? LoopOver(ILocalReferenceOperation local)
    {
        for (IOperation? current = local; current is not null; current = current.Parent)
        {
            if (
                current is IForEachLoopOperation loop
                && loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default)
            )
            {
                return loop.Collection.Bare();
            }
        }
        return null;
    }

    static IOperation? GivenTo(IParameterReferenceOperation parameter)
    {
        for (IOperation? current = parameter; current is not null; current = current.Parent)
        {
            if (
                current is IAnonymousFunctionOperation function
                && SymbolEqualityComparer.Default.Equals(function.Symbol, parameter.Parameter.ContainingSymbol)
            )
            {
                return function.Outer() is IArgumentOperation { Parent: IInvocationOperation call }
                    ? (call.Instance ?? call.Arguments[0].Value).Bare()
                    : null;
            }
        }
        return null;
    }

    static bool IsOfTask(IOperation operation, string method) =>
        operation is IInvocationOperation { TargetMethod: { ContainingType.Name: "Task" } called }
        && called.Name == method;
}
