namespace Duroxide.Analyzers.Fixes;

/// <summary>Waits by a durable timer in place of Task.Delay and Thread.Sleep.</summary>
static class TimerChange
{
    /// <summary>The change for what was found; null when there is none.</summary>
    public static Change? Find(Scene scene)
    {
        if (
            scene is not { Call: { ArgumentList.Arguments: [var first, ..] } call, Context: { } context }
            || scene.Symbol(call) is not IMethodSymbol method
        )
        {
            return null;
        }
        var (delay, space) =
            scene.Model.GetTypeInfo(first.Expression).ConvertedType?.SpecialType == SpecialType.System_Int32
                ? ($"TimeSpan.FromMilliseconds({first.Expression})", new[] { "System" })
                : (first.Expression.ToString(), []);
        var timer = $"{context}.ScheduleTimer({delay})";
        return method.Shown() switch
        {
            "Task.Delay" when call.Parent is AwaitExpressionSyntax => Replace(timer),
            "Task.Delay" => Replace($"{timer}.AsTask()"),
            "Thread.Sleep" when scene.MayAwait => Replace($"await {timer}"),
            _ => null,
        };

        Change Replace(string timer) => new("Use a durable timer", call, ParseExpression(timer), space);
    }
}
