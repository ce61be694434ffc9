using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>
/// A print of each step of an orchestration, with the helpers that it gives its context to. Comments, lines of the log and the status
/// leave no mark, and of a patch only the old way does, so that code with a new patch has the print of the code before it. The new way of
/// each patch has a print of its own.
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

    /// <summary>The steps of a function that leave a mark, and its patches.</summary>
    public Printed Of(SyntaxNode function)
    {
        var patches = new List<(SyntaxNode Place, PatchSyntax Patch)>();
        var steps = Steps(function, patches)
            .Select(step => (Step: step, Text: Written([step], patches)))
            .Where(step => step.Text.Length > 0)
            .Select(step => (step.Step, Print(step.Text)))
            .ToImmutableArray();
        return new(steps, Prints(patches));
    }

    // The new way of one patch may hold others, which come to the list meanwhile.
    ImmutableDictionary<string, (SyntaxNode Place, string Print)> Prints(
        List<(SyntaxNode Place, PatchSyntax Patch)> patches
    )
    {
        var places = new HashSet<SyntaxNode>();
        var ways = new Dictionary<string, (SyntaxNode Place, string Text)>();
        for (var index = 0; index < patches.Count; index++)
        {
            var (place, patch) = patches[index];
            if (!places.Add(place))
            {
                continue;
            }
            var name = NameOf(patch);
            var text = Written(Statements(patch.New), patches);
            ways[name] = ways.TryGetValue(name, out var first) ? (first.Place, first.Text + text) : (place, text);
        }
        return ways.ToImmutableDictionary(each => each.Key, each => (each.Value.Place, Print(each.Value.Text)));
    }

    string NameOf(PatchSyntax patch) =>
        patch.Name is not { } name ? ""
        : sources.ModelOf(name).GetConstantValue(name).Value is string constant ? constant
        : name.ToString();

    static IEnumerable<SyntaxNode> Steps(SyntaxNode function, List<(SyntaxNode, PatchSyntax)> patches) =>
        Statements(BodyOf(function)).SelectMany(step => Flat(step, patches));

    static SyntaxNode? BodyOf(SyntaxNode function) =>
        function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.Body,
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
            _ => null,
        };

    static IEnumerable<SyntaxNode> Statements(SyntaxNode? body) =>
        body switch
        {
            BlockSyntax block => block.Statements,
            { } only => [only],
            null => [],
        };

    // The old way of a patch stands where the patch stands.
    static IEnumerable<SyntaxNode> Flat(SyntaxNode step, List<(SyntaxNode, PatchSyntax)> patches)
    {
        if (step is not StatementSyntax || PatchSyntax.Of(step) is not { } patch)
        {
            return [step];
        }
        patches.Add((step, patch));
        return Statements(patch.Old).SelectMany(each => Flat(each, patches));
    }

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

    // Each helper once, behind what calls it first: they may call each other over and over. Expressions may be nested deeper than a stack is.
    string Written(IEnumerable<SyntaxNode> steps, List<(SyntaxNode, PatchSyntax)> patches)
    {
        var text = new StringBuilder();
        var helpers = new HashSet<SyntaxNode>();
        var due = new Stack<(SyntaxNodeOrToken Code, SyntaxNode? Helper)>();
        Push(steps.Select(step => (SyntaxNodeOrToken)step));
        while (due.Count > 0)
        {
            var (code, helper) = due.Pop();
            if (helper is not null)
            {
                Push(Steps(helper, patches).Select(step => (SyntaxNodeOrToken)step));
            }
            else if (code.AsNode() is not { } node)
            {
                text.Append(code.AsToken().Text).Append(' ');
            }
            else if (PatchSyntax.Of(node) is { } patch)
            {
                patches.Add((node, patch));
                Push(Statements(patch.Old).Select(step => (SyntaxNodeOrToken)step));
            }
            else if (!IsUnseen(node))
            {
                if (HelperOf(node) is { } called && helpers.Add(called))
                {
                    due.Push((default, called));
                }
                Push(node.ChildNodesAndTokens());
            }
        }
        return text.ToString();

        void Push(IEnumerable<SyntaxNodeOrToken> codes)
        {
            foreach (var each in codes.Reverse())
            {
                due.Push((each, null));
            }
        }
    }

    // A helper without the context asks for nothing. It is called, or given to what calls it.
    SyntaxNode? HelperOf(SyntaxNode node) =>
        node switch
        {
            InvocationExpressionSyntax call => MethodOf(call),
            ArgumentSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } argument => MethodOf(
                argument.Expression
            ),
            _ => null,
        }
            is { MethodKind: not MethodKind.LocalFunction } method
        && (method.ReducedFrom ?? method).Parameters.Any(parameter => types.IsContext(parameter.Type))
            ? sources.Of((method.ReducedFrom ?? method).OriginalDefinition)
            : null;

    // Its arguments may be of a type that a generator adds.
    IMethodSymbol? MethodOf(SyntaxNode call)
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
