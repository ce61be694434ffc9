namespace Duroxide.Testing;

/// <summary>The one thread of a simulation: picks what happens next by its seed, and lets time pass when nothing can.</summary>
sealed class Scheduler(long seed, VirtualTimeProvider clock)
{
    const int LinesKept = 400;

    readonly Seeded random = new(seed);
    readonly List<(SimulatedNode Node, Action Work)> ready = [];
    readonly List<(SimulatedNode Node, Action Work)> polls = [];
    readonly Queue<string> lines = new();

    public VirtualTimeProvider Clock => clock;

    public Seeded Random => random;

    /// <summary>How many steps were made.</summary>
    public int Steps { get; private set; }

    /// <summary>The last things that were written down.</summary>
    public IEnumerable<string> Lines => lines;

    public void Add(SimulatedNode node, Action work) => ready.Add((node, work));

    /// <summary>Adds work that waits for a change of the store, or for time to pass.</summary>
    public void AddPoll(SimulatedNode node, Action work) => polls.Add((node, work));

    /// <summary>Lets those who wait for a change look again.</summary>
    public void Changed()
    {
        ready.AddRange(polls);
        polls.Clear();
    }

    /// <summary>Makes sure that time does not pass by a moment at which the store has something new.</summary>
    public void WakeAt(DateTimeOffset moment)
    {
        if (moment > clock.GetUtcNow())
        {
            clock.CreateTimer(static _ => { }, null, moment - clock.GetUtcNow(), Timeout.InfiniteTimeSpan);
        }
    }

    public void Write(string line)
    {
        if (lines.Count == LinesKept)
        {
            lines.Dequeue();
        }
        lines.Enqueue($"{Timestamp.From(clock.GetUtcNow())} {line}");
    }

    /// <summary>Makes one step.</summary>
    /// <returns>False when nothing can happen any more.</returns>
    public bool Step()
    {
        Steps++;
        while (ready.Count > 0)
        {
            var picked = random.Below(ready.Count);
            var (node, work) = ready[picked];
            ready.RemoveAt(picked);
            if (!node.IsDead)
            {
                work();
                return true;
            }
        }
        if (!clock.AdvanceToNext())
        {
            return false;
        }
        Changed();
        return true;
    }
}
