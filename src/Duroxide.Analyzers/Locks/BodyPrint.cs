using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>
/// A print of each step of an orchestration, with the helpers that it gives its context to. Comments, lines of the log and the status
/// leave no mark, and of a patch only the old way does, so that code with a new patch has the print of the code before it. The new way of
/// each patch has a print of its own.
/// </summary>
sealed class BodyPrint(DurableTypes types, Sources sources, Implementations implementations)
{
    readonly PatchLocals locals = new(sources);

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
        var patches = new List<Asked>();
        var steps = Steps(function, patches)
            .Select(step => (Step: step.Code.AsNode()!, Text: Written([step], patches)))
            .Where(step => step.Text.Length > 0)
            .Select(step => (step.Step, Print(step.Text)))
            .ToImmutableArray();
        return new(steps, Prints(patches));
    }

    // The new way of one patch may hold others, which come to the list meanwhile.
    ImmutableDictionary<string, (SyntaxNode Place, string Print)> Prints(List<Asked> patches)
    {
        var places = new HashSet<(SyntaxNode, SyntaxNode)>();
        var ways = new Dictionary<string, (SyntaxNode Place, string Text)>();
        for (var index = 0; index < patches.Count; index++)
        {
            var patch = patches[index];
            if (!places.Add((patch.Place, patch.Call)))
            {
                continue;
            }
            var name = NameOf(patch);
            var text = Written([patch.New], patches);
            ways[name] = ways.TryGetValue(name, out var first)
                ? (first.Text.Length > 0 ? first.Place : patch.Place, first.Text + text)
                : (patch.Place, text);
        }
        return ways.ToImmutableDictionary(each => each.Key, each => (each.Value.Place, Print(each.Value.Text)));
    }

    string NameOf(Asked patch) =>
        patch.Name is not { } name ? ""
        : sources.ModelOf(name).GetConstantValue(name).Value is string constant ? constant
        : name.ToString();

    IEnumerable<Piece> Steps(SyntaxNode function, List<Asked> patches) =>
        Statements(BodyOf(function)).SelectMany(step => Flat(Piece.Of(step), patches));

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

    // The old way of a patch stands where the patch stands, where it is nothing but statements.
    IEnumerable<Piece> Flat(Piece step, List<Asked> patches) =>
        step.Code.AsNode() is StatementSyntax statement
        && Old(statement, step.Answers, patches) is (var old, true)
        && old.All(each => each.Code.IsNode)
            ? old.SelectMany(each => Flat(each, patches))
            : [step];

    // What those do that took no patch, and whether that is decided; null for what is no branch over a patch.
    (IEnumerable<Piece> Code, bool IsDecided)? Old(
        SyntaxNode node,
        ImmutableDictionary<SyntaxNode, bool> answers,
        List<Asked> patches
    )
    {
        if (Branch.Of(node) is not { } branch || IsChanged(node))
        {
            return null;
        }
        var rest = Left();
        while (rest.Open is { } patch)
        {
            patches.Add(new(node, patch, new(node, answers.SetItem(patch, true))));
            answers = answers.SetItem(patch, false);
            rest = Left();
        }
        if (!rest.HasPatch)
        {
            return null;
        }
        var code = rest.Value is { } value
            ? rest.Code.Concat(
                Statements(value ? branch.WhenTrue : branch.WhenFalse).Select(each => (SyntaxNodeOrToken)each)
            )
            : branch.With(node, rest.Code);
        return (code.Select(each => new Piece(each, answers)), rest.Value is not null);

        Rest Left() => new PatchCondition(types, sources, locals, answers).Of(branch.Condition);
    }

    bool IsChanged(SyntaxNode node) =>
        node is LocalDeclarationStatementSyntax { Declaration.Variables: [var variable] } && !locals.IsKept(variable);

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
    string Written(IEnumerable<Piece> steps, List<Asked> patches)
    {
        var text = new StringBuilder();
        var helpers = new HashSet<SyntaxNode>();
        var due = new Stack<(Piece Piece, SyntaxNode? Helper)>();
        Push(steps);
        while (due.Count > 0)
        {
            var (piece, helper) = due.Pop();
            if (helper is not null)
            {
                Push(Steps(helper, patches));
            }
            else if (piece.Code.AsNode() is not { } node)
            {
                text.Append(piece.Code.AsToken().Text).Append(' ');
            }
            else if (Old(node, piece.Answers, patches) is (var old, _))
            {
                Push(old);
            }
            else if (!IsUnseen(node))
            {
                foreach (var called in HelpersOf(node).Where(helpers.Add).Reverse())
                {
                    due.Push((default, called));
                }
                Push(node.ChildNodesAndTokens().Select(each => new Piece(each, piece.Answers)));
            }
        }
        return text.ToString();

        void Push(IEnumerable<Piece> codes)
        {
            foreach (var each in codes.Reverse())
            {
                due.Push((each, null));
            }
        }
    }

    // A helper without the context asks for nothing. It is called, or given to what calls it. Which one runs of a virtual one, or of an
    // interface, is not known here: all that the project has count.
    IEnumerable<SyntaxNode> HelpersOf(SyntaxNode node)
    {
        var called = node switch
        {
            InvocationExpressionSyntax call => MethodOf(call),
            ArgumentSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } argument => MethodOf(
                argument.Expression
            ),
            _ => null,
        };
        var method = (called?.ReducedFrom ?? called)?.OriginalDefinition;
        return
            method is null or { MethodKind: MethodKind.LocalFunction }
            || !method.Parameters.Any(parameter => types.IsContext(parameter.Type))
            ? []
            : implementations
                .Of(method)
                .OrderBy(each => each.ToDisplayString(), StringComparer.Ordinal)
                .Prepend(method)
                .Select(sources.Of)
                .OfType<SyntaxNode>();
    }

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
