using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>The methods that an operation runs, or gives to somebody who may run them.</summary>
static class Calls
{
    /// <summary>The kinds of operations that run methods.</summary>
    public static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.Invocation,
        OperationKind.PropertyReference,
        OperationKind.ObjectCreation,
        OperationKind.MethodReference,
        OperationKind.Binary,
        OperationKind.Unary,
        OperationKind.CompoundAssignment,
        OperationKind.Increment,
        OperationKind.Decrement,
        OperationKind.Conversion,
        OperationKind.Loop,
        OperationKind.Using,
        OperationKind.UsingDeclaration,
    ];

    /// <summary>Only methods whose code is here.</summary>
    public static IEnumerable<IMethodSymbol> Of(IOperation operation, DurableTypes types) =>
        from method in All(operation, types)
        where method is not null
        let definition = (method.ReducedFrom ?? method).OriginalDefinition
        let code = definition.PartialImplementationPart ?? definition
        where types.IsInSource(code) || IsWrittenByTheCompiler(code, types)
        select code;

    // A constructor that nobody wrote still sets the fields.
    static bool IsWrittenByTheCompiler(IMethodSymbol method, DurableTypes types) =>
        method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true }
        && types.IsInSource(method.ContainingType);

    static IEnumerable<IMethodSymbol?> All(IOperation operation, DurableTypes types) =>
        operation switch
        {
            IInvocationOperation call => [call.TargetMethod],
            IPropertyReferenceOperation property => Accessors(property),
            IObjectCreationOperation creation => [creation.Constructor],
            IMethodReferenceOperation reference => [reference.Method],
            IBinaryOperation binary => [binary.OperatorMethod],
            IUnaryOperation unary => [unary.OperatorMethod],
            ICompoundAssignmentOperation assignment => [assignment.OperatorMethod],
            IIncrementOrDecrementOperation increment => [increment.OperatorMethod],
            IConversionOperation conversion => [conversion.OperatorMethod],
            IForEachLoopOperation loop => Enumeration(loop),
            IUsingOperation { Resources: var resource } => Disposal(resource, types),
            IUsingDeclarationOperation { DeclarationGroup: var group } => Disposal(group, types),
            _ => [],
        };

    static IEnumerable<IMethodSymbol?> Accessors(IPropertyReferenceOperation reference) =>
        [
            reference.IsOnlyWritten() ? null : reference.Property.GetMethod,
            reference.IsChanged() ? reference.Property.SetMethod : null,
        ];

    static IEnumerable<IMethodSymbol?> Enumeration(IForEachLoopOperation loop)
    {
        if (loop is not { SemanticModel: { } model, Syntax: CommonForEachStatementSyntax syntax })
        {
            return [];
        }
        var info = model.GetForEachStatementInfo(syntax);
        return [info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty?.GetMethod];
    }

    static IEnumerable<IMethodSymbol?> Disposal(IOperation resource, DurableTypes types)
    {
        var type = resource switch
        {
            IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var first, ..] }, ..] } => first
                .Symbol
                .Type,
            _ => resource.Type,
        };
        return type is null || !types.IsInSource(type)
            ? []
            : type.GetMembers("Dispose").Concat(type.GetMembers("DisposeAsync")).OfType<IMethodSymbol>();
    }
}
