using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Timers, in order, in races, and over crashes.</summary>
public abstract class TimerScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Timers_fire_in_the_order_in_which_they_are_due()
    {
        var ordering = new Orchestration<Unit, string>(
            "ordering",
            async (context, _) =>
            {
                var order = new List<int>();
                async Task WaitAsync(int seconds)
                {
                    await context.ScheduleTimer(TimeSpan.FromSeconds(seconds));
                    order.Add(seconds);
                }
                await Task.WhenAll(WaitAsync(30), WaitAsync(10), WaitAsync(0), WaitAsync(20));
                return string.Join(",", order);
            }
        );
        Code.Add(ordering);
        await RunAsync();

        await StartAsync(ordering, "ordering", Unit.Value);

        Assert.Equal("0,10,20,30", await OutputOfAsync<string>("ordering"));
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_nobody_worked_fires_with_its_own_time()
    {
        var sleeping = new Orchestration<Unit, double>(
            "sleeping",
            async (context, _) =>
            {
                var before = context.UtcNow;
                await context.ScheduleTimer(TimeSpan.FromHours(1));
                return (context.UtcNow - before).TotalHours;
            }
        );
        Code.Add(sleeping);
        var first = await RunAsync();
        await StartAsync(sleeping, "sleeping", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("sleeping");
        await StopAsync(first);
        await PassAsync(TimeSpan.FromDays(3));

        await RunAsync();

        Assert.Equal(1, await OutputOfAsync<double>("sleeping"));
    }

    [Fact]
    public async Task A_crash_before_and_after_the_firing_changes_nothing()
    {
        var sleeping = new Orchestration<Unit, int>(
            "sleeping",
            async (context, _) =>
            {
                await context.ScheduleTimer(TimeSpan.FromMinutes(1));
                await context.ScheduleTimer(TimeSpan.FromMinutes(1));
                return 1;
            }
        );
        Code.Add(sleeping);
        var first = await OpenNodeAsync();
        await RunAsync(node: first);
        await StartAsync(sleeping, "sleeping", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("sleeping");
        first.Kill();
        var second = await OpenNodeAsync();
        await RunAsync(node: second);
        await UntilFactAsync<Fact.Resolved>("sleeping");
        second.Kill();

        await RunAsync();

        Assert.Equal(1, await OutputOfAsync<int>("sleeping"));
        Assert.Equal(6, (await FactsOfAsync("sleeping")).Count);
    }

    [Fact]
    public async Task A_timer_that_an_execution_left_behind_fires_none_of_the_next_one()
    {
        var rolling = new Orchestration<int, string>(
            "rolling",
            async (context, execution) =>
            {
                var begun = context.UtcNow;
                // The same event in each execution: short in the first, whose long one is left behind, and long in the next.
                var one = context.ScheduleTimer(TimeSpan.FromSeconds(execution == 1 ? 10 : 60));
                var two = context.ScheduleTimer(TimeSpan.FromSeconds(execution == 1 ? 1 : 90));
                await two;
                if (execution == 1)
                {
                    return await context.ContinueAsNew(2);
                }
                await one;
                var first = context.UtcNow - begun;
                await context.ScheduleTimer(TimeSpan.FromSeconds(5));
                return $"{first.TotalSeconds} {(context.UtcNow - begun).TotalSeconds}";
            }
        );
        Code.Add(rolling);
        await RunAsync();

        await StartAsync(rolling, "rolling", 1);

        Assert.Equal("90 95", await OutputOfAsync<string>("rolling"));
    }

    [Fact]
    public async Task A_cancelled_timer_is_forgotten_by_the_store()
    {
        var racing = new Orchestration<Unit, int>(
            "racing",
            async (context, _) =>
            {
                var deadline = context.ScheduleTimer(TimeSpan.FromDays(365));
                var first = await context.Select(context.ScheduleTimer(TimeSpan.FromSeconds(1)), deadline);
                await context.ReceiveMessage<int>("go");
                return first.Index;
            }
        );
        Code.Add(racing);
        await RunAsync();
        await StartAsync(racing, "racing", Unit.Value);
        await UntilFactAsync<Fact.Applied>("racing");

        Assert.Equal(0, (await Client.Management.GetMetricsAsync(Cancellation)).Timers);
        await Client.SendMessageAsync("racing", "go", 1, Cancellation);
        Assert.Equal(0, await OutputOfAsync<int>("racing"));
    }

    [Fact]
    public async Task An_activity_that_is_fast_enough_beats_its_timer()
    {
        var quick = new Activity<Unit, string>("quick", (_, _) => Task.FromResult("quick"));
        var racing = new Orchestration<Unit, string>(
            "racing",
            async (context, _) =>
            {
                var first = await context.Select(
                    context.ScheduleActivity(quick, Unit.Value),
                    context.ScheduleTimer(TimeSpan.FromDays(1))
                );
                return first.Match(result => result, _ => "too late");
            }
        );
        Code.Add(quick).Add(racing);
        await RunAsync();

        await StartAsync(racing, "racing", Unit.Value);

        Assert.Equal("quick", await OutputOfAsync<string>("racing"));
    }

    [Fact]
    public async Task Many_runtimes_one_after_another_finish_what_they_find()
    {
        var count = new Orchestration<int, int>(
            "count",
            async (context, steps) =>
            {
                for (var step = 0; step < steps; step++)
                {
                    await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                }
                return steps;
            }
        );
        Code.Add(count);
        foreach (var number in Enumerable.Range(1, 10))
        {
            await StartAsync(count, $"count {number}", 10);
        }

        foreach (var _ in Enumerable.Range(1, 5))
        {
            var runtime = await RunAsync();
            await PassAsync(TimeSpan.FromSeconds(2.5));
            await StopAsync(runtime);
        }
        await RunAsync();

        foreach (var number in Enumerable.Range(1, 10))
        {
            Assert.Equal(10, await OutputOfAsync<int>($"count {number}"));
            Assert.Equal(22, (await FactsOfAsync($"count {number}")).Count);
        }
    }
}
