namespace Duroxide.Analyzers.Fixes;

/// <summary>Awaits a task in place of blocking for it.</summary>
static class AwaitChange
{
    /// <summary>The change for what was found; null when there is none.</summary>
    public static Change? Find(Scene scene)
    {
        if (!scene.MayAwait)
        {
            return null;
        }
        var (blocking, task) = scene.Call switch
        {
            { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } member } call
                when call.ArgumentList.Arguments.Count == 0 && IsTask(scene, member.Expression) => (
                call,
                member.Expression
            ),
            { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult" } member } call
                when member.Expression
                    is InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter
                    } => (call, awaiter.Expression),
            null
                when scene.Node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } member
                    && IsTask(scene, member.Expression) => (member, member.Expression),
            _ => ((ExpressionSyntax?)null, (ExpressionSyntax?)null),
        };
        return blocking is null ? null : new("Await it", blocking, Awaited(blocking, task!));
    }

    static bool IsTask(Scene scene, ExpressionSyntax expression) =>
        scene.Model.GetTypeInfo(expression).Type?.IsAsynchronous() == true;

    static ExpressionSyntax Awaited(ExpressionSyntax blocking, ExpressionSyntax task)
    {
        var awaited = AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), task.WithoutTrivia());
        return
            blocking.Parent
                is MemberAccessExpressionSyntax
                    or InvocationExpressionSyntax
                    or ElementAccessExpressionSyntax
                    or ConditionalAccessExpressionSyntax
            ? ParenthesizedExpression(awaited)
            : awaited;
    }
}
