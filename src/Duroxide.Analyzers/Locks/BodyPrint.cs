using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>
/// A print of each step of an orchestration, with the helpers that it gives its context to. Comments, lines of the log and the status
/// leave no mark, and of a patch only the old way does, so that code with a new patch has the print of the code before it.
/// </summary>
sealed class BodyPrint(DurableTypes types, Sources sources)
{
    static readonly ImmutableHashSet<string> Unseen =
    [
        "ClearCustomStatus",
        "Debug",
        "Error",
        "Info",
        "SetCustomStatus",
        "Trace",
        "Warn",
    ];

    /// <summary>The steps of a function that leave a mark, each with its print.</summary>
    public ImmutableArray<(SyntaxNode Step, string Print)> Of(SyntaxNode function) =>
        [
            .. Steps(function)
                .Select(step => (Step: step, Text: Written(step, [])))
                .Where(step => step.Text.Length > 0)
                .Select(step => (step.Step, Print(step.Text))),
        ];

    static IEnumerable<SyntaxNode> Steps(SyntaxNode function) =>
        BodyOf(function) switch
        {
            BlockSyntax block => block.Statements.SelectMany(Flat),
            { } expression => [expression],
            null => [],
        };

    static SyntaxNode? BodyOf(SyntaxNode function) =>
        function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.Body,
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
            _ => null,
        };

    // The old way of a patch stands where the patch stands.
    static IEnumerable<SyntaxNode> Flat(StatementSyntax statement) =>
        Patch(statement) is (true, var old)
            ? old switch
            {
                BlockSyntax block => block.Statements.SelectMany(Flat),
                StatementSyntax only => Flat(only),
                _ => [],
            }
            : [statement];

    // Whether it is a patch, and its old way, if it has one.
    static (bool Is, SyntaxNode? Old) Patch(SyntaxNode node) =>
        node switch
        {
            IfStatementSyntax branch when IsPatched(branch.Condition) => (true, branch.Else?.Statement),
            IfStatementSyntax branch when IsNotPatched(branch.Condition) => (true, branch.Statement),
            ConditionalExpressionSyntax branch when IsPatched(branch.Condition) => (true, branch.WhenFalse),
            ConditionalExpressionSyntax branch when IsNotPatched(branch.Condition) => (true, branch.WhenTrue),
            ParenthesizedExpressionSyntax parenthesized => Patch(parenthesized.Expression),
            _ => (false, null),
        };

    static bool IsPatched(ExpressionSyntax condition) =>
        condition
            is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Patched" }
            };

    static bool IsNotPatched(ExpressionSyntax condition) =>
        condition is PrefixUnaryExpressionSyntax { OperatorToken.Text: "!", Operand: var patched }
        && IsPatched(patched);

    static bool IsUnseen(SyntaxNode node) =>
        node
            is ExpressionStatementSyntax
            {
                Expression: InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } member
                }
            }
        && (Unseen.Contains(name) || member.Expression.ToString().EndsWith(".Logger", StringComparison.Ordinal));

    string Written(SyntaxNode step, ImmutableHashSet<SyntaxNode> within)
    {
        var text = new StringBuilder();
        Write(step, within, text);
        return text.ToString();
    }

    void Write(SyntaxNode node, ImmutableHashSet<SyntaxNode> within, StringBuilder text)
    {
        if (IsUnseen(node))
        {
            return;
        }
        if (Patch(node) is (true, var old))
        {
            foreach (var step in node is StatementSyntax patch ? Flat(patch) : [old!])
            {
                Write(step, within, text);
            }
            return;
        }
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is { } inner)
            {
                Write(inner, within, text);
            }
            else
            {
                text.Append(child.AsToken().Text).Append(' ');
            }
        }
        if (node is InvocationExpressionSyntax call && HelperOf(call) is { } helper && !within.Contains(helper))
        {
            foreach (var step in Steps(helper))
            {
                Write(step, within.Add(helper), text);
            }
        }
    }

    // A helper without the context asks for nothing.
    SyntaxNode? HelperOf(InvocationExpressionSyntax call) =>
        MethodOf(call) is { MethodKind: not MethodKind.LocalFunction } method
        && (method.ReducedFrom ?? method).Parameters.Any(parameter => types.IsContext(parameter.Type))
            ? sources.Of(method.ReducedFrom ?? method)
            : null;

    // Its arguments may be of a type that a generator adds.
    IMethodSymbol? MethodOf(InvocationExpressionSyntax call)
    {
        var found = sources.ModelOf(call).GetSymbolInfo(call);
        return (found.Symbol ?? (found.CandidateSymbols is [var only] ? only : null)) as IMethodSymbol;
    }

    static string Print(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(4).Select(each => each.ToString("x2")));
    }
}
