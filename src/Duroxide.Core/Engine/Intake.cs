namespace Duroxide.Core;

/// <summary>Hands out the arrivals of one turn in order, and leaves aside messages for which there is no room yet.</summary>
/// <remarks>
/// No message passes an older one of its queue. Messages of other queues and events do, or a full queue would shut out the
/// very event that its reader waits for. Once a message that the store holds has room the turn is over: it comes first.
/// </remarks>
/// <param name="arrivals">What arrived.</param>
/// <param name="held">The oldest message of each queue of which the store holds some from earlier turns.</param>
/// <param name="lacksRoom">Whether a message has no room as things are now.</param>
sealed class Intake(
    IReadOnlyList<Arrival> arrivals,
    IReadOnlyList<Delivery.Data> held,
    Func<Delivery.Data, bool> lacksRoom
)
{
    readonly List<(int Place, Delivery.Data Data)> aside = [];

    /// <summary>How many arrivals were handed out or left aside.</summary>
    public int Consumed { get; private set; }

    /// <summary>The places of what is left aside, in order.</summary>
    public ValueList<int> Aside => aside.Count == 0 ? [] : aside.Select(one => one.Place).ToValueList();

    /// <summary>Whether a message that the store holds has room by now.</summary>
    public bool TakesHeld => held.Count > 0 && held.Any(data => !lacksRoom(data));

    /// <summary>The next arrival to take; null when the turn is over.</summary>
    public Arrival? Next()
    {
        if (TakesHeld)
        {
            return null;
        }
        if (Oldest() is { } place)
        {
            return arrivals[place];
        }
        while (Consumed < arrivals.Count && arrivals[Consumed].Delivery is Delivery.Data data && MustWait(data))
        {
            aside.Add((Consumed++, data));
        }
        return Consumed < arrivals.Count ? arrivals[Consumed++] : null;
    }

    bool MustWait(Delivery.Data data) =>
        lacksRoom(data)
        || data.Channel == Channel.Queue
            && (held.Any(older => older.Name == data.Name) || aside.Exists(older => older.Data.Name == data.Name));

    // The oldest of those aside that has room by now, and is the first of its queue.
    int? Oldest()
    {
        if (aside.Count == 0)
        {
            return null;
        }
        HashSet<string> shut = [.. held.Select(data => data.Name)];
        for (var index = 0; index < aside.Count; index++)
        {
            var (place, data) = aside[index];
            if (shut.Add(data.Name) && !lacksRoom(data))
            {
                aside.RemoveAt(index);
                return place;
            }
        }
        return null;
    }
}
