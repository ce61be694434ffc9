namespace Duroxide.Generators;

/// <summary>What a method takes and gives, as an orchestration or an activity.</summary>
sealed class Signature
{
    enum Returns
    {
        Task,
        Value,
        Nothing,
    }

    readonly IMethodSymbol method;
    readonly Returns returns;
    readonly bool isPlain;

    Signature(IMethodSymbol method, IParameterSymbol? input, ITypeSymbol? output, Returns returns, bool isPlain)
    {
        this.method = method;
        this.returns = returns;
        this.isPlain = isPlain;
        Input = input;
        Output = output;
    }

    public IParameterSymbol? Input { get; }

    /// <summary>The type of the result; null for none.</summary>
    public ITypeSymbol? Output { get; }

    /// <summary>The types that are written and read.</summary>
    public IEnumerable<ITypeSymbol> Payloads => new[] { Input?.Type, Output }.OfType<ITypeSymbol>();

    /// <summary>Whether the method itself is the code, without a lambda around it.</summary>
    public bool IsPlain => isPlain && returns == Returns.Task;

    /// <summary>Reads a method; its problem, in words, where it does not fit.</summary>
    public static (Signature? Signature, string? Problem) Read(IMethodSymbol method, string context)
    {
        var isActivity = context == "ActivityContext";
        var contexts = method.Parameters.Where(each => IsDuroxide(each.Type, context)).ToList();
        var inputs = method
            .Parameters.Where(each => !contexts.Contains(each) && !(isActivity && IsToken(each)))
            .ToList();
        var (returns, output) = ReturnOf(method);
        var problem =
            method.IsGenericMethod ? "it has type parameters"
            : method.Parameters.Any(each => each.RefKind != RefKind.None || each.IsParams)
                ? "it has a parameter by reference or with params"
            : inputs.Count > 1
                ? $"it takes more than one input: {string.Join(", ", inputs.Select(each => $"'{each.Name}'"))}. Put them into a record"
            : inputs.Find(each => IsContext(each.Type)) is { } foreign
                ? $"'{foreign.Name}' is the context of something else"
            : !isActivity && contexts.Count != 1 ? "it takes no OrchestrationContext"
            : Mistyped(contexts, inputs.FirstOrDefault()?.Type, output)
                ? "the type arguments of its context are not its input and output"
            : method.ReturnType.Name == "ValueTask" ? "it returns a ValueTask instead of a task"
            : method.IsAsync && returns == Returns.Nothing
                ? "it is async and returns no task, so nobody knows when it has ended"
            : !isActivity && returns != Returns.Task ? "it does not return a task"
            : Unreachable(inputs.Select(each => each.Type).Append(output)) is { } hidden
                ? $"the type '{hidden.ToDisplayString()}' cannot be named outside of its class or file"
            : Obsolete.In(inputs.Select(each => each.Type).Append(output)) is { } old
                ? $"the type '{old.ToDisplayString()}' is obsolete, and an error to use"
            : null;
        var isPlain = method.Parameters.Length == 2 && contexts.FirstOrDefault()?.Ordinal == 0 && inputs.Count == 1;
        return problem is null
            ? (new(method, inputs.FirstOrDefault(), output, returns, isPlain), null)
            : (null, problem);
    }

    /// <summary>Whether there is no input but the unit.</summary>
    public bool TakesNothing => Input is null || IsDuroxide(Input.Type, "Unit");

    /// <summary>Whether the method returns a task.</summary>
    public bool IsAsync => returns == Returns.Task;

    /// <summary>The parameters of the lambda that is the code.</summary>
    public string Parameters => $"(ctx, {(Input is null ? "_" : "input")})";

    /// <summary>The code as the body of a lambda, which calls the method on a target and gives a task.</summary>
    /// <param name="target">What the method is called on, with a point behind it; empty for nothing.</param>
    /// <param name="task">The name of the class of tasks.</param>
    public string Body(string target, string task) =>
        returns switch
        {
            Returns.Task => Call(target),
            Returns.Value => $"{task}.FromResult({Call(target)})",
            Returns.Nothing => $"{{ {Ending(target, task)} }}",
        };

    /// <summary>The code as statements of an async lambda.</summary>
    /// <param name="target">What the method is called on, with a point behind it.</param>
    /// <param name="unit">The name of the unit, where it is to be the result of code that has none; null where it is not.</param>
    public string Statements(string target, string? unit) =>
        (returns == Returns.Task ? "await " : "") + Call(target) is var called && Output is not null
            ? $"return {called};"
            : $"{called};{(unit is null ? "" : $" return {unit}.Value;")}";

    /// <summary>The code of a method without a task, as statements of a lambda that gives one.</summary>
    public string Ending(string target, string task) =>
        Output is null ? $"{Call(target)}; return {task}.CompletedTask;" : $"return {task}.FromResult({Call(target)});";

    string Call(string target) =>
        $"{target}{TypeNames.Escaped(method.Name)}({string.Join(", ", method.Parameters.Select(Argument))})";

    string Argument(IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(parameter, Input) ? "input"
        : IsToken(parameter) ? "ctx.CancellationToken"
        : "ctx";

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

    // A context that knows the input and the output, for continuing as new, has to know the right ones.
    static bool Mistyped(List<IParameterSymbol> contexts, ITypeSymbol? input, ITypeSymbol? output) =>
        contexts.FirstOrDefault()?.Type is INamedTypeSymbol { TypeArguments: [var takes, var gives] }
        && !(Fits(takes, input) && Fits(gives, output));

    static bool Fits(ITypeSymbol argument, ITypeSymbol? type) =>
        type is null ? IsDuroxide(argument, "Unit") : SymbolEqualityComparer.Default.Equals(argument, type);

    static ITypeSymbol? Unreachable(IEnumerable<ITypeSymbol?> types) =>
        types.FirstOrDefault(type => type is { IsRefLikeType: true } || (type is not null && !Reach.IsInternal(type)));

    static bool IsContext(ITypeSymbol type) =>
        IsDuroxide(type, "OrchestrationContext") || IsDuroxide(type, "ActivityContext");

    static bool IsToken(IParameterSymbol parameter) =>
        parameter.Type.Name == "CancellationToken" && IsIn(parameter.Type, "System.Threading");

    public static bool IsDuroxide(ITypeSymbol type, string name) => type.Name == name && IsIn(type, "Duroxide");

    static bool IsIn(ITypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() == space;
}
