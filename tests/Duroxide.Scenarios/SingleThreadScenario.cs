using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>A runtime with one slot of each kind does all that a larger one does, one after another.</summary>
public abstract class SingleThreadScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private int running;
    private int most;

    [Fact]
    public async Task One_slot_of_each_kind_does_all_the_work()
    {
        var work = new Activity<int, int>(
            "work",
            async (_, number) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Delay(TimeSpan.FromSeconds(1), Time);
                Interlocked.Decrement(ref running);
                return number;
            }
        );
        var child = new Orchestration<int, int>(
            "child",
            async (context, number) => await context.ScheduleActivity(work, number)
        );
        var parent = new Orchestration<int, int>(
            "parent",
            async (context, count) =>
            {
                var children = Enumerable
                    .Range(1, count)
                    .Select(number => context.ScheduleSubOrchestration(child, number));
                var sum = (await context.Join(children)).Sum();
                context.SetValue("sum", sum);
                await context.ScheduleTimer(TimeSpan.FromMinutes(1));
                return sum + await context.ReceiveMessage<int>("q");
            }
        );
        Code.Add(work).Add(child).Add(parent);
        await RunAsync(options =>
            options with
            {
                OrchestrationConcurrency = 1,
                TurnsInFlight = 1,
                WorkerConcurrency = 1,
            }
        );
        await StartAsync(parent, "parent", 5);
        await Client.SendMessageAsync("parent", "q", 100, Cancellation);

        Assert.Equal(115, await OutputOfAsync<int>("parent"));
        Assert.Equal(15, await Client.GetValueAsync<int>("parent", "sum", Cancellation));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_cancelled_activity_frees_the_only_slot()
    {
        var endless = new Activity<Unit, int>(
            "endless",
            async (context, _) =>
            {
                Interlocked.Increment(ref running);
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                return 1;
            }
        );
        var quick = new Activity<Unit, string>("quick", (_, _) => Task.FromResult("quick"));
        var calling = new Orchestration<Unit, string>(
            "calling",
            async (context, _) =>
            {
                await context.Select(
                    context.ScheduleActivity(endless, Unit.Value),
                    context.ScheduleTimer(TimeSpan.FromSeconds(30))
                );
                return await context.ScheduleActivity(quick, Unit.Value);
            }
        );
        Code.Add(endless).Add(quick).Add(calling);
        await RunAsync(options => options with { OrchestrationConcurrency = 1, WorkerConcurrency = 1 });

        await StartAsync(calling, "calling", Unit.Value);

        Assert.Equal("quick", await OutputOfAsync<string>("calling"));
        Assert.Equal(1, running);
    }
}
