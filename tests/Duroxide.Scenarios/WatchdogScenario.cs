using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>A turn that does not end is watched in real time, for its thread is really gone.</summary>
public abstract class WatchdogScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_runaway_loop_stalls_nobody_and_ends_as_poison()
    {
        var (entered, isSeen) = (0, false);
        using var isOver = new ManualResetEventSlim();
        var runaway = new Orchestration<Unit, int>(
            "runaway",
            (_, _) =>
            {
                Interlocked.Increment(ref entered);
                while (!Volatile.Read(ref isSeen))
                {
                    Thread.Yield();
                }
                // What is left of the test takes half a minute, in which it leaves the processor to the other tests.
                isOver.Wait(Cancellation);
                return Task.FromResult(0);
            }
        );
        var hello = new Orchestration<Unit, string>("hello", (_, _) => Task.FromResult("still here"));
        Code.Add(runaway).Add(hello);
        var node = await OpenNodeAsync(TimeProvider.System);
        var runtime = await RunAsync(
            options =>
                options with
                {
                    Time = TimeProvider.System,
                    OrchestrationConcurrency = 1,
                    TurnTimeout = TimeSpan.FromMilliseconds(300),
                    TurnLimit = TimeSpan.FromMilliseconds(600),
                    TurnLease = TimeSpan.FromSeconds(2),
                    MaxAttempts = 2,
                },
            node
        );
        try
        {
            await runtime.Client.StartOrchestrationAsync(
                runaway,
                "runaway",
                Unit.Value,
                cancellationToken: Cancellation
            );
            while (Volatile.Read(ref entered) == 0)
            {
                await Task.Yield();
            }
            await runtime.Client.StartOrchestrationAsync(hello, "hello", Unit.Value, cancellationToken: Cancellation);

            Assert.Equal(
                "still here",
                await runtime.Client.WaitForCompletionAsync<string>("hello", Generous, Cancellation)
            );
            Volatile.Write(ref isSeen, true);
            var end = await runtime.Client.WaitForEndAsync("runaway", Generous, Cancellation);

            Assert.IsType<Failure.Poison>(Assert.IsType<OrchestrationStatus.Failed>(end).Failure);
            Assert.Equal(1, entered);
        }
        finally
        {
            Volatile.Write(ref isSeen, true);
            isOver.Set();
        }
    }

    [Fact]
    public async Task A_node_whose_slots_are_all_held_by_runaway_turns_leaves_the_work_to_others()
    {
        var hello = new Orchestration<string, string>("hello", (_, who) => Task.FromResult(who));
        // It blocks its thread and leaves the processor to the other tests.
        using var isOver = new ManualResetEventSlim();
        var endless = new Orchestration<Unit, string>(
            "endless",
            (_, _) =>
            {
                isOver.Wait(Cancellation);
                return Task.FromResult("ended");
            }
        );
        var repaired = new Orchestration<Unit, string>("endless", (_, _) => Task.FromResult("repaired"));
        var (stuckNode, otherNode) = (
            await OpenNodeAsync(TimeProvider.System),
            await OpenNodeAsync(TimeProvider.System)
        );
        var stuck = await RunAsync(Impatient, stuckNode, new RegistryBuilder().Add(endless).Add(hello));
        var client = stuck.Client;
        try
        {
            await client.StartOrchestrationAsync(endless, "first", Unit.Value, cancellationToken: Cancellation);
            await client.StartOrchestrationAsync(endless, "second", Unit.Value, cancellationToken: Cancellation);
            await TurnsAsync(() => !stuck.CanRunTurns);
            Assert.Equal(
                [new("first"), new("second")],
                stuck.OverdueTurns.OrderBy(each => each.Value, StringComparer.Ordinal)
            );
            await TurnsAsync(() => Log.Holds("All 2 turn slots of this node are held by turns that do not end."));
            await client.StartOrchestrationAsync(hello, "hello", "other", cancellationToken: Cancellation);

            var other = await RunAsync(Impatient, otherNode, new RegistryBuilder().Add(repaired).Add(hello));

            foreach (
                var (instance, output) in new[] { ("hello", "other"), ("first", "repaired"), ("second", "repaired") }
            )
            {
                Assert.Equal(output, await client.WaitForCompletionAsync<string>(instance, Generous, Cancellation));
            }
            await StopAsync(other);
            await client.StartOrchestrationAsync(hello, "later", "stuck", cancellationToken: Cancellation);
            isOver.Set();
            await TurnsAsync(() => stuck is { OverdueTurns.Count: 0, CanRunTurns: true });

            Assert.Equal("stuck", await client.WaitForCompletionAsync<string>("later", Generous, Cancellation));
        }
        finally
        {
            isOver.Set();
        }
    }

    [Fact]
    public async Task A_turn_that_blocks_is_told_with_its_place_and_with_what_it_asked_for_last()
    {
        using var isOver = new ManualResetEventSlim();
        var charge = new Activity<Unit, int>("charge", (_, _) => Task.FromResult(1));
        var blocking = new Orchestration<Unit, int>(
            "blocking",
            async (context, _) =>
            {
                var charged = context.ScheduleActivity(charge, Unit.Value);
                isOver.Wait(Cancellation);
                return await charged;
            }
        );
        var runtime = await RunAsync(
            options => Impatient(options) with { TurnLimit = TimeSpan.FromMinutes(1) },
            await OpenNodeAsync(TimeProvider.System),
            new RegistryBuilder().Add(charge).Add(blocking)
        );
        try
        {
            await runtime.Client.StartOrchestrationAsync(blocking, "held", Unit.Value, cancellationToken: Cancellation);
            const string whose = "Instance 'held' (orchestration 'blocking' 1.0.0) blocks the thread of its turn";
            await TurnsAsync(() =>
                Log.Lines.Any(line => line.Message.StartsWith($"{whose} at ", StringComparison.Ordinal))
            );

            var overdue = Assert.Single(
                Log.Lines,
                line => line.Message.Contains("its slot is replaced", StringComparison.Ordinal)
            );
            Assert.Contains(
                $"{whose}. Last it asked for: Activity 'charge' (event 2)",
                overdue.Message,
                StringComparison.Ordinal
            );
            Assert.Contains(".Result, .Wait() or GetAwaiter().GetResult()", overdue.Message, StringComparison.Ordinal);
            isOver.Set();
            Assert.Equal(1, await runtime.Client.WaitForCompletionAsync<int>("held", Generous, Cancellation));
        }
        finally
        {
            isOver.Set();
        }
    }

    [Fact]
    public async Task A_turn_that_ran_away_does_not_hold_up_a_new_instance_with_the_id_of_its_deleted_one()
    {
        using var isOver = new ManualResetEventSlim();
        var endless = new Orchestration<string, string>(
            "endless",
            (_, text) =>
            {
                if (text == "old")
                {
                    isOver.Wait(Cancellation);
                }
                return Task.FromResult(text);
            }
        );
        var runtime = await RunAsync(
            Impatient,
            await OpenNodeAsync(TimeProvider.System),
            new RegistryBuilder().Add(endless)
        );
        var client = runtime.Client;
        try
        {
            await client.StartOrchestrationAsync(endless, "again", "old", cancellationToken: Cancellation);
            await TurnsAsync(() => runtime.OverdueTurns.Count == 1);
            await client.Management.DeleteInstanceAsync("again", force: true, Cancellation);

            await client.StartOrchestrationAsync(endless, "again", "new", cancellationToken: Cancellation);

            Assert.Equal("new", await client.WaitForCompletionAsync<string>("again", Generous, Cancellation));
        }
        finally
        {
            isOver.Set();
        }
    }

    [Fact]
    public async Task An_instance_whose_slow_turn_has_ended_goes_on_as_any_other()
    {
        using var goOn = new ManualResetEventSlim();
        var slow = new Orchestration<int, int>(
            "slow",
            async (context, count) =>
            {
                goOn.Wait(Cancellation);
                for (var number = 0; number < count; number++)
                {
                    await context.ReceiveMessage<int>("numbers");
                }
                return count;
            }
        );
        Code.Add(slow);
        var runtime = await RunAsync(Impatient, await OpenNodeAsync(TimeProvider.System));
        try
        {
            await runtime.Client.StartOrchestrationAsync(slow, "slow", 5, cancellationToken: Cancellation);
            await TurnsAsync(() => runtime.OverdueTurns.Count == 1);
            goOn.Set();
            await TurnsAsync(() => runtime.OverdueTurns.Count == 0);
            foreach (var number in Enumerable.Range(1, 5))
            {
                await runtime.Client.SendMessageAsync("slow", "numbers", number, Cancellation);
            }

            Assert.Equal(5, await runtime.Client.WaitForCompletionAsync<int>("slow", Generous, Cancellation));
        }
        finally
        {
            goOn.Set();
        }
    }

    [Fact]
    public async Task A_turn_that_is_slow_but_ends_keeps_its_lease_and_is_committed()
    {
        using var goOn = new ManualResetEventSlim();
        var (entered, turns) = (new TaskCompletionSource(), 0);
        var slow = new Orchestration<Unit, int>(
            "slow",
            (_, _) =>
            {
                entered.TrySetResult();
                goOn.Wait(Generous, Cancellation);
                return Task.FromResult(Interlocked.Increment(ref turns));
            }
        );
        Code.Add(slow);
        await RunAsync(ByDefault);
        await RunAsync(ByDefault, await OpenNodeAsync());
        await StartAsync(slow, "slow", Unit.Value);
        await SoonAsync(entered.Task);

        await PassAsync(TimeSpan.FromSeconds(20));
        goOn.Set();

        Assert.Equal(1, await OutputOfAsync<int>("slow"));
        Assert.True(Log.Holds("its slot is replaced until it ends"));
    }

    [Fact]
    public async Task A_turn_past_its_limit_loses_its_lease()
    {
        using var goOn = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        var endless = new Orchestration<Unit, int>(
            "endless",
            (_, _) =>
            {
                entered.TrySetResult();
                goOn.Wait(Generous, Cancellation);
                return Task.FromResult(0);
            }
        );
        Code.Add(endless);
        var limit = TimeSpan.FromSeconds(20);
        await RunAsync(options => ByDefault(options) with { TurnLimit = limit });
        await StartAsync(endless, "endless", Unit.Value);
        await SoonAsync(entered.Task);
        var before = Time.GetUtcNow();

        var failure = await FailureOfAsync("endless");
        goOn.Set();

        Assert.IsType<Failure.Poison>(failure);
        // Before it is poison it is put off for as long as a node that lost its lease may need to come back.
        Assert.InRange(Time.GetUtcNow() - before, limit, (2 * limit) + TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_slow_turn_holds_up_no_other_though_only_one_may_be_in_flight()
    {
        using var goOn = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        var slow = new Orchestration<Unit, int>(
            "slow",
            (_, _) =>
            {
                entered.TrySetResult();
                goOn.Wait(Generous, Cancellation);
                return Task.FromResult(1);
            }
        );
        var hello = new Orchestration<Unit, string>("hello", (_, _) => Task.FromResult("hello"));
        Code.Add(slow).Add(hello);
        await RunAsync(options => ByDefault(options) with { OrchestrationConcurrency = 1, TurnsInFlight = 1 });
        await StartAsync(slow, "slow", Unit.Value);
        await SoonAsync(entered.Task);

        await StartAsync(hello, "hello", Unit.Value);
        Assert.Equal("hello", await OutputOfAsync<string>("hello"));
        goOn.Set();

        Assert.Equal(1, await OutputOfAsync<int>("slow"));
    }

    private static RuntimeOptions ByDefault(RuntimeOptions options) =>
        options with
        {
            TurnTimeout = new RuntimeOptions().TurnTimeout,
            MaxAttempts = 1,
        };

    private static RuntimeOptions Impatient(RuntimeOptions options) =>
        options with
        {
            Time = TimeProvider.System,
            OrchestrationConcurrency = 1,
            ReplacementSlots = 1,
            TurnTimeout = TimeSpan.FromMilliseconds(300),
            TurnLimit = TimeSpan.FromMilliseconds(600),
            TurnLease = TimeSpan.FromSeconds(2),
        };

    private async Task TurnsAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Generous, "What was waited for did not happen.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }
}
