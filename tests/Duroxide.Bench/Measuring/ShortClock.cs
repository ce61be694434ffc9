using System.Diagnostics;

namespace Duroxide.Bench;

/// <summary>
/// Delays of a few milliseconds that are as long as they say. The timers of .NET follow the kernel's coarse clock, which
/// may tick every 4 ms only; this one waits on a thread of its own.
/// </summary>
sealed class ShortClock : IDisposable
{
    static readonly long Tolerance = Stopwatch.Frequency / 2000;

    readonly Lock gate = new();
    readonly PriorityQueue<TaskCompletionSource, long> waiting = new();
    readonly AutoResetEvent earlier = new(false);
    readonly Thread thread;
    volatile bool disposed;

    public ShortClock()
    {
        thread = new(Run) { IsBackground = true, Name = "short clock" };
        thread.Start();
    }

    public Task Delay(TimeSpan delay)
    {
        var due = Stopwatch.GetTimestamp() + (long)(delay.TotalSeconds * Stopwatch.Frequency);
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isFirst;
        lock (gate)
        {
            isFirst = !waiting.TryPeek(out _, out var first) || due < first;
            waiting.Enqueue(source, due);
        }
        if (isFirst)
        {
            earlier.Set();
        }
        return source.Task;
    }

    public void Dispose()
    {
        disposed = true;
        earlier.Set();
        thread.Join();
        earlier.Dispose();
    }

    void Run()
    {
        while (!disposed)
        {
            earlier.WaitOne(CompleteDue());
        }
    }

    /// <summary>Completes what is due, half a millisecond early rather than late, and says how long to wait for the next.</summary>
    TimeSpan CompleteDue()
    {
        while (true)
        {
            TaskCompletionSource due;
            lock (gate)
            {
                if (!waiting.TryPeek(out due!, out var next))
                {
                    return Timeout.InfiniteTimeSpan;
                }
                var remaining = next - Stopwatch.GetTimestamp();
                if (remaining > Tolerance)
                {
                    return TimeSpan.FromMilliseconds(
                        Math.Ceiling((remaining - Tolerance) * 1000.0 / Stopwatch.Frequency)
                    );
                }
                waiting.Dequeue();
            }
            due.SetResult();
        }
    }
}
