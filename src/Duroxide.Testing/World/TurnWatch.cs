using System.Collections.Concurrent;
using System.Diagnostics;

namespace Duroxide.Testing;

/// <summary>Sees turns that do not end: code in a loop that never awaits gives no other way to say so.</summary>
/// <remarks>Nothing can end such a turn. Its thread is left behind, and whoever waits for the run is told.</remarks>
sealed class TurnWatch
{
    static readonly AsyncLocal<TurnWatch?> current = new();

    readonly ConcurrentDictionary<int, (InstanceState Instance, long Since)> turns = [];

    /// <summary>Runs a test, and gives it up when one of its turns takes longer than a limit.</summary>
    /// <exception cref="TestExpectationException">A turn does not end.</exception>
    public static T Run<T>(TimeSpan limit, Func<T> test)
    {
        if (current.Value is not null || Debugger.IsAttached)
        {
            return test();
        }
        var watch = new TurnWatch();
        var running = Task.Factory.StartNew(
            () =>
            {
                current.Value = watch;
                return test();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        while (!((IAsyncResult)running).AsyncWaitHandle.WaitOne(limit / 4))
        {
            watch.ThrowIfOverdue(limit);
        }
        return running.GetAwaiter().GetResult();
    }

    /// <summary>Runs one turn under the watch of the test that it belongs to.</summary>
    public static T Turn<T>(InstanceState instance, Func<T> turn)
    {
        if (current.Value is not { } watch)
        {
            return turn();
        }
        var thread = Environment.CurrentManagedThreadId;
        watch.turns[thread] = (instance, TimeProvider.System.GetTimestamp());
        try
        {
            return turn();
        }
        finally
        {
            watch.turns.TryRemove(thread, out _);
        }
    }

    void ThrowIfOverdue(TimeSpan limit)
    {
        foreach (var (instance, since) in turns.Values)
        {
            if (TimeProvider.System.GetElapsedTime(since) > limit)
            {
                throw new TestExpectationException(
                    $"{instance.Id} ({instance.Header.Name}) is in one turn for more than {HistoryText.Span(limit)}, and does not "
                        + "come to an await. Look for a loop that never awaits, or code that blocks its thread.\n"
                        + $"It came so far: {(instance.History is [.., var last] ? HistoryText.Of(last.Fact) : "nothing yet")}"
                );
            }
        }
    }
}
