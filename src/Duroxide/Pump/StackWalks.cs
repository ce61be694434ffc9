using System.Runtime.CompilerServices;

namespace Duroxide;

/// <summary>Bounds how often the stack is walked for the place of a suspicion: a hundred times at once, and ten times a second on the long run.</summary>
/// <remarks>A walk with files and lines takes a millisecond of its turn, and a library may arm a timer in every instance.</remarks>
sealed class StackWalks(TimeProvider time)
{
    const int AtOnce = 100;
    static readonly TimeSpan Each = TimeSpan.FromMilliseconds(100);

    // One for each clock, so that what a simulation meets depends on nothing outside of it.
    static readonly ConditionalWeakTable<TimeProvider, StackWalks> ByClock = [];

    readonly Lock gate = new();
    readonly long started = time.GetTimestamp();
    TimeSpan spent = -AtOnce * Each;

    /// <summary>The bound for all that goes by a clock.</summary>
    public static StackWalks Of(TimeProvider time) => ByClock.GetValue(time, static clock => new(clock));

    /// <summary>Whether one more walk can be afforded, and then counts it.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(started);
            var oldest = now - (AtOnce * Each);
            spent = spent < oldest ? oldest : spent;
            if (spent > now - Each)
            {
                return false;
            }
            spent += Each;
            return true;
        }
    }
}
