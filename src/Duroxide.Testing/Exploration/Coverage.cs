using System.Text;

namespace Duroxide.Testing;

/// <summary>What was seen in many runs of a scenario, and what was not.</summary>
/// <param name="Reactions">What the code did on what, in order of orchestration and cause.</param>
/// <param name="Activities">How often activities ran.</param>
/// <param name="Unreached">The activities and stimuli that no run came to.</param>
public sealed record Coverage(
    ValueList<Reaction> Reactions,
    ValueList<ActivityCoverage> Activities,
    ValueList<string> Unreached
)
{
    /// <summary>The ways from what an orchestration waits for to what it waits for next.</summary>
    public ValueList<Transition> Transitions { get; init; }

    /// <summary>Draws what an orchestration waits for, and what leads from one wait to the next.</summary>
    /// <param name="orchestration">The orchestration's name.</param>
    /// <exception cref="ArgumentException">No run had an instance of that orchestration.</exception>
    public StateDiagram Draw(string orchestration)
    {
        var seen = Transitions.Where(transition => transition.Orchestration == orchestration).ToValueList();
        return seen.Count > 0
            ? new(orchestration, seen)
            : throw new ArgumentException(
                $"No run had an instance of '{orchestration}', but of {string.Join(", ", Transitions.Select(transition => transition.Orchestration).Distinct())}.",
                nameof(orchestration)
            );
    }

    /// <summary>Shows it as a table.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var group in Reactions.GroupBy(reaction => reaction.Orchestration))
        {
            text.Append(CultureInfo.InvariantCulture, $"{group.Key}\n");
            foreach (var reaction in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"{reaction.Count, 10}  {reaction.When} → {reaction.Then}\n");
            }
        }
        foreach (var activity in Activities)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{activity.Name}: {activity.Succeeded} returned, {activity.Failed} failed, {activity.Unheard} for nobody\n"
            );
        }
        foreach (var missing in Unreached)
        {
            text.Append(CultureInfo.InvariantCulture, $"never: {missing}\n");
        }
        return text.ToString();
    }
}

/// <summary>A decision that was seen: what the code asked for on one thing that reached it.</summary>
/// <param name="Orchestration">The orchestration's name.</param>
/// <param name="When">What reached it.</param>
/// <param name="Then">What it asked for until it blocked.</param>
/// <param name="Count">How often this was seen.</param>
public sealed record Reaction(string Orchestration, string When, string Then, long Count);

/// <summary>How often an activity ran.</summary>
/// <param name="Name">The activity.</param>
/// <param name="Succeeded">How often it returned.</param>
/// <param name="Failed">How often it failed.</param>
/// <param name="Unheard">How often its result was lost or no longer wanted.</param>
public sealed record ActivityCoverage(string Name, long Succeeded, long Failed, long Unheard);
