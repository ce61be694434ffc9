namespace Duroxide.Cli;

/// <summary>How a command ended, for scripts.</summary>
static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It was refused; the error says why. Nothing was changed.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>There is no such instance, execution or item.</summary>
    public const int NotFound = 3;

    /// <summary>The store cannot be opened or reached.</summary>
    public const int Store = 4;

    /// <summary>Something was found that needs attention: a divergence, damage, an instance that failed.</summary>
    public const int Found = 5;

    /// <summary>It was interrupted by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
