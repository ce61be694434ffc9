using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Dispatch;

public sealed class RunningActivitiesTests
{
    [Fact]
    public async Task An_activity_that_arrives_after_all_were_told_to_stop_is_told_too()
    {
        var running = new RunningActivities();
        using var late = new RunningActivity(session: null, ThreadPoolQueue.Instance);

        running.ShutDown();
        running.Add(new("instance", ExecutionId.First, new EventId(2)), late);

        Assert.True(late.Told.IsCompleted);
        Assert.Equal(StopReason.Shutdown, await late.Told);
    }
}
