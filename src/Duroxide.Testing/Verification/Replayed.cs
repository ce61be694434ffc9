namespace Duroxide.Testing;

/// <summary>What came of the replay of one execution, without its history.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Orchestration">The orchestration's name.</param>
/// <param name="Version">The version that it runs.</param>
/// <param name="HasEnded">Whether it has ended.</param>
/// <param name="Verdict">What came of it.</param>
sealed record Replayed(
    InstanceId Instance,
    string Orchestration,
    SemanticVersion? Version,
    bool HasEnded,
    Verdict Verdict
)
{
    /// <summary>Replays a recording.</summary>
    public static Replayed Of(Recording recording, Programs programs, VerificationOptions options) =>
        new(
            recording.Header.Instance,
            recording.Header.Name,
            recording.Version,
            recording.History is [.., { Fact: Fact.Ended }],
            Verification.Verify(recording, programs, options)
        );
}
