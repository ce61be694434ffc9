namespace Duroxide;

/// <summary>How long to wait between two attempts.</summary>
public partial record Backoff
{
    Backoff() { }

    /// <summary>Try again at once, without a timer.</summary>
    public sealed record None : Backoff;

    /// <summary>Wait equally long each time.</summary>
    /// <param name="Delay">How long; not negative.</param>
    public sealed record Fixed(TimeSpan Delay) : Backoff
    {
        /// <summary>How long.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public TimeSpan Delay
        {
            get;
            init => field = NotNegative(value, nameof(Delay));
        } = NotNegative(Delay, nameof(Delay));
    }

    /// <summary>Wait one step longer each time.</summary>
    /// <param name="Step">The first delay, and by how much it grows; not negative.</param>
    /// <param name="Max">The longest delay; not negative.</param>
    public sealed record Linear(TimeSpan Step, TimeSpan Max) : Backoff
    {
        /// <summary>The first delay, and by how much it grows.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public TimeSpan Step
        {
            get;
            init => field = NotNegative(value, nameof(Step));
        } = NotNegative(Step, nameof(Step));

        /// <summary>The longest delay.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public TimeSpan Max
        {
            get;
            init => field = NotNegative(value, nameof(Max));
        } = NotNegative(Max, nameof(Max));
    }

    /// <summary>Multiply the wait by a factor each time.</summary>
    /// <param name="First">The first delay; not negative.</param>
    /// <param name="Factor">By how much the delay is multiplied; a number that is not negative.</param>
    /// <param name="Max">The longest delay; not negative.</param>
    public sealed record Exponential(TimeSpan First, double Factor, TimeSpan Max) : Backoff
    {
        /// <summary>The first delay.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public TimeSpan First
        {
            get;
            init => field = NotNegative(value, nameof(First));
        } = NotNegative(First, nameof(First));

        /// <summary>By how much the delay is multiplied.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative, or no number.</exception>
        public double Factor
        {
            get;
            init => field = NoLess(value);
        } = NoLess(Factor);

        /// <summary>The longest delay.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public TimeSpan Max
        {
            get;
            init => field = NotNegative(value, nameof(Max));
        } = NotNegative(Max, nameof(Max));
    }

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

    static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A back-off cannot wait for a negative time.");

    static double NoLess(double factor) =>
        factor >= 0
            ? factor
            : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A delay is multiplied by 0 or more.");
}
