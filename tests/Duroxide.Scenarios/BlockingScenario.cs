using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Activities that block the threads on which leases are renewed, too.</summary>
public abstract class BlockingScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Activities_that_all_block_their_threads_for_longer_than_a_lease_run_once()
    {
        const int activities = 20;
        var (lease, block) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
        using var never = new ManualResetEventSlim();
        var runs = 0;
        var blocking = new Activity<int, int>(
            "blocking",
            (context, number) =>
            {
                Interlocked.Increment(ref runs);
                never.Wait(block, Cancellation);
                return Task.FromResult(number);
            }
        );
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) =>
                (
                    await context.Join(
                        Enumerable.Range(0, activities).Select(number => context.ScheduleActivity(blocking, number))
                    )
                ).Length
        );
        Code.Add(blocking).Add(calling);
        // A client of its own node goes by the real clock, too.
        var runtime = await RunAsync(
            options =>
                options with
                {
                    Time = TimeProvider.System,
                    LongPoll = TimeSpan.FromSeconds(1),
                    WorkerConcurrency = activities,
                    ActivityLease = lease,
                },
            await OpenNodeAsync(TimeProvider.System)
        );

        await runtime.Client.StartOrchestrationAsync(calling, "calling", Unit.Value, cancellationToken: Cancellation);
        var ended = runtime.Client.WaitForCompletionAsync<int>("calling", cancellationToken: Cancellation);

        Assert.Equal(activities, await ended.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, Cancellation));
        Assert.Equal(activities, runs);
    }
}
