namespace Duroxide;

/// <summary>One version of an orchestration as a runtime runs it.</summary>
sealed class OrchestrationRegistration
{
    readonly OrchestrationCode code;

    internal OrchestrationRegistration(string name, SemanticVersion version, OrchestrationCode code)
    {
        Name = name;
        Version = version;
        this.code = code;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The version.</summary>
    public SemanticVersion Version { get; }

    /// <summary>Makes a program that runs the code from its beginning.</summary>
    /// <param name="codec">How payloads are written and read.</param>
    /// <param name="options">How closely the code is watched.</param>
    /// <param name="escaped">
    /// Hears, on any thread, that the code left the durable world while none of it was meant to run. The instance is to
    /// be given up with this failure.
    /// </param>
    internal OrchestrationProgram CreateProgram(
        PayloadCodec codec,
        DeterminismOptions? options = null,
        Action<Failure>? escaped = null
    ) => new(code, codec, options ?? DeterminismOptions.Default, escaped);
}
