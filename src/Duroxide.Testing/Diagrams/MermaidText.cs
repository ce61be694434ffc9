namespace Duroxide.Testing;

/// <summary>Text inside Mermaid, which begins a comment or a character's code at a hash, and ends a message at a semicolon, a statement at the end of a line, and a label at a colon.</summary>
static class MermaidText
{
    /// <summary>The text of a message in a sequence diagram.</summary>
    public static string Message(string text) =>
        string.Concat(
            text.Select(c =>
                c == ';' ? "#59;"
                : c == '#' ? "#35;"
                : char.IsControl(c) || c is '\u2028' or '\u2029' ? " "
                : c.ToString()
            )
        );

    /// <summary>The label of a state or of a way between states.</summary>
    public static string Label(string text) =>
        Message(text)
            .Replace(":", "#58;", StringComparison.Ordinal)
            .Replace("\"", "#quot;", StringComparison.Ordinal)
            .Replace("<", "#lt;", StringComparison.Ordinal);
}
