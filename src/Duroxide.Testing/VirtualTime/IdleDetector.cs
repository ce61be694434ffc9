namespace Duroxide.Testing;

/// <summary>Waits until all other threads of this process sleep, so that only a clock can bring anything about.</summary>
/// <remarks>
/// A thread that waits for a processor looks idle to whoever only lets some time go by. Linux knows the difference: it tells
/// of each thread whether it sleeps, and how often it began to run. Two looks that find all asleep, and none that has run in
/// between, show that all slept at one moment: who wakes a thread after the first look has to run for it.
/// </remarks>
static class IdleDetector
{
    const string Threads = "/proc/self/task";
    const string Own = "/proc/thread-self/status";
    const string Wakings = "\nvoluntary_ctxt_switches:";
    const string Preemptions = "\nnonvoluntary_ctxt_switches:";

    static readonly Lock oneAtATime = new();

    /// <summary>Whether this system tells.</summary>
    public static bool CanBeSeen { get; } =
        File.Exists(Own) && File.ReadAllText(Own).Contains(Wakings, StringComparison.Ordinal);

    /// <summary>Looks until all other threads sleep and no work is queued for them, or until it has looked so often.</summary>
    /// <param name="looks">How often to look at most.</param>
    /// <param name="pause">How long to wait between two looks.</param>
    /// <remarks>It has a thread of its own, for who looks on a pool's thread wakes others of the pool.</remarks>
    public static Task WaitAsync(int looks, TimeSpan pause) =>
        Task.Factory.StartNew(
            () => Wait(looks, pause),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    static void Wait(int looks, TimeSpan pause)
    {
        // Two who look would see each other run.
        using var never = new ManualResetEventSlim(false, spinCount: 0);
        lock (oneAtATime)
        {
            for (var look = 0; look < looks && !Holds(); look++)
            {
                never.Wait(pause);
            }
        }
    }

    static bool Holds() =>
        Sleepers() is { } before
        && ThreadPool.PendingWorkItemCount == 0
        && Sleepers() is { } after
        && before.SequenceEqual(after);

    // Each other thread with the count of its runs; null when one of them does not sleep.
    static List<string>? Sleepers()
    {
        var own = Field(File.ReadAllText(Own), "\nPid:");
        var sleepers = new List<string>();
        foreach (var thread in Directory.EnumerateDirectories(Threads))
        {
            if (Path.GetFileName(thread.AsSpan()).SequenceEqual(own))
            {
                continue;
            }
            if (Status(thread) is not { } status || Field(status, "\nState:") is not ['S', ..])
            {
                return null;
            }
            sleepers.Add(thread + Field(status, Wakings) + Field(status, Preemptions));
        }
        return sleepers;
    }

    static string? Status(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "status"));
        }
        catch (IOException)
        {
            // It ended while it was looked at: there is no way to ask first.
            return null;
        }
    }

    static string Field(string status, string name)
    {
        var start = status.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return status[start..status.IndexOf('\n', start)].Trim();
    }
}
