namespace Toygres.Cli;

/// <summary>How a command ended, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It was refused, or what it waited for has failed; the error says why.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>There is no such thing.</summary>
    public const int NotFound = 3;

    /// <summary>The server cannot be reached, or does not know who asks.</summary>
    public const int Server = 4;

    /// <summary>Something was found that needs attention: drift, an unhealthy server.</summary>
    public const int Found = 5;

    /// <summary>It was interrupted by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
