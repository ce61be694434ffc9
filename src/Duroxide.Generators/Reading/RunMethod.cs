namespace Duroxide.Generators;

/// <summary>Finds the method that is the code of what an attribute stands on.</summary>
static class RunMethod
{
    /// <summary>The name of the method of a class that is declared.</summary>
    public const string Name = "RunAsync";

    /// <summary>The method, or why there is none.</summary>
    public static (IMethodSymbol? Method, string? Problem) Of(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => (method, null),
            IMethodSymbol { MethodKind: MethodKind.LocalFunction } => (
                null,
                "it is a local function, which generated code cannot call"
            ),
            INamedTypeSymbol type => Of(type.GetMembers(Name).OfType<IMethodSymbol>().ToList()),
            _ => (null, "it is no method that generated code can call"),
        };

    static (IMethodSymbol? Method, string? Problem) Of(List<IMethodSymbol> methods) =>
        methods switch
        {
            [var only] => (only, null),
            [] => (null, $"the class has no method '{Name}'"),
            _ => (null, $"the class has several methods '{Name}'"),
        };
}
