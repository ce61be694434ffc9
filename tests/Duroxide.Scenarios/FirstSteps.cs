using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>The shortest programs, one for each thing that an orchestration can wait for.</summary>
public abstract class FirstSteps<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    static readonly Activity<string, string> Greet = new("greet", (_, name) => Task.FromResult($"Hello, {name}!"));

    [Fact]
    public async Task An_activity_is_run_and_its_result_returned()
    {
        var hello = new Orchestration<string, string>(
            "hello",
            async (context, name) => await context.ScheduleActivity(Greet, name)
        );
        Code.Add(Greet).Add(hello);
        await RunAsync();

        await StartAsync(hello, "one", "world");

        Assert.Equal("Hello, world!", await OutputOfAsync<string>("one"));
    }

    [Fact]
    public async Task A_timer_of_thirty_days_is_waited_for()
    {
        var sleeper = new Orchestration<Unit, double>(
            "sleeper",
            async (context, _) =>
            {
                var before = context.UtcNow;
                await context.ScheduleTimer(TimeSpan.FromDays(30));
                return (context.UtcNow - before).TotalDays;
            }
        );
        Code.Add(sleeper);
        await RunAsync();

        await StartAsync(sleeper, "long", Unit.Value);

        Assert.Equal(30, await OutputOfAsync<double>("long"));
    }

    [Fact]
    public async Task An_event_reaches_the_wait_that_is_open()
    {
        var waiter = new Orchestration<Unit, int>(
            "waiter",
            async (context, _) =>
            {
                context.SetCustomStatus("waiting");
                return await context.ScheduleWait<int>("Answer");
            }
        );
        Code.Add(waiter);
        await RunAsync();
        await StartAsync(waiter, "asked", Unit.Value);
        await Client.WaitForCustomStatusAsync("asked", 0, TimeSpan.FromDays(1), Cancellation);

        await Client.RaiseEventAsync("asked", "Answer", 42, Cancellation);

        Assert.Equal(42, await OutputOfAsync<int>("asked"));
    }

    [Fact]
    public async Task A_child_gives_its_result_to_its_parent()
    {
        var child = new Orchestration<int, int>("child", (_, number) => Task.FromResult(number * 2));
        var parent = new Orchestration<int, int>(
            "parent",
            async (context, number) => await context.ScheduleSubOrchestration(child, number) + 1
        );
        Code.Add(child).Add(parent);
        await RunAsync();

        await StartAsync(parent, "family", 20);

        Assert.Equal(41, await OutputOfAsync<int>("family"));
    }

    [Fact]
    public async Task An_instance_continues_as_new_until_it_returns()
    {
        var countdown = new Orchestration<int, string>(
            "countdown",
            async (context, left) =>
                left == 0 ? $"after {context.Execution} executions" : await context.ContinueAsNew(left - 1)
        );
        Code.Add(countdown);
        await RunAsync();

        await StartAsync(countdown, "count", 3);

        Assert.Equal("after 4 executions", await OutputOfAsync<string>("count"));
    }

    [Fact]
    public async Task A_thousand_activities_run_side_by_side()
    {
        var square = new Activity<int, int>("square", (_, number) => Task.FromResult(number * number));
        var sum = new Orchestration<int, int>(
            "sum",
            async (context, count) =>
            {
                var squares = Enumerable.Range(1, count).Select(number => context.ScheduleActivity(square, number));
                return (await Task.WhenAll(squares.Select(handle => handle.AsTask()))).Sum();
            }
        );
        Code.Add(square).Add(sum);
        await RunAsync();

        await StartAsync(sum, "wide", 1000);

        Assert.Equal(333_833_500, await OutputOfAsync<int>("wide"));
    }

    [Fact]
    public async Task What_is_cancelled_fails_with_the_reason()
    {
        var stuck = new Orchestration<Unit, int>(
            "stuck",
            async (context, _) => await context.ScheduleWait<int>("Never")
        );
        Code.Add(stuck);
        await RunAsync();
        await StartAsync(stuck, "stopped", Unit.Value);

        await Client.CancelAsync("stopped", "no longer needed", Cancellation);

        Assert.Equal("canceled: no longer needed", (await FailureOfAsync("stopped")).Display);
    }

    [Fact]
    public async Task A_restarted_runtime_goes_on_without_running_a_finished_step_again()
    {
        var runs = 0;
        var charge = new Activity<Unit, int>("charge", (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        var order = new Orchestration<Unit, int>(
            "order",
            async (context, _) =>
            {
                var charged = await context.ScheduleActivity(charge, Unit.Value);
                context.SetCustomStatus("charged");
                await context.ScheduleWait<Unit>("Shipped");
                return charged;
            }
        );
        Code.Add(charge).Add(order);
        var first = await RunAsync();
        await StartAsync(order, "order", Unit.Value);
        await Client.WaitForCustomStatusAsync("order", 0, TimeSpan.FromDays(1), Cancellation);
        await first.DisposeAsync();

        await RunAsync();
        await Client.RaiseEventAsync("order", "Shipped", Unit.Value, Cancellation);

        Assert.Equal(1, await OutputOfAsync<int>("order"));
        Assert.Equal(1, runs);
    }
}
