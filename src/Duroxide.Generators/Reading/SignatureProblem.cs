namespace Duroxide.Generators;

/// <summary>Why a method cannot be an orchestration or an activity. Generators pass over it; the analyzers tell of it, with a repair.</summary>
/// <param name="Kind">In which way it does not fit.</param>
/// <param name="Text">The same in words.</param>
sealed record SignatureProblem(Misfit Kind, string Text)
{
    public static SignatureProblem? OfParameters(
        IMethodSymbol method,
        bool isActivity,
        List<IParameterSymbol> contexts,
        List<IParameterSymbol> inputs
    ) =>
        method.IsGenericMethod ? new(Misfit.TypeParameters, "it has type parameters")
        : method.Parameters.Any(each => each.RefKind != RefKind.None || each.IsParams)
            ? new(Misfit.Reference, "it has a parameter by reference or with params")
        : inputs.Find(each => !isActivity && Signature.IsToken(each)) is { } token
            ? new(
                Misfit.Token,
                $"'{token.Name}' is a CancellationToken, and none is given to an orchestration: a cancel ends it where it awaits"
            )
        : inputs.Find(each => Signature.IsContext(each.Type)) is { } foreign
            ? new(Misfit.OtherContext, $"'{foreign.Name}' is the context of something else")
        : inputs.Count > 1
            ? new(
                Misfit.Inputs,
                $"it takes more than one input: {string.Join(", ", inputs.Select(each => $"'{each.Name}'"))}. Put them into a record"
            )
        : !isActivity && contexts.Count == 0 ? new(Misfit.NoContext, "it takes no OrchestrationContext")
        : !isActivity && contexts.Count > 1 ? new(Misfit.Contexts, "it takes more than one OrchestrationContext")
        : null;

    public static SignatureProblem? OfResult(IMethodSymbol method, bool isActivity, Returns returns) =>
        method.ReturnType.Name == "ValueTask" ? new(Misfit.ValueTask, "it returns a ValueTask instead of a task")
        : method.IsAsync && returns == Returns.Nothing
            ? new(Misfit.Void, "it is async and returns no task, so nobody knows when it has ended")
        : !isActivity && returns != Returns.Task ? new(Misfit.NoTask, "it does not return a task")
        : null;

    public static SignatureProblem? OfTypes(List<IParameterSymbol> contexts, ITypeSymbol? input, ITypeSymbol? output) =>
        IsMistyped(contexts, input, output)
            ? new(Misfit.ContextArguments, "the type arguments of its context are not its input and output")
        : Unreachable([input, output]) is { } hidden
            ? new(Misfit.Hidden, $"the type '{hidden.ToDisplayString()}' cannot be named outside of its class or file")
        : Obsolete.In([input, output]) is { } old
            ? new(Misfit.Obsolete, $"the type '{old.ToDisplayString()}' is obsolete, and an error to use")
        : null;

    // A context that knows the input and the output, for continuing as new, has to know the right ones.
    static bool IsMistyped(List<IParameterSymbol> contexts, ITypeSymbol? input, ITypeSymbol? output) =>
        contexts.FirstOrDefault()?.Type is INamedTypeSymbol { TypeArguments: [var takes, var gives] }
        && !(Fits(takes, input) && Fits(gives, output));

    static bool Fits(ITypeSymbol argument, ITypeSymbol? type) =>
        type is null ? Signature.IsDuroxide(argument, "Unit") : SymbolEqualityComparer.Default.Equals(argument, type);

    static ITypeSymbol? Unreachable(IEnumerable<ITypeSymbol?> types) =>
        types.FirstOrDefault(type => type is { IsRefLikeType: true } || (type is not null && !Reach.IsInternal(type)));
}
