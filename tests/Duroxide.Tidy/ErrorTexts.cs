using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Tidy;

/// <summary>The texts of the errors that users meet, as the code builds them: what varies is an ellipsis.</summary>
internal static class ErrorTexts
{
    private const string Hole = "…";
    private const int Words = 3;

    // What tools print for who runs them, and templates.
    private static readonly string[] Passed =
    [
        "Duroxide.Cli",
        "Duroxide.Dashboard",
        "Duroxide.Templates",
        "Duroxide.Testing",
        "Duroxide.Testing.Conformance",
        "Duroxide.Testing.FsCheck",
    ];

    // Wrong arguments say what is wrong with them where they are given; the others are the platform's words.
    private static readonly string[] Usual =
    [
        "ArgumentException",
        "ArgumentNullException",
        "ArgumentOutOfRangeException",
        "FormatException",
        "JsonException",
        "OperationCanceledException",
        "ObjectDisposedException",
        "UnreachableException",
    ];

    // Where texts are put together that end in an error.
    private static readonly string[] Central =
    [
        "ClientError.cs",
        "EscapeReport.cs",
        "Failure.cs",
        "LimitCheck.cs",
        "PostgreSqlErrors.cs",
        "RegistryBuilder.cs",
        "SqliteErrors.cs",
    ];

    // Methods that make an exception of a text.
    private static readonly string[] Refusing = ["Refusal", "Refused", "Unreadable"];

    /// <summary>Each text with the place where it stands.</summary>
    public static IEnumerable<(string Text, string Where)> All() =>
        from tree in Syntax.TreesOf("src")
        where !Passed.Contains(Repository.NameOf(tree.FilePath).Split(Path.DirectorySeparatorChar)[1])
        let isCentral = Central.Contains(Path.GetFileName(tree.FilePath))
        from node in tree.GetRoot().DescendantNodes()
        where isCentral ? IsText(node) : IsError(node)
        from text in isCentral ? [Read((ExpressionSyntax)node)] : TextsIn(node)
        where Beginning(text).Split(' ').Length >= Words
        select (text, node.Where());

    /// <summary>By what a page tells a text from others: its first words in a row that do not vary, three at least.</summary>
    public static string Beginning(string text)
    {
        var parts = text.Split([Hole, ". ", ": ", "; ", "? ", " (DUR", "\n"], StringSplitOptions.TrimEntries)
            .Select(part => part.Trim('.', ',', ':', ' ', '\'', '(', ')'))
            .ToList();
        return parts.Find(part => part.Split(' ').Length >= Words) ?? parts.MaxBy(part => part.Length)!;
    }

    // An exception that is made, by name or by the type of the method around it, or the words that one hands to its base.
    private static bool IsError(SyntaxNode node) =>
        node switch
        {
            ObjectCreationExpressionSyntax created => IsError(created.Type),
            ImplicitObjectCreationExpressionSyntax created => created.Parent?.Parent is MethodDeclarationSyntax method
                && IsError(method.ReturnType),
            InvocationExpressionSyntax call => Refusing.Contains(call.Expression.ToString()),
            ConstructorInitializerSyntax { Parent.Parent: ClassDeclarationSyntax type } => IsError(type),
            PrimaryConstructorBaseTypeSyntax { Parent.Parent: ClassDeclarationSyntax type } => IsError(type),
            _ => false,
        };

    private static bool IsError(TypeSyntax type) =>
        type.ToString().StartsWith("Failure.", StringComparison.Ordinal)
        || type.ToString().EndsWith("Exception", StringComparison.Ordinal) && !Usual.Contains(type.ToString());

    private static bool IsError(ClassDeclarationSyntax type) =>
        type.Identifier.Text.EndsWith("Exception", StringComparison.Ordinal);

    private static IEnumerable<string> TextsIn(SyntaxNode error) =>
        from argument in error.ChildNodes().OfType<ArgumentListSyntax>().SelectMany(list => list.Arguments)
        from node in argument.Expression.DescendantNodesAndSelf(inner => !IsText(inner))
        where IsText(node)
        select Read((ExpressionSyntax)node);

    // Of a sum of texts only the whole is one.
    private static bool IsText(SyntaxNode node) =>
        node
            is InterpolatedStringExpressionSyntax
                or LiteralExpressionSyntax { Token.Value: string }
                or BinaryExpressionSyntax
        && node.Parent is not (BinaryExpressionSyntax or InterpolationSyntax)
        && (
            node is not BinaryExpressionSyntax sum
            || Parts(sum).Any(part => part is not BinaryExpressionSyntax && IsString(part))
        );

    private static bool IsString(SyntaxNode node) =>
        node is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax { Token.Value: string };

    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax text) =>
        text is BinaryExpressionSyntax sum ? [.. Parts(sum.Left), .. Parts(sum.Right)] : [text];

    private static string Read(ExpressionSyntax text) =>
        string.Concat(
            Parts(text)
                .Select(part =>
                    part switch
                    {
                        LiteralExpressionSyntax { Token.Value: string plain } => plain,
                        InterpolatedStringExpressionSyntax woven => string.Concat(
                            woven.Contents.Select(content =>
                                content is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : Hole
                            )
                        ),
                        _ => Hole,
                    }
                )
        );
}
