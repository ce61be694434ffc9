using System.Collections.Concurrent;
using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>A store that fails for a while, or hides what it did, ends no orchestration and doubles no history.</summary>
public abstract class StorageFaultScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private int runs;

    [Theory]
    [InlineData(nameof(IProvider.CommitTurnsAsync))]
    [InlineData(nameof(IProvider.CompleteActivitiesAsync))]
    [InlineData(nameof(IProvider.FetchTurnsAsync))]
    [InlineData(nameof(IProvider.FetchActivitiesAsync))]
    [InlineData(nameof(IProvider.LoadAsync))]
    public async Task A_store_that_is_busy_three_times_only_takes_longer(string method)
    {
        var failures = 0;
        Provider.Before = call =>
            call.Method == method && Interlocked.Increment(ref failures) <= 3 ? throw Busy(method) : Task.CompletedTask;

        await RunStepsAsync("busy");

        Assert.True(failures >= 3);
        Assert.Equal(3, runs);
        AssertOrdinary(await FactsOfAsync("busy"));
    }

    [Fact]
    public async Task A_history_that_could_not_be_loaded_for_an_unknown_reason_is_loaded_again()
    {
        var failures = 0;
        Provider.Before = call =>
            call.Method == nameof(IProvider.LoadAsync) && Interlocked.Increment(ref failures) <= 2
                ? throw new InvalidOperationException("nobody thought of this")
                : Task.CompletedTask;

        await RunStepsAsync("loaded again");

        Assert.True(failures > 2);
        AssertOrdinary(await FactsOfAsync("loaded again"));
    }

    [Fact]
    public async Task An_outage_of_minutes_ends_nothing()
    {
        var isOut = false;
        Provider.Before = call =>
            Volatile.Read(ref isOut) && call.Method != nameof(IProvider.ReadInstanceAsync)
                ? throw Busy(call.Method)
                : Task.CompletedTask;
        Code.Add(Step).Add(Steps);
        await RunAsync(options => options with { HotInstances = 0, MaxAttempts = 3 });
        await StartAsync(Steps, "patient", 3);
        await UntilFactAsync<Fact.Scheduled>("patient");

        Volatile.Write(ref isOut, true);
        await PassAsync(TimeSpan.FromMinutes(1));
        Volatile.Write(ref isOut, false);

        Assert.Equal(3, await OutputOfAsync<int>("patient"));
        AssertOrdinary(await FactsOfAsync("patient"));
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_not_repeated()
    {
        var lost = 0;
        Provider.After = call =>
            call.Method == nameof(IProvider.CommitTurnsAsync) && Interlocked.Increment(ref lost) % 2 == 1
                ? throw Busy(call.Method)
                : Task.CompletedTask;

        await RunStepsAsync("unsure");

        Assert.True(lost > 2);
        Assert.Equal(3, runs);
        AssertOrdinary(await FactsOfAsync("unsure"));
    }

    [Fact]
    public async Task An_activity_whose_stored_answer_is_lost_does_not_run_again()
    {
        var lost = 0;
        Provider.After = call =>
            call.Method == nameof(IProvider.CompleteActivitiesAsync) && Interlocked.Increment(ref lost) == 1
                ? throw Busy(call.Method)
                : Task.CompletedTask;

        await RunStepsAsync("unsure");

        Assert.Equal(3, runs);
        AssertOrdinary(await FactsOfAsync("unsure"));
    }

    [Fact]
    public async Task An_activity_whose_answer_cannot_be_stored_runs_again_soon()
    {
        var failures = 0;
        Provider.Before = call =>
            call.Method == nameof(IProvider.CompleteActivitiesAsync) && Interlocked.Increment(ref failures) == 1
                ? throw new ProviderException(call.Method, "refused", isRetryable: false)
                : Task.CompletedTask;
        var before = Time.GetUtcNow();

        await RunStepsAsync("again");

        Assert.Equal(4, runs);
        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        AssertOrdinary(await FactsOfAsync("again"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public async Task A_value_of_another_instance_is_read_when_the_store_can_again(int errors)
    {
        var failures = 0;
        Provider.Before = call =>
            call.Method == nameof(IProvider.ReadValuesAsync) && Interlocked.Increment(ref failures) <= errors
                ? throw Busy(call.Method)
                : Task.CompletedTask;
        var keeper = new Orchestration<Unit, Unit>(
            "keeper",
            (context, _) =>
            {
                context.SetValue("price", 7);
                return Task.FromResult(Unit.Value);
            }
        );
        var asking = new Orchestration<Unit, int>(
            "asking",
            async (context, _) => await context.GetValueFrom<int>("keeper", "price")
        );
        Code.Add(keeper).Add(asking);
        await RunAsync(options => options with { MaxAttempts = 2 });
        await StartAsync(keeper, "keeper", Unit.Value);
        await EndOfAsync("keeper");

        await StartAsync(asking, "asking", Unit.Value);

        Assert.Equal(7, await OutputOfAsync<int>("asking"));
    }

    [Fact]
    public async Task One_turn_that_cannot_be_written_does_not_spoil_its_batch()
    {
        var sizes = new ConcurrentBag<int>();
        var (held, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Provider.Before = async call =>
        {
            if (call is not { Method: nameof(IProvider.CommitTurnsAsync), Items: IReadOnlyList<TurnCommit> turns })
            {
                return;
            }
            // The first commit is held, so that all others gather behind it.
            if (held.TrySetResult())
            {
                await goOn.Task;
            }
            sizes.Add(turns.Count);
            if (turns.Any(turn => turn.CustomStatus is not null))
            {
                throw new ProviderException(call.Method, "this status breaks a rule", isRetryable: false);
            }
        };
        var good = new Orchestration<Unit, string>("good", (_, _) => Task.FromResult("good"));
        var bad = new Orchestration<Unit, string>(
            "bad",
            (context, _) =>
            {
                context.SetCustomStatus("breaks a rule");
                return Task.FromResult("bad");
            }
        );
        Code.Add(good).Add(bad);
        await RunAsync(options => options with { MaxAttempts = 2 });
        await StartAsync(good, "first", Unit.Value);
        await SoonAsync(held.Task);
        await StartAsync(bad, "bad", Unit.Value);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await StartAsync(good, $"good {number}", Unit.Value);
        }
        await PassAsync(TimeSpan.FromSeconds(1));
        goOn.SetResult();

        foreach (var number in Enumerable.Range(1, 5))
        {
            Assert.Equal("good", await OutputOfAsync<string>($"good {number}"));
        }
        Assert.IsType<Failure.Poison>(await FailureOfAsync("bad"));
        Assert.Contains(sizes, size => size >= 6);
    }

    [Fact]
    public async Task What_a_turn_traced_comes_out_once_though_its_commit_failed_first()
    {
        var failures = 0;
        Provider.Before = call =>
            call.Method == nameof(IProvider.CommitTurnsAsync) && Interlocked.Increment(ref failures) <= 8
                ? throw Busy(call.Method)
                : Task.CompletedTask;

        await RunStepsAsync("traced");

        Assert.Equal(["step 1", "step 2", "step 3"], Log.Traces.Select(line => line[..6]));
    }

    [Fact]
    public async Task What_a_turn_traced_comes_out_once_though_the_answer_of_its_commit_was_lost()
    {
        Provider.After = LosingEveryOtherAnswer();

        await RunStepsAsync("traced");
        await UntilAsync(() => Log.Traces.Any(line => line.StartsWith("step 3", StringComparison.Ordinal)));

        Assert.Equal(["step 1", "step 2", "step 3"], Log.Traces.Select(line => line[..6]).Order());
        Assert.False(Log.Holds("was lost"));
    }

    [Fact]
    public async Task A_program_stays_in_memory_though_the_answer_of_its_commit_was_lost()
    {
        var loads = 0;
        Provider.After = LosingEveryOtherAnswer();
        Provider.Before = call =>
        {
            loads += call.Method == nameof(IProvider.LoadAsync) ? 1 : 0;
            return Task.CompletedTask;
        };
        var patient = new Orchestration<int, int>(
            "patient",
            async (context, count) =>
            {
                for (var number = 1; number <= count; number++)
                {
                    await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                }
                return count;
            }
        );
        Code.Add(patient);
        await RunAsync();

        await StartAsync(patient, "patient", 5);

        Assert.Equal(5, await OutputOfAsync<int>("patient"));
        Assert.Equal(0, loads);
    }

    [Fact]
    public async Task An_escape_is_reported_though_the_store_is_busy()
    {
        var (source, failures) = (new TaskCompletionSource(), 0);
        var escaping = new Orchestration<Unit, int>(
            "escaping",
            async (context, input) =>
            {
                _ = context.ScheduleWait<int>("Never");
                await source.Task;
                return 1;
            }
        );
        Code.Add(escaping);
        await RunAsync();
        await StartAsync(escaping, "idle", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("idle");
        Provider.Before = call =>
            call.Method == nameof(IProvider.EnqueueAsync) && Interlocked.Increment(ref failures) <= 2
                ? throw Busy(call.Method)
                : Task.CompletedTask;

        await Task.Run(source.SetResult, Cancellation);

        Assert.IsType<Failure.Configuration>(await FailureOfAsync("idle"));
    }

    private static Func<ProviderCall, Task> LosingEveryOtherAnswer()
    {
        var commits = 0;
        return call =>
            call.Method == nameof(IProvider.CommitTurnsAsync) && Interlocked.Increment(ref commits) % 2 == 1
                ? throw Busy(call.Method)
                : Task.CompletedTask;
    }

    private Activity<int, int> Step =>
        new(
            "step",
            (_, number) =>
            {
                Interlocked.Increment(ref runs);
                return Task.FromResult(number);
            }
        );

    private Orchestration<int, int> Steps =>
        new(
            "steps",
            async (context, count) =>
            {
                var last = 0;
                for (var number = 1; number <= count; number++)
                {
                    last = await context.ScheduleActivity(Step, number);
                    context.Info($"step {number}");
                    await context.ScheduleTimer(TimeSpan.FromMilliseconds(1));
                }
                return last;
            }
        );

    private async Task RunStepsAsync(InstanceId instance)
    {
        Code.Add(Step).Add(Steps);
        await RunAsync(options => options with { HotInstances = 0, MaxAttempts = 5 });
        await StartAsync(Steps, instance, 3);
        Assert.Equal(3, await OutputOfAsync<int>(instance));
    }

    private static void AssertOrdinary(IReadOnlyList<Fact> facts)
    {
        Assert.Equal(6, facts.OfType<Fact.Scheduled>().Count());
        Assert.Equal(6, facts.OfType<Fact.Resolved>().Count());
        Assert.Equal(14, facts.Count);
    }

    private static ProviderException Busy(string method) => new(method, "busy", isRetryable: true);
}
