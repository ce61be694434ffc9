namespace Duroxide.Cli;

/// <summary>Where a command reads and writes.</summary>
/// <param name="Input">What a person types.</param>
/// <param name="Output">What was asked for.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="IsInteractive">Whether a person can be asked.</param>
/// <param name="Time">The clock.</param>
sealed record Terminal(TextReader Input, TextWriter Output, TextWriter Error, bool IsInteractive, TimeProvider Time)
{
    /// <summary>The process's own.</summary>
    public static Terminal Own { get; } =
        new(
            Console.In,
            Console.Out,
            Console.Error,
            !Console.IsInputRedirected && !Console.IsOutputRedirected,
            TimeProvider.System
        );
}
