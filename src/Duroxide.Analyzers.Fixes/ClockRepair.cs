namespace Duroxide.Analyzers.Fixes;

/// <summary>Takes the time from the context.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class ClockRepair() : Repair(OrchestrationRules.Clock)
{
    protected override Change? Find(Scene scene)
    {
        if (scene.Context is not { } context)
        {
            return null;
        }
        var found = (ExpressionSyntax?)scene.Call ?? scene.Node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>();
        var now = found is null
            ? null
            : scene.Symbol(found)?.Shown() switch
            {
                "DateTimeOffset.UtcNow" or "DateTimeOffset.Now" or "TimeProvider.GetUtcNow" => $"{context}.UtcNow",
                "DateTime.UtcNow" or "DateTime.Now" => $"{context}.UtcNow.UtcDateTime",
                "DateTime.Today" => $"{context}.UtcNow.UtcDateTime.Date",
                _ => null,
            };
        return now is null ? null : new($"Use {now}", found!, ParseExpression(now));
    }
}
