namespace Duroxide.Analyzers.Fixes;

/// <summary>Awaits a task as it is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class ConfigureAwaitRepair() : Repair(OrchestrationRules.ConfigureAwait)
{
    protected override Change? Find(Scene scene) =>
        scene.Call is { Expression: MemberAccessExpressionSyntax member } call
            ? new("Remove ConfigureAwait", call, member.Expression)
            : null;
}
