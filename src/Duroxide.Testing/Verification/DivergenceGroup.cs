namespace Duroxide.Testing;

/// <summary>Recorded executions from which the code in hand departs by the same change.</summary>
/// <param name="Orchestration">The orchestration's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Change">What was changed, in a sentence.</param>
/// <param name="Instances">The instances, in the order in which they were read; one for each execution.</param>
/// <param name="Places">After how many events the change was met, and in how many executions.</param>
/// <param name="Divergence">The departure of the first of them, in full.</param>
public sealed record DivergenceGroup(
    string Orchestration,
    SemanticVersion? Version,
    string Change,
    ValueList<InstanceId> Instances,
    ValueMap<long, int> Places,
    Divergence Divergence
)
{
    const int MostExamples = 3;
    const int MostPlaces = 5;

    /// <summary>How many executions it concerns.</summary>
    public int Count => Instances.Count;

    /// <summary>Some of the instances.</summary>
    public IEnumerable<InstanceId> Examples => Instances.Distinct().Take(MostExamples);

    /// <summary>The departure of the first of them: what history has beside what the code asks for.</summary>
    public string Table => DivergenceTable.Of(Divergence);

    /// <summary>Shows the group in a line.</summary>
    public override string ToString() =>
        $"{Count} {(Count == 1 ? "instance" : "instances")} of {Orchestration} {Version}: {Change} after {Where()} "
        + $"(such as {string.Join(", ", Examples)})";

    string Where()
    {
        if (Places.Count == 1)
        {
            return $"event {Places.Keys.First()}";
        }
        var places = Places.OrderByDescending(place => place.Value).ThenBy(place => place.Key).ToList();
        var told = places.Take(MostPlaces).Select(place => $"{place.Key} ({place.Value})");
        return $"events {string.Join(", ", told)}{(places.Count > MostPlaces ? " and others" : "")}";
    }
}
