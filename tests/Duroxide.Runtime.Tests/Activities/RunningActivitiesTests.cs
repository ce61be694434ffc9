using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Activities;

public sealed class RunningActivitiesTests
{
    static ActivityItem Item { get; } =
        new(new Lease(1, 1), "instance", ExecutionId.First, new EventId(2), ReadOnlyMemory<byte>.Empty, Attempt: 1);

    [Fact]
    public async Task An_activity_that_arrives_after_all_were_told_to_stop_is_told_too()
    {
        var running = new RunningActivities();
        using var late = new RunningActivity(Item, ThreadPoolScheduler.Instance);

        running.ShutDown();
        running.Add(new("instance", ExecutionId.First, new EventId(2)), late);

        Assert.True(late.Told.IsCompleted);
        Assert.Equal(StopReason.Shutdown, await late.Told);
    }

    [Fact]
    public async Task Activities_may_end_while_all_are_told_to_stop()
    {
        var running = new RunningActivities();
        using var activity = new RunningActivity(Item, ThreadPoolScheduler.Instance);
        var keys = Enumerable
            .Range(2, 50)
            .Select(id => new ActivityKey("instance", ExecutionId.First, new(id)))
            .ToList();
        var isOver = false;

        var working = Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                keys.ForEach(key => running.Add(key, activity));
                keys.ForEach(key => running.Remove(key, activity));
            }
        });
        for (var time = 0; time < 5_000; time++)
        {
            running.ShutDown();
        }
        Volatile.Write(ref isOver, true);

        await working;
    }
}
