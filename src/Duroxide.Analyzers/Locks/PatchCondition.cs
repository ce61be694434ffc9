using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>Reads conditions in which patches are asked for, beside other things, behind a not, or by a variable that keeps the answer.</summary>
sealed class PatchCondition(
    DurableTypes types,
    Sources sources,
    PatchLocals locals,
    ImmutableDictionary<SyntaxNode, bool> answers
)
{
    readonly Dictionary<VariableDeclaratorSyntax, Rest> known = [];

    public Rest Of(ExpressionSyntax condition) =>
        condition switch
        {
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Patched" }
            } call => answers.TryGetValue(call, out var answer)
                ? new(true, null, answer, [])
                : new(true, call, null, []),
            ParenthesizedExpressionSyntax { Expression: var inner } around => Of(inner) is { HasPatch: true } rest
                ? rest with
                {
                    Code = rest.Value is null
                        ? [around.OpenParenToken, .. rest.Code, around.CloseParenToken]
                        : rest.Code,
                }
                : Rest.Plain(condition),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Of(not.Operand)
                is { HasPatch: true } rest
                ? rest with
                {
                    Value = !rest.Value,
                    Code = rest.Value is null ? [not.OperatorToken, .. rest.Code] : rest.Code,
                }
                : Rest.Plain(condition),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } all => OfAll(all, ends: false),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } any => OfAll(any, ends: true),
            IdentifierNameSyntax name => Kept(name),
            _ => Rest.Plain(condition),
        };

    // What is evaluated behind a variable was evaluated where it stands.
    Rest Kept(IdentifierNameSyntax name)
    {
        if (locals.Of(name) is not { } variable)
        {
            return Rest.Plain(name);
        }
        if (!known.TryGetValue(variable, out var rest))
        {
            known.Add(variable, rest = Of(variable.Initializer!.Value));
        }
        return rest.HasPatch ? rest with { Code = rest.Value is null ? [name] : [] } : Rest.Plain(name);
    }

    // One operand that is what ends it decides the whole, and what stands behind it is not evaluated.
    Rest OfAll(BinaryExpressionSyntax whole, bool ends)
    {
        var (code, asking) = (new List<SyntaxNodeOrToken>(), new List<SyntaxNodeOrToken>());
        var (hasPatch, isOpen) = (false, false);
        foreach (var (operand, operation) in Operands(whole))
        {
            var rest = Of(operand);
            hasPatch |= rest.HasPatch;
            if (rest.Open is not null)
            {
                return rest;
            }
            if (rest.Value == ends)
            {
                return new(hasPatch, null, ends, [.. asking, .. rest.Code]);
            }
            asking.AddRange(rest.Value is null && !Asks(operand) ? [] : rest.Code);
            if (rest.Value is null)
            {
                code.AddRange(code.Count > 0 ? [operation, .. rest.Code] : rest.Code);
                isOpen = true;
            }
        }
        return isOpen ? new(hasPatch, null, null, [.. code]) : new(hasPatch, null, !ends, [.. asking]);
    }

    // They may be nested deeper than a stack is.
    static IEnumerable<(ExpressionSyntax Operand, SyntaxToken Operation)> Operands(BinaryExpressionSyntax whole)
    {
        var operands = new Stack<(ExpressionSyntax, SyntaxToken)>();
        ExpressionSyntax left = whole;
        while (left is BinaryExpressionSyntax each && each.RawKind == whole.RawKind)
        {
            operands.Push((each.Right, each.OperatorToken));
            left = each.Left;
        }
        operands.Push((left, default));
        return operands;
    }

    // Whether code asks for something durable, also when its value is not needed.
    bool Asks(ExpressionSyntax code) =>
        code.DescendantNodesAndSelf()
            .Any(node =>
                node is AwaitExpressionSyntax
                || (
                    node is InvocationExpressionSyntax call
                    && call.DescendantNodes()
                        .OfType<IdentifierNameSyntax>()
                        .Any(name => types.IsContext(sources.ModelOf(name).GetTypeInfo(name).Type))
                )
            );
}
