namespace Duroxide.Testing;

/// <summary>Gathers verdicts, and puts equal ones together.</summary>
sealed class VerificationTally
{
    readonly Dictionary<(string, SemanticVersion?, string), Group> groups = [];
    readonly Dictionary<string, int> unregistered = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> notApplicable = new(StringComparer.Ordinal);
    int same;

    /// <summary>What is read when nothing was added.</summary>
    public static VerificationPart Nothing { get; } = new VerificationTally().Read();

    public void Add(Replayed replayed)
    {
        switch (replayed.Verdict)
        {
            case Verdict.Same:
                same++;
                break;
            case Verdict.Diverged diverged:
                Add(replayed, diverged.Divergence);
                break;
            case Verdict.Unregistered missing:
                Count(unregistered, $"{missing.Orchestration} {missing.Version}");
                break;
            case Verdict.NotApplicable other:
                Count(notApplicable, other.Reason);
                break;
        }
    }

    public VerificationPart Read() =>
        new(
            same,
            groups
                .Select(group => group.Value.Read(group.Key))
                .OrderByDescending(group => group.Count)
                .ThenBy(group => group.Orchestration, StringComparer.Ordinal)
                .ThenBy(group => group.Change, StringComparer.Ordinal)
                .ToValueList(),
            Counts(unregistered),
            Counts(notApplicable)
        );

    static void Count(Dictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    static ValueMap<string, int> Counts(Dictionary<string, int> counts) =>
        counts.Aggregate(ValueMap<string, int>.Empty, (all, count) => all.Set(count.Key, count.Value));

    void Add(Replayed replayed, Divergence divergence)
    {
        var key = (replayed.Orchestration, replayed.Version, ChangeSentence.Of(divergence));
        if (!groups.TryGetValue(key, out var group))
        {
            groups.Add(key, group = new(divergence));
        }
        group.Add(replayed.Instance, divergence.At.Value - 1);
    }

    sealed class Group(Divergence first)
    {
        readonly List<InstanceId> instances = [];
        readonly SortedDictionary<long, int> places = [];

        public void Add(InstanceId instance, long after)
        {
            instances.Add(instance);
            places[after] = places.GetValueOrDefault(after) + 1;
        }

        public DivergenceGroup Read((string Orchestration, SemanticVersion? Version, string Change) key) =>
            new(
                key.Orchestration,
                key.Version,
                key.Change,
                instances.ToValueList(),
                places.Aggregate(ValueMap<long, int>.Empty, (all, place) => all.Set(place.Key, place.Value)),
                first
            );
    }
}
