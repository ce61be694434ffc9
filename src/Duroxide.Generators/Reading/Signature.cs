namespace Duroxide.Generators;

/// <summary>What a method takes and gives, as an orchestration or an activity.</summary>
/// <param name="Method">The method.</param>
/// <param name="Input">What it is given; null for nothing.</param>
/// <param name="Output">The type of the result; null for none.</param>
/// <param name="Returns">How it gives its result.</param>
sealed record Signature(IMethodSymbol Method, IParameterSymbol? Input, ITypeSymbol? Output, Returns Returns)
{
    /// <summary>The types that are written and read.</summary>
    public IEnumerable<ITypeSymbol> Payloads => new[] { Input?.Type, Output }.OfType<ITypeSymbol>();

    /// <summary>Whether the method itself is the code, without a lambda around it.</summary>
    public bool IsPlain =>
        Returns == Returns.Task
        && Method.Parameters is [var first, var second]
        && IsContext(first.Type)
        && SymbolEqualityComparer.Default.Equals(second, Input);

    /// <summary>Whether there is no input but the unit.</summary>
    public bool TakesNothing => Input is null || IsDuroxide(Input.Type, "Unit");

    /// <summary>Whether the method returns a task.</summary>
    public bool IsAsync => Returns == Returns.Task;

    /// <summary>Reads a method that fits; null for another one.</summary>
    public static Signature? Of(IMethodSymbol? method, string context) =>
        method is not null && Read(method, context) is (var signature, null) ? signature : null;

    /// <summary>Reads a method, and its problem where it does not fit.</summary>
    public static (Signature Signature, SignatureProblem? Problem) Read(IMethodSymbol method, string context)
    {
        var isActivity = context == "ActivityContext";
        var contexts = method.Parameters.Where(each => IsDuroxide(each.Type, context)).ToList();
        var inputs = method
            .Parameters.Where(each => !contexts.Contains(each) && !(isActivity && IsToken(each)))
            .ToList();
        var (returns, output) = ReturnOf(method);
        var problem =
            SignatureProblem.OfParameters(method, isActivity, contexts, inputs)
            ?? SignatureProblem.OfResult(method, isActivity, returns)
            ?? SignatureProblem.OfTypes(contexts, inputs.FirstOrDefault()?.Type, output);
        return (new(method, inputs.FirstOrDefault(), output, returns), problem);
    }

    static (Returns Returns, ITypeSymbol? Output) ReturnOf(IMethodSymbol method) =>
        method.ReturnType switch
        {
            { SpecialType: SpecialType.System_Void } => (Returns.Nothing, null),
            INamedTypeSymbol { Name: "Task", TypeArguments: [var output] } task
                when IsIn(task, "System.Threading.Tasks") => (Returns.Task, IsDuroxide(output, "Unit") ? null : output),
            INamedTypeSymbol { Name: "Task", TypeArguments: [] } task when IsIn(task, "System.Threading.Tasks") => (
                Returns.Task,
                null
            ),
            var value => (Returns.Value, value),
        };

    public static bool IsContext(ITypeSymbol type) =>
        IsDuroxide(type, "OrchestrationContext") || IsDuroxide(type, "ActivityContext");

    public static bool IsToken(IParameterSymbol parameter) =>
        parameter.Type.Name == "CancellationToken" && IsIn(parameter.Type, "System.Threading");

    public static bool IsDuroxide(ITypeSymbol type, string name) => type.Name == name && IsIn(type, "Duroxide");

    static bool IsIn(ITypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() == space;
}
