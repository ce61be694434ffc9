namespace Duroxide;

/// <summary>The races of one orchestration: decided when nothing else is left to run, the oldest first.</summary>
/// <remarks>At that moment everything that follows from an arrival has happened, so that a tie is seen as one.</remarks>
sealed class Races
{
    readonly SortedSet<Race> ready = [];
    long count;

    /// <summary>Opens a race of the branch that runs.</summary>
    public Race Open(Scope scope) => new(scope, ++count);

    /// <summary>Hears that a handle in a race is complete or cancelled.</summary>
    public void Ready(Race race) => ready.Add(race);

    /// <summary>Decides one race; false when there is none to decide.</summary>
    public bool DecideOne()
    {
        while (ready.Min is { } race)
        {
            ready.Remove(race);
            if (race.Decide())
            {
                return true;
            }
        }
        return false;
    }
}
