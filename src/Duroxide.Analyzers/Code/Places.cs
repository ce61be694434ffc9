using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Analyzers;

/// <summary>Where to point at.</summary>
static class Places
{
    /// <summary>The place of an operation: of a call on a value, from the method's name on, since the value may take many lines.</summary>
    public static Location Place(this IOperation operation)
    {
        var syntax = operation.Syntax;
        switch (operation, syntax)
        {
            case (ILockOperation, LockStatementSyntax statement):
                return statement.LockKeyword.GetLocation();
            case (IInvocationOperation { Instance: not null }, InvocationExpressionSyntax call)
                when NameOf(call.Expression) is { } name:
                return Between(syntax, name.SpanStart, syntax.Span.End);
            case (IPropertyReferenceOperation { Instance: not null }, _) when NameOf(syntax) is { } name:
                return name.GetLocation();
            case (
                IInvocationOperation,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call
            )
                when operation is IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method }
                    && method.ContainingType.Name != member.Expression.ToString():
                return Between(syntax, member.Name.SpanStart, call.Span.End);
            default:
                return syntax.GetLocation();
        }
    }

    static SimpleNameSyntax? NameOf(SyntaxNode node) =>
        node switch
        {
            MemberAccessExpressionSyntax member => member.Name,
            MemberBindingExpressionSyntax member => member.Name,
            SimpleNameSyntax name => name,
            _ => null,
        };

    static Location Between(SyntaxNode node, int start, int end) =>
        Location.Create(node.SyntaxTree, TextSpan.FromBounds(start, end));
}
