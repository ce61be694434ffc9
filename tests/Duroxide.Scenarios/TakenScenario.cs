using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>A node begins at once what its turns ask for, but no more than it has places, and what it did not begin is anybody's.</summary>
public abstract class TakenScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private readonly Steps steps = new();

    [Fact]
    public async Task Queued_activities_begin_while_instances_in_memory_never_run_out_of_work()
    {
        var (isOver, ended) = (false, 0);
        var endless = new Orchestration<int, int>(
            "endless",
            async (context, round) =>
            {
                for (var step = 0; step < 50; step++)
                {
                    await context.ScheduleActivity(steps.Step, "endless");
                }
                if (!Volatile.Read(ref isOver))
                {
                    return await context.ContinueAsNew(round + 1);
                }
                Interlocked.Increment(ref ended);
                return round;
            }
        );
        var queued = new Orchestration<Unit, string>(
            "queued",
            (context, _) => context.ScheduleActivity(steps.Step, "queued", new() { Session = "s" }).AsTask()
        );
        Code.Add(steps.Step).Add(endless).Add(queued);
        var runtime = await RunAsync(options => options with { WorkerConcurrency = 4 });
        var chains = Enumerable.Range(1, 12).Select(number => new InstanceId($"endless {number}")).ToList();
        foreach (var chain in chains)
        {
            await StartAsync(endless, chain, 1);
        }

        foreach (var number in Enumerable.Range(1, 5))
        {
            await StartAsync(queued, $"queued {number}", Unit.Value);
            await SoonAsync(Client.WaitForCompletionAsync<string>($"queued {number}", cancellationToken: Cancellation));
        }

        Assert.Equal(0, ended);
        Volatile.Write(ref isOver, true);
        foreach (var chain in chains)
        {
            await SoonAsync(Client.WaitForEndAsync(chain, cancellationToken: Cancellation));
        }
        await StopAsync(runtime);
    }

    [Fact]
    public async Task No_more_run_at_the_same_time_than_there_are_places()
    {
        var (now, most) = (0, 0);
        var counted = new Activity<int, int>(
            "counted",
            async (_, number) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return number;
            }
        );
        var waves = new Orchestration<int, int>(
            "waves",
            async (context, count) =>
            {
                for (var wave = 0; wave < count; wave++)
                {
                    await context.Join(Enumerable.Range(1, 6).Select(n => context.ScheduleActivity(counted, n)));
                }
                return count;
            }
        );
        Code.Add(counted).Add(waves);
        Provider.Before = steps.Note;
        await RunAsync(options => options with { WorkerConcurrency = 3 });

        foreach (var number in Enumerable.Range(1, 5))
        {
            await StartAsync(waves, $"waves {number}", 10);
        }

        foreach (var number in Enumerable.Range(1, 5))
        {
            Assert.Equal(10, await OutputOfAsync<int>($"waves {number}"));
        }
        Assert.InRange(most, 1, 3);
        Assert.Contains(steps.Commits.SelectMany(commit => commit.Activities), activity => activity.Take is not null);
    }

    [Fact]
    public async Task A_taken_activity_whose_node_dies_runs_elsewhere_when_its_lease_has_lapsed()
    {
        var (started, runs) = (new TaskCompletionSource(), 0);
        var mortal = await OpenNodeAsync();
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) =>
            {
                await context.ScheduleActivity(steps.Step, "first");
                return await context.ScheduleActivity<Unit, int>("dying", Unit.Value);
            }
        );
        var dying = new Activity<Unit, int>(
            "dying",
            async (context, _) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                return 0;
            }
        );
        var living = new Activity<Unit, int>("dying", (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        mortal.Before = steps.Note;
        await RunAsync(node: mortal, code: new RegistryBuilder().Add(steps.Step).Add(calling).Add(dying));
        await StartAsync(calling, "orphan", Unit.Value);
        await SoonAsync(started.Task);
        Assert.NotNull(Assert.Single(steps.Commits.Last().Activities).Take);

        var before = Time.GetUtcNow();
        mortal.Kill();
        await RunAsync(code: new RegistryBuilder().Add(steps.Step).Add(calling).Add(living));

        Assert.Equal(1, await OutputOfAsync<int>("orphan"));
        Assert.Equal(1, Assert.Single(steps.Runs).Value);
        Assert.InRange(Time.GetUtcNow() - before, new RuntimeOptions().ActivityLease, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_chains_gives_back_what_was_not_begun_and_loses_nothing()
    {
        const int chains = 8;
        const int length = 12;
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Provider.Before = async call =>
        {
            await steps.Note(call);
            if (steps.Answering > chains * length / 2)
            {
                reached.TrySetResult();
                await goOn.Task;
            }
        };
        Code.Add(steps.Step).Add(steps.Chain);
        var runtime = await RunAsync(options => options with { ShutdownTimeout = TimeSpan.FromMinutes(1) });
        foreach (var number in Enumerable.Range(1, chains))
        {
            await StartAsync(steps.Chain, $"chain {number}", length);
        }
        await SoonAsync(reached.Task);
        var before = Time.GetUtcNow();

        var stopping = runtime.StopAsync();
        goOn.SetResult();
        await SoonAsync(stopping);

        Assert.Equal(before, Time.GetUtcNow());
        var unfinished = steps.Runs.Count;
        Assert.InRange(unfinished, 1, (chains * length) - 1);
        await RunAsync();
        foreach (var number in Enumerable.Range(1, chains))
        {
            Assert.Equal(length, await OutputOfAsync<int>($"chain {number}"));
        }
        // Nobody has to wait for a lease to lapse.
        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(chains * length, steps.Runs.Count);
        Assert.All(steps.Runs, run => Assert.Equal(1, run.Value));
    }

    [Fact]
    public async Task A_node_with_no_room_for_programs_takes_nothing()
    {
        Provider.Before = steps.Note;
        Code.Add(steps.Step).Add(steps.Chain);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(steps.Chain, "cold", 5);

        Assert.Equal(5, await OutputOfAsync<int>("cold"));
        Assert.Equal((0, 5), (steps.Answering, steps.Plain));
        Assert.All(steps.Commits.SelectMany(commit => commit.Activities), activity => Assert.Null(activity.Take));
    }

    [Fact]
    public async Task What_this_node_does_not_know_is_left_to_who_does()
    {
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) => await context.ScheduleActivity<Unit, int>("elsewhere", Unit.Value)
        );
        var elsewhere = new Activity<Unit, int>("elsewhere", (_, _) => Task.FromResult(1));
        Provider.Before = steps.Note;
        await RunAsync(code: new RegistryBuilder().Add(calling));
        await RunAsync(
            options => options with { OrchestrationConcurrency = 0 },
            await OpenNodeAsync(),
            new RegistryBuilder().Add(elsewhere)
        );

        await StartAsync(calling, "calling", Unit.Value);

        Assert.Equal(1, await OutputOfAsync<int>("calling"));
        Assert.All(steps.Commits.SelectMany(commit => commit.Activities), activity => Assert.Null(activity.Take));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        var seen = Volatile.Read(ref most);
        while (value > seen)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
