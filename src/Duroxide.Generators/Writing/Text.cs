using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Generators;

/// <summary>Texts as C# and as XML, and blocks within blocks.</summary>
static class Text
{
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A text in a comment of documentation.</summary>
    public static string Xml(string text) =>
        new System.Xml.Linq.XText(new string([.. text.Select(each => IsInLine(each) ? each : ' ')])).ToString();

    // Each of the separators ends a line for the compiler, and so a comment.
    static bool IsInLine(char each) =>
        !char.IsControl(each) && !char.IsSurrogate(each) && each is not ('\u2028' or '\u2029');

    /// <summary>A block whose lines all stand deeper.</summary>
    public static string Indented(string block, int levels = 1) =>
        string.Join(
            "\n",
            block.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', levels * 4) + line)
        );

    /// <summary>Joined by commas on one line, or, where that is too long, one below the other.</summary>
    /// <param name="before">What stands before the parenthesis.</param>
    /// <param name="items">What stands within.</param>
    /// <param name="after">What stands behind.</param>
    public static string Call(string before, IEnumerable<string> items, string after)
    {
        const int Width = 100;
        var all = items.ToList();
        var line = $"{before}({string.Join(", ", all)}){after}";
        return line.Length <= Width && !line.Contains('\n')
            ? line
            : $"{before}(\n{string.Join(",\n", all.Select(item => Indented(item)))}\n){after}";
    }
}
