using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reports texts that another culture writes or reads otherwise: numbers with fractions, dates, and letters made large or small.</summary>
sealed class CultureCheck(Session session, Compilation compilation) : Check(session)
{
    readonly INamedTypeSymbol? provider = compilation.GetTypeByMetadataName("System.IFormatProvider");

    public override ImmutableArray<OperationKind> Kinds { get; } =
    [OperationKind.Invocation, OperationKind.Interpolation];

    public override void Look(OperationAnalysisContext seen)
    {
        var found = seen.Operation switch
        {
            IInvocationOperation call when IsOfCulture(call) => call.TargetMethod.Shown(),
            IInterpolationOperation { Expression: { } value } hole
                when IsWritten(value.Type) && !IsSame(value.Type, hole.FormatString) && !IsLogged(hole) =>
                value.Syntax.ToString(),
            _ => null,
        };
        if (found is not null)
        {
            var place = seen.Operation is IInterpolationOperation hole
                ? hole.Expression.Syntax.GetLocation()
                : seen.Operation.Place();
            seen.ReportDiagnostic(
                Diagnostic.Create(
                    OrchestrationRules.Culture,
                    place,
                    $"'{found}'",
                    Remedies.Of(OrchestrationRules.Culture, found)
                )
            );
        }
    }

    bool IsOfCulture(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (call.Arguments.Any(argument => IsSame(method.ContainingType, argument.Value)))
        {
            return false;
        }
        if (method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, provider)))
        {
            // The one that is left out is the machine's.
            return call.Arguments.Any(argument =>
                SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, provider)
                && argument.ArgumentKind == ArgumentKind.DefaultValue
                && Depends(method)
            );
        }
        return Depends(method);
    }

    // Formats of times that .NET writes alike in every culture.
    static bool IsSame(ITypeSymbol? type, IOperation? format) =>
        IsTime(type) && format?.ConstantValue is { HasValue: true, Value: "O" or "o" or "R" or "r" or "s" or "u" };

    static bool Depends(IMethodSymbol method) =>
        method.Name switch
        {
            "ToString" => IsWritten(method.ContainingType),
            "Parse" or "TryParse" => IsWritten(method.ContainingType),
            "ToUpper" or "ToLower" => method
                is { ContainingType.SpecialType: SpecialType.System_String, Parameters.IsEmpty: true },
            _ => false,
        };

    static bool IsWritten(ITypeSymbol? type) =>
        type
            is INamedTypeSymbol
            {
                OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
                TypeArguments: [var inner]
            }
            ? IsWritten(inner)
            : type?.SpecialType is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single
                || IsTime(type);

    static bool IsTime(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_DateTime
        || type?.MetadataPath() is "System.DateTimeOffset" or "System.DateOnly" or "System.TimeOnly";

    // What goes to a log or becomes the status is no part of what replay compares.
    bool IsLogged(IOperation hole)
    {
        for (var current = hole.Parent; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation call)
            {
                return Session.Types.IsLogging(call)
                    || (call.TargetMethod.Name == "SetCustomStatus" && Session.Types.IsContext(call.Instance?.Type))
                    || call.TargetMethod.Parameters.Any(parameter =>
                        parameter.Type.Equals(provider, SymbolEqualityComparer.Default)
                    );
            }
        }
        return false;
    }
}
