namespace Duroxide.Dashboard;

/// <summary>What the code at hand makes of the instances that run.</summary>
/// <param name="IsSafe">Whether it follows each history that was replayed, and registers what they run.</param>
/// <param name="Looked">How many instances were looked at.</param>
/// <param name="Same">How many of them the code follows.</param>
/// <param name="HasMore">Whether there are more that were not looked at.</param>
/// <param name="Divergences">Where the code departs from history, equal departures together, the most frequent first.</param>
/// <param name="Unregistered">Orchestrations that run and are not registered.</param>
/// <param name="MissingActivities">Activities that would be asked for next and are not registered.</param>
/// <param name="Unreadable">Histories that cannot be read, the first 20.</param>
/// <param name="Others">Those that say nothing about the code, by reason.</param>
/// <param name="Next">What the instances would do next, those that would do the same together.</param>
sealed record DeploymentView(
    bool IsSafe,
    long Looked,
    long Same,
    bool HasMore,
    DivergenceView[] Divergences,
    CountView[] Unregistered,
    CountView[] MissingActivities,
    string[] Unreadable,
    CountView[] Others,
    NextView[] Next
);

/// <summary>Instances from which the code departs by the same change.</summary>
/// <param name="Orchestration">What they run.</param>
/// <param name="Version">In which version.</param>
/// <param name="Cause">What was changed, in a sentence.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Instances">Some of them.</param>
/// <param name="Detail">The departure of the first of them: what history has beside what the code asks for.</param>
sealed record DivergenceView(
    string Orchestration,
    string? Version,
    string Cause,
    long Count,
    string[] Instances,
    string Detail
);

/// <summary>Instances that would do the same next.</summary>
/// <param name="Orchestration">What they run.</param>
/// <param name="Next">What they would do, in words.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Instances">Some of them.</param>
sealed record NextView(string Orchestration, string Next, long Count, string[] Instances);

/// <summary>How far something long is.</summary>
/// <param name="Done">How many are done.</param>
/// <param name="Of">How many there are, as far as it is known.</param>
sealed record ProgressView(long Done, long Of);
