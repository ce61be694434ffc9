namespace Duroxide.Analyzers.Fixes;

/// <summary>Waits by a durable timer in place of Task.Delay and Thread.Sleep.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class TimerRepair() : Repair(OrchestrationRules.Timer, OrchestrationRules.Blocking)
{
    protected override Change? Find(Scene scene)
    {
        if (
            scene is not { Call: { ArgumentList.Arguments: [var first, ..] } call, Context: { } context }
            || scene.Symbol(call) is not IMethodSymbol method
        )
        {
            return null;
        }
        var delay =
            scene.Model.GetTypeInfo(first.Expression).ConvertedType?.SpecialType == SpecialType.System_Int32
                ? $"TimeSpan.FromMilliseconds({first.Expression})"
                : first.Expression.ToString();
        var timer = $"{context}.ScheduleTimer({delay})";
        return method.Shown() switch
        {
            "Task.Delay" when call.Parent is AwaitExpressionSyntax => Replace(call, timer),
            "Task.Delay" => Replace(call, $"{timer}.AsTask()"),
            "Thread.Sleep" when scene.MayAwait => Replace(call, $"await {timer}"),
            _ => null,
        };
    }

    static Change Replace(ExpressionSyntax call, string timer) =>
        new("Use a durable timer", call, ParseExpression(timer));
}
