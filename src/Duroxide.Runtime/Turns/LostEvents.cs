using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>The events of a turn that nothing waited for when they came.</summary>
static class LostEvents
{
    /// <summary>Their names, in order.</summary>
    /// <param name="before">The state before the turn.</param>
    /// <param name="events">What the turn adds to it.</param>
    public static IReadOnlyList<string> Of(ExecutionState before, IReadOnlyList<HistoryEvent> events)
    {
        if (!HaveCome(events))
        {
            return [];
        }
        var (state, lost) = (before, new List<string>());
        foreach (var happened in events)
        {
            var evolved = Fold.Evolve(state, happened);
            if (evolved.Resolution is null && happened.Fact is Fact.Arrived { Channel: Channel.Event, Name: var name })
            {
                lost.Add(name);
            }
            state = evolved.State;
        }
        return lost;
    }

    static bool HaveCome(IReadOnlyList<HistoryEvent> events)
    {
        for (var index = 0; index < events.Count; index++)
        {
            if (events[index].Fact is Fact.Arrived { Channel: Channel.Event })
            {
                return true;
            }
        }
        return false;
    }
}
