namespace Duroxide.Testing;

/// <summary>How recorded executions are verified.</summary>
public sealed record VerificationOptions
{
    /// <summary>The limits of the runtimes that run them: what they refused is refused again. Default the runtime's.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Whether recordings of orchestrations that are not registered are passed over. Default false: then the report does not hold.</summary>
    public bool AllowUnregistered { get; init; }

    /// <summary>Whether executions that have ended count as those do that still run. Default false: no runtime replays them, so they are reported apart.</summary>
    /// <remarks>Say true for histories that are kept as examples.</remarks>
    public bool IncludeEnded { get; init; }

    /// <summary>How many executions must be replayed, ended ones among them, for the report to hold. Default 1: nothing verified is no success.</summary>
    public int AtLeast { get; init; } = 1;
}
