namespace Toygres.Cli;

/// <summary>Where a command reads and writes.</summary>
/// <param name="Input">What a person types.</param>
/// <param name="Output">What was asked for.</param>
/// <param name="Error">What went wrong, and how far things are.</param>
/// <param name="IsInteractive">Whether a person can be asked.</param>
/// <param name="Variable">The variables of the environment.</param>
internal sealed record Terminal(
    TextReader Input,
    TextWriter Output,
    TextWriter Error,
    bool IsInteractive,
    Func<string, string?> Variable
)
{
    /// <summary>The process's own.</summary>
    public static Terminal Own { get; } =
        new(
            Console.In,
            Console.Out,
            Console.Error,
            !Console.IsInputRedirected && !Console.IsOutputRedirected,
            Environment.GetEnvironmentVariable
        );

    /// <summary>Reads what is not to be seen: from a person letter by letter, from a program a line.</summary>
    public string? ReadSecret(string question)
    {
        if (!IsInteractive)
        {
            return Input.ReadLine();
        }
        Error.Write(question);
        var text = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            text =
                key.Key is ConsoleKey.Backspace ? text.Remove(Math.Max(0, text.Length - 1), Math.Min(1, text.Length))
                : key.KeyChar == 0 ? text
                : text.Append(key.KeyChar);
        }
        Error.WriteLine();
        return text.ToString();
    }
}
