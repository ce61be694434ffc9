using System.Diagnostics;

namespace Duroxide.Testing;

/// <summary>The one thread of a simulation: picks what happens next by its seed, and lets time pass when nothing can.</summary>
sealed class Scheduler(long seed, VirtualTimeProvider clock)
{
    // Clients and nodes look at the store once a day while nothing happens.
    const int LongestIdle = 1_000;

    readonly int thread = Environment.CurrentManagedThreadId;
    readonly DateTimeOffset began = clock.GetUtcNow();
    readonly SeededRandom random = new(seed);
    int nonces;
    readonly List<PendingStep> ready = [];
    readonly List<PendingStep> polls = [];
    readonly HashSet<DateTimeOffset> wakes = [];
    readonly SortedSet<DateTimeOffset> expected = [];
    readonly List<TraceEntry> story = [];
    volatile StackTrace? stray;
    int idle;

    public VirtualTimeProvider Clock => clock;

    /// <summary>How many steps were made.</summary>
    public int Steps { get; private set; }

    /// <summary>The nonce of an instance that is created: another each time, and in each run of a seed the same.</summary>
    public Nonce NextNonce(InstanceId instance) =>
        Nonce.From(string.Create(CultureInfo.InvariantCulture, $"{seed}/{++nonces}/{instance}"));

    /// <summary>From where work came on another thread, so that the run is not the seed's alone; null when none did.</summary>
    public StackTrace? Stray => stray;

    /// <summary>What was written down.</summary>
    public IReadOnlyList<TraceEntry> Story => story;

    /// <summary>A number from 0 to below a bound.</summary>
    public int Choose(int bound) => random.Below(bound);

    public void Add(PendingStep pending)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            stray ??= new StackTrace(fNeedFileInfo: true);
            return;
        }
        ready.Add(pending);
    }

    /// <summary>Adds a call that waits for a change of the store, or for time to pass.</summary>
    public void AddPoll(PendingStep pending) => polls.Add(pending);

    /// <summary>Lets those who wait for a change look again.</summary>
    public void Changed()
    {
        ready.AddRange(polls);
        polls.Clear();
    }

    /// <summary>Notes that something came forward.</summary>
    public void Progress() => idle = 0;

    /// <summary>Lets those who wait for a change look again at a moment, when time may have brought one.</summary>
    public void WakeAt(DateTimeOffset moment)
    {
        if (moment > clock.GetUtcNow() && wakes.Add(moment))
        {
            After(
                moment - clock.GetUtcNow(),
                () =>
                {
                    wakes.Remove(moment);
                    Changed();
                }
            );
        }
    }

    /// <summary>Notes a moment that brings something forward: a timer is due, a lease lapses, a retry begins.</summary>
    public void Expect(DateTimeOffset moment)
    {
        if (moment > clock.GetUtcNow())
        {
            expected.Add(moment);
            WakeAt(moment);
        }
    }

    /// <summary>Does something when time has passed.</summary>
    public void After(TimeSpan delay, Action act) =>
        clock.CreateTimer(_ => act(), null, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Writes down what happened; the text is made only when somebody reads it.</summary>
    public void Write(string who, Func<string> what) => story.Add(new(Steps, clock.GetUtcNow() - began, who, what));

    /// <summary>Takes the next step; null when nothing is ready.</summary>
    public PendingStep? Next()
    {
        while (ready.Count > 0)
        {
            var picked = random.Below(ready.Count);
            var pending = ready[picked];
            ready[picked] = ready[^1];
            ready.RemoveAt(ready.Count - 1);
            if (pending.Owner.Admits(pending))
            {
                Steps++;
                return pending;
            }
        }
        return null;
    }

    /// <summary>Lets time pass until something is due.</summary>
    /// <returns>False when nothing can happen any more, or nothing has come forward for ages and nothing is to be expected.</returns>
    public bool PassTime()
    {
        while (expected.Count > 0 && expected.Min <= clock.GetUtcNow())
        {
            expected.Remove(expected.Min);
        }
        return (idle++ < LongestIdle || expected.Count > 0) && clock.AdvanceToNext();
    }
}
