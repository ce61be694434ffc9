namespace Duroxide.Analyzers.Fixes;

/// <summary>Takes a new guid from the context.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class GuidRepair() : Repair(OrchestrationRules.Guid)
{
    protected override Change? Find(Scene scene) =>
        scene is { Call: { } call, Context: { } context } && scene.Symbol(call)?.Name == "NewGuid"
            ? new($"Use {context}.NewGuid()", call, ParseExpression($"{context}.NewGuid()"))
            : null;
}
