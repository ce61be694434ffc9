namespace Duroxide.Analyzers.Fixes;

/// <summary>Makes tasks of what a method returns that is not async.</summary>
/// <param name="model">What the compiler knows of the file.</param>
/// <param name="position">Where the method stands.</param>
/// <param name="returned">What the method returns, which has <c>AsTask</c>.</param>
/// <param name="output">The type of the result; null for none.</param>
sealed class ReturnedTasks(SemanticModel model, int position, ITypeSymbol returned, ITypeSymbol? output)
{
    /// <summary>The method with tasks in place of what it returns; null where it cannot be said of what to make one.</summary>
    public MethodDeclarationSyntax? In(MethodDeclarationSyntax method)
    {
        var tasks = Own(method)
            .Select(node =>
                (node as ReturnStatementSyntax)?.Expression ?? (node as ArrowExpressionClauseSyntax)?.Expression
            )
            .OfType<ExpressionSyntax>()
            .Where(each => each is not ThrowExpressionSyntax)
            .ToDictionary(each => each, Task);
        return tasks.ContainsValue(null)
            ? null
            : method.ReplaceNodes(tasks.Keys, (old, _) => tasks[old]!.WithTriviaFrom(old));
    }

    /// <summary>The code of a method, without that of the functions in it.</summary>
    public static IEnumerable<SyntaxNode> Own(MethodDeclarationSyntax method) =>
        method.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    ExpressionSyntax? Task(ExpressionSyntax each) =>
        each switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var only], Initializer: null } => Of(
                only.Expression
            ),
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [], Initializer: null } => Nothing(),
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } => Nothing(),
            DefaultExpressionSyntax => Nothing(),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } => Nothing(),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Expression: IdentifierNameSyntax { Identifier.ValueText: "ValueTask" },
                    Name.Identifier.ValueText: "FromResult"
                },
                ArgumentList.Arguments: [var value]
            } => Result(value.Expression),
            _ => SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(each).Type, returned) ? Converted(each) : null,
        };

    // A value task is made of a value or of a task.
    ExpressionSyntax? Of(ExpressionSyntax made) =>
        model.GetTypeInfo(made).Type is { Name: "Task" } ? made
        : output is not null && model.ClassifyConversion(made, output).IsImplicit ? Result(made)
        : null;

    ExpressionSyntax Nothing() =>
        output is null ? ParseExpression("Task.CompletedTask") : Result(ParseExpression("default!"));

    ExpressionSyntax Result(ExpressionSyntax value)
    {
        var isPlain =
            value.SyntaxTree == model.SyntaxTree
            && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(value).Type, output);
        var type = isPlain ? "" : $"<{output!.ToMinimalDisplayString(model, position)}>";
        return ParseExpression($"Task.FromResult{type}({value.WithoutTrivia()})");
    }

    static ExpressionSyntax Converted(ExpressionSyntax each) =>
        InvocationExpression(
            MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                each
                    is InvocationExpressionSyntax
                        or IdentifierNameSyntax
                        or MemberAccessExpressionSyntax
                        or ParenthesizedExpressionSyntax
                    ? each.WithoutTrivia()
                    : ParenthesizedExpression(each.WithoutTrivia()),
                IdentifierName("AsTask")
            )
        );
}
