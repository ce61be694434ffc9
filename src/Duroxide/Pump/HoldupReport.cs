using System.Globalization;

namespace Duroxide;

/// <summary>Tells people what holds up the thread of a turn, and what to write instead.</summary>
static class HoldupReport
{
    /// <summary>About a turn that has not ended.</summary>
    /// <param name="subject">The instance and its orchestration, in words.</param>
    /// <param name="isBlocked">Whether its thread waits or sleeps, rather than computes.</param>
    /// <param name="lastAsked">What the code asked for last, in words; null for nothing.</param>
    /// <param name="place">Where in the user's code it blocks; null when that is not known.</param>
    public static string Of(string subject, bool isBlocked, string? lastAsked, string? place) =>
        isBlocked
            ? $"{subject} blocks the thread of its turn{(place is null ? "" : $" at {place}")}. {Asked(lastAsked)}"
                + "Most likely it waits by .Result, .Wait() or GetAwaiter().GetResult(), which no answer can reach, sleeps, or "
                + "enters a lock that another thread holds: await instead, wait by ctx.ScheduleTimer, and do I/O in an activity"
            : $"{subject} computes. {Asked(lastAsked)}"
                + "It may be a loop that never awaits, a long history to replay, or a machine with too much to do";

    /// <summary>About a turn that has ended, after long.</summary>
    public static string Slow(string subject, TimeSpan took, string? lastAsked) =>
        $"{subject} took {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s for one step. {Asked(lastAsked)}"
        + "Nothing else of the instance happens meanwhile, and a thread is held: wait by ctx.ScheduleTimer in place of "
        + "Thread.Sleep, do long work and I/O in an activity. If it does neither, the machine had too much to do.";

    static string Asked(string? lastAsked) => lastAsked is null ? "" : $"Last it asked for: {lastAsked}. ";
}
