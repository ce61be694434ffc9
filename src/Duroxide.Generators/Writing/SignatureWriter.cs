namespace Duroxide.Generators;

/// <summary>Writes calls of the method that is the code.</summary>
static class SignatureWriter
{
    /// <summary>The parameters of the lambda that is the code.</summary>
    public static string Parameters(this Signature signature) => $"(ctx, {(signature.Input is null ? "_" : "input")})";

    /// <summary>The code as the body of a lambda, which calls the method on a target and gives a task.</summary>
    /// <param name="signature">The method.</param>
    /// <param name="target">What the method is called on, with a point behind it; empty for nothing.</param>
    /// <param name="task">The name of the class of tasks.</param>
    public static string Body(this Signature signature, string target, string task) =>
        signature.Returns switch
        {
            Returns.Task => signature.Call(target),
            Returns.Value => $"{task}.FromResult({signature.Call(target)})",
            Returns.Nothing => $"{{ {signature.Ending(target, task)} }}",
        };

    /// <summary>The code as statements of an async lambda.</summary>
    /// <param name="signature">The method.</param>
    /// <param name="target">What the method is called on, with a point behind it.</param>
    /// <param name="unit">The name of the unit, where it is to be the result of code that has none; null where it is not.</param>
    public static string Statements(this Signature signature, string target, string? unit) =>
        (signature.IsAsync ? "await " : "") + signature.Call(target) is var called && signature.Output is not null
            ? $"return {called};"
            : $"{called};{(unit is null ? "" : $" return {unit}.Value;")}";

    /// <summary>The code of a method without a task, as statements of a lambda that gives one.</summary>
    public static string Ending(this Signature signature, string target, string task) =>
        signature.Output is null
            ? $"{signature.Call(target)}; return {task}.CompletedTask;"
            : $"return {task}.FromResult({signature.Call(target)});";

    static string Call(this Signature signature, string target) =>
        $"{target}{TypeNames.Escaped(signature.Method.Name)}({string.Join(", ", signature.Method.Parameters.Select(signature.Argument))})";

    static string Argument(this Signature signature, IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(parameter, signature.Input) ? "input"
        : Signature.IsToken(parameter) ? "ctx.CancellationToken"
        : "ctx";
}
