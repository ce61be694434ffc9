namespace Duroxide.Analyzers.Fixes;

/// <summary>Joins and races the handles themselves, where their plain tasks were joined and raced.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class JoinRepair() : Repair(OrchestrationRules.WhenAll, OrchestrationRules.Race)
{
    protected override Change? Find(Scene scene)
    {
        if (
            scene is not { Call: { ArgumentList.Arguments: { Count: > 0 } arguments } call, Context: { } context }
            || scene.Symbol(call) is not IMethodSymbol method
        )
        {
            return null;
        }
        var handles = arguments.Select(argument => Handle(scene, argument.Expression)).ToList();
        // The results of a select are others than a task's, so only one whose result nobody uses is changed.
        var replacement = method.Name switch
        {
            "WhenAll" when arguments.Count == 1 || IsUnused(call) => "Join",
            "WhenAny" when IsUnused(call) => "Select",
            _ => null,
        };
        return replacement is null || handles.Contains(null)
            ? null
            : new(
                $"Use {context}.{replacement}",
                call,
                InvocationExpression(
                    ParseExpression($"{context}.{replacement}"),
                    call.ArgumentList.WithArguments(
                        SeparatedList(handles.Select(each => Argument(each!)), arguments.GetSeparators())
                    )
                )
            );
    }

    static bool IsUnused(SyntaxNode call) => call.Parent is AwaitExpressionSyntax { Parent: ExpressionStatementSyntax };

    // Either a handle that was made a task, or a sequence of them that a lambda makes.
    static ExpressionSyntax? Handle(Scene scene, ExpressionSyntax expression)
    {
        if (TaskOf(scene, expression) is { } handle)
        {
            return handle;
        }
        return
            expression
                is InvocationExpressionSyntax
                {
                    ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax { ExpressionBody: { } made } }]
                }
            && TaskOf(scene, made) is { } one
            ? expression.ReplaceNode(made, one)
            : null;
    }

    static ExpressionSyntax? TaskOf(Scene scene, ExpressionSyntax expression) =>
        expression
            is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsTask" } member
            }
        && DurableTypes.Of(scene.Model.Compilation)?.IsDurable(scene.Model.GetTypeInfo(member.Expression).Type) == true
            ? member.Expression.WithTriviaFrom(expression)
            : null;
}
