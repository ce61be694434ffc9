namespace Duroxide;

/// <summary>An exception that has a meaning to the engine: uncaught, it fails the orchestration with details of its own.</summary>
public abstract class DurableException : Exception
{
    private protected DurableException(string message, Exception? cause = null)
        : base(message, cause) { }

    /// <summary>The failure that an orchestration ends with when it does not catch this exception.</summary>
    public abstract Failure.Application ToFailure();
}
