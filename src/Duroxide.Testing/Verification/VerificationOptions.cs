namespace Duroxide.Testing;

/// <summary>How recorded executions are verified.</summary>
public sealed record VerificationOptions
{
    /// <summary>The limits of the runtimes that run them: what they refused is refused again. Default the runtime's.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Whether recordings of orchestrations that are not registered are passed over. Default false: then the report does not hold.</summary>
    public bool AllowUnregistered { get; init; }
}
