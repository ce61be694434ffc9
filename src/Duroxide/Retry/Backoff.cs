namespace Duroxide;

/// <summary>How long to wait between two attempts.</summary>
public partial record Backoff
{
    Backoff() { }

    /// <summary>Try again at once, without a timer.</summary>
    public sealed record None : Backoff;

    /// <summary>Wait equally long each time.</summary>
    /// <param name="Delay">How long.</param>
    public sealed record Fixed(TimeSpan Delay) : Backoff;

    /// <summary>Wait one step longer each time.</summary>
    /// <param name="Step">The first delay, and by how much it grows.</param>
    /// <param name="Max">The longest delay.</param>
    public sealed record Linear(TimeSpan Step, TimeSpan Max) : Backoff;

    /// <summary>Wait a number of times longer each time.</summary>
    /// <param name="First">The first delay.</param>
    /// <param name="Factor">By how much the delay is multiplied.</param>
    /// <param name="Max">The longest delay.</param>
    public sealed record Exponential(TimeSpan First, double Factor, TimeSpan Max) : Backoff;

    /// <summary>The delay after a failed attempt.</summary>
    /// <param name="attempt">The attempt that failed, counted from 1.</param>
    public TimeSpan After(int attempt) =>
        this switch
        {
            None => TimeSpan.Zero,
            Fixed backoff => backoff.Delay,
            Linear backoff => AtMost(backoff.Max, backoff.Step.Ticks * (double)attempt),
            Exponential backoff => AtMost(backoff.Max, backoff.First.Ticks * Math.Pow(backoff.Factor, attempt - 1)),
        };

    // Floating point does not overflow: a huge attempt gives infinity, which is cut to the longest delay. Nothing times
    // infinity is not a number, and means nothing.
    static TimeSpan AtMost(TimeSpan max, double ticks) =>
        double.IsNaN(ticks) ? TimeSpan.Zero
        : ticks >= max.Ticks ? max
        : TimeSpan.FromTicks((long)ticks);
}
