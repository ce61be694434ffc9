namespace Duroxide.Testing;

/// <summary>Gathers verdicts, and puts equal ones together.</summary>
sealed class VerificationTally(VerificationOptions options)
{
    const int MostExamples = 3;

    readonly Dictionary<(string, SemanticVersion?, string), DivergenceGroup> groups = [];
    readonly Dictionary<string, int> unregistered = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> notApplicable = new(StringComparer.Ordinal);
    int same;

    public void Add(Recording recording, Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Same:
                same++;
                break;
            case Verdict.Diverged diverged:
                Add(recording, diverged.Divergence);
                break;
            case Verdict.Unregistered missing:
                Count(unregistered, $"{missing.Orchestration} {missing.Version}");
                break;
            case Verdict.NotApplicable other:
                Count(notApplicable, other.Reason);
                break;
        }
    }

    public VerificationReport Read() =>
        new(
            same,
            groups
                .Values.OrderByDescending(group => group.Count)
                .ThenBy(group => group.Orchestration, StringComparer.Ordinal)
                .ThenBy(group => group.Change, StringComparer.Ordinal)
                .ToValueList(),
            Counts(unregistered),
            Counts(notApplicable)
        )
        {
            AllowsUnregistered = options.AllowUnregistered,
        };

    static void Count(Dictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    static ValueMap<string, int> Counts(Dictionary<string, int> counts) =>
        counts.Aggregate(ValueMap<string, int>.Empty, (all, count) => all.Set(count.Key, count.Value));

    void Add(Recording recording, Divergence divergence)
    {
        var change = ChangeSentence.Of(divergence);
        var key = (recording.Header.Name, recording.Version, change);
        var group = groups.TryGetValue(key, out var known)
            ? known
            : new(recording.Header.Name, recording.Version, change, 0, [], divergence);
        groups[key] = group with
        {
            Count = group.Count + 1,
            Examples =
                group.Examples.Count < MostExamples ? group.Examples.With(recording.Header.Instance) : group.Examples,
        };
    }
}
