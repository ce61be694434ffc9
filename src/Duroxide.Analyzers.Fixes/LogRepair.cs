namespace Duroxide.Analyzers.Fixes;

/// <summary>Writes to the log of the context, once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class LogRepair() : Repair(OrchestrationRules.Logger, OrchestrationRules.InputOutput)
{
    protected override Change? Find(Scene scene)
    {
        if (scene.Context is not { } context)
        {
            return null;
        }
        if (scene.Call is { ArgumentList.Arguments: [{ Expression: var text }] } call)
        {
            return
                scene.Symbol(call)?.Shown() == "Console.WriteLine"
                && scene.Model.GetTypeInfo(text).Type?.SpecialType == SpecialType.System_String
                ? new($"Use {context}.Info", call.Expression, ParseExpression($"{context}.Info"))
                : null;
        }
        return scene is { Call: null, Node: ExpressionSyntax logger } && IsLogger(scene.Model.GetTypeInfo(logger).Type)
            ? new($"Use {context}.Logger", logger, ParseExpression($"{context}.Logger"))
            : null;
    }

    static bool IsLogger(ITypeSymbol? type) =>
        type is { Name: "ILogger" } || type?.AllInterfaces.Any(each => each.Name == "ILogger") == true;
}
