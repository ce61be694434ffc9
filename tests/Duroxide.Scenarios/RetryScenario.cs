using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Activities that fail and are tried again, with timers that survive everything.</summary>
public abstract class RetryScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private readonly ConcurrentQueue<(int Attempt, DateTimeOffset Time)> tries = new();

    [Fact]
    public async Task An_activity_is_tried_until_it_succeeds()
    {
        await CallAsync("calling", failures: 2, new() { Retry = RetryPolicy.Exponential(attempts: 5) });

        Assert.Equal(3, await OutputOfAsync<int>("calling"));
        Assert.Equal([1, 2, 3], tries.Select(each => each.Attempt));
        Assert.Equal([TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200)], await DelaysAsync());
    }

    [Fact]
    public async Task The_last_failure_is_thrown_when_all_attempts_are_used_up()
    {
        await CallAsync("calling", failures: 9, new() { Retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(5)) });

        Assert.Equal("try 3 failed", (await FailureOfAsync("calling")).Display);
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)], await DelaysAsync());
    }

    [Fact]
    public async Task Trying_again_at_once_needs_no_timer()
    {
        await CallAsync("calling", failures: 2, new() { Retry = RetryPolicy.Immediate() });

        Assert.Equal(3, await OutputOfAsync<int>("calling"));
        Assert.DoesNotContain(
            await FactsOfAsync("calling"),
            fact => fact is Fact.Scheduled { Operation: Operation.Timer }
        );
    }

    [Fact]
    public async Task A_timeout_is_not_tried_again()
    {
        await CallAsync(
            "calling",
            failures: 0,
            new() { Retry = RetryPolicy.Immediate(5), Timeout = TimeSpan.FromSeconds(30) },
            takes: TimeSpan.FromHours(1)
        );

        Assert.Equal("timeout: activity timed out", (await FailureOfAsync("calling")).Display);
        const string told =
            "timeout: activity timed out (Activity 'trying' did not end within 00:00:30 at attempt 1, and was cancelled)";
        var thrown = await Assert.ThrowsAsync<InstanceFailedException>(() =>
            Client.WaitForCompletionAsync<int>("calling", cancellationToken: Cancellation)
        );
        Assert.Equal($"Instance 'calling' failed: {told}", thrown.Message);
        await UntilAsync(() => Log.Holds($"failed: {told}"));
        Assert.Single(tries);
        var facts = await FactsOfAsync("calling");
        Assert.Equal(2, facts.OfType<Fact.Scheduled>().Count());
        Assert.Contains(facts, fact => fact is Fact.Applied { Effect: Effect.Cancel });
    }

    [Fact]
    public async Task An_activity_may_be_given_all_the_time_there_is()
    {
        var options = new ActivityOptions
        {
            Retry = RetryPolicy.Exponential(first: TimeSpan.FromDays(1), factor: 3, max: TimeSpan.MaxValue),
            Timeout = TimeSpan.MaxValue,
            TimeToLive = TimeSpan.MaxValue,
        };
        await CallAsync("calling", failures: 2, options);

        Assert.Equal(3, await OutputOfAsync<int>("calling"));
        Assert.Equal(
            [TimeSpan.FromDays(1), TimeSpan.FromDays(3)],
            (await DelaysAsync()).Where(delay => delay != options.Timeout)
        );
    }

    [Fact]
    public async Task What_the_activity_calls_final_is_not_tried_again()
    {
        var refusing = new Activity<Unit, int>(
            "refusing",
            (context, _) =>
            {
                tries.Enqueue((context.Attempt, Time.GetUtcNow()));
                throw new NonRetryableException("no such card");
            }
        );
        var options = new ActivityOptions { Retry = RetryPolicy.Exponential(attempts: 5) };
        var paying = new Orchestration<Unit, int>(
            "paying",
            async (context, _) => await context.ScheduleActivity(refusing, Unit.Value, options)
        );
        Code.Add(refusing).Add(paying);
        await RunAsync(runtime => runtime with { HotInstances = 0 });

        await StartAsync(paying, "paying", Unit.Value);

        Assert.Equal("no such card", (await FailureOfAsync("paying")).Display);
        Assert.Single(tries);
    }

    [Fact]
    public async Task A_crash_between_two_attempts_loses_no_attempt()
    {
        var first = await OpenNodeAsync();
        var options = new ActivityOptions { Retry = RetryPolicy.Fixed(TimeSpan.FromMinutes(10), attempts: 3) };
        await CallAsync("calling", failures: 2, options, node: first);
        await UntilFactAsync<Fact.Scheduled>("calling", fact => fact.Operation is Operation.Timer);
        first.Kill();

        await RunAsync();

        Assert.Equal(3, await OutputOfAsync<int>("calling"));
        Assert.Equal([1, 2, 3], tries.Select(each => each.Attempt));
    }

    [Fact]
    public async Task A_compensating_saga_undoes_in_reverse_order()
    {
        var ledger = new ConcurrentQueue<string>();
        var act = new Activity<string, string>(
            "act",
            (_, what) =>
            {
                ledger.Enqueue(what);
                return what == "charge" ? throw new InvalidOperationException("declined") : Task.FromResult(what);
            }
        );
        var saga = new Orchestration<Unit, string>(
            "saga",
            async (context, _) =>
            {
                var done = new Stack<string>();
                try
                {
                    foreach (var step in new[] { "reserve", "pack", "charge" })
                    {
                        await context.ScheduleActivity(act, step, new() { Retry = RetryPolicy.Immediate(2) });
                        done.Push(step);
                    }
                    return "shipped";
                }
                catch (ActivityFailedException failed)
                {
                    foreach (var step in done)
                    {
                        await context.ScheduleActivity(act, $"undo {step}");
                    }
                    return failed.Failure.Display;
                }
            }
        );
        Code.Add(act).Add(saga);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(saga, "saga", Unit.Value);

        Assert.Equal("declined", await OutputOfAsync<string>("saga"));
        Assert.Equal(["reserve", "pack", "charge", "charge", "undo pack", "undo reserve"], ledger);
    }

    // What is recorded, not what passed: the virtual clock moves on while a busy machine compiles.
    private async Task<IEnumerable<TimeSpan>> DelaysAsync() =>
        (await FactsOfAsync("calling"))
            .OfType<Fact.Scheduled>()
            .Select(fact => fact.Operation)
            .OfType<Operation.Timer>()
            .Select(timer => timer.Delay);

    private async Task CallAsync(
        InstanceId instance,
        int failures,
        ActivityOptions options,
        TimeSpan? takes = null,
        ObservedProvider? node = null
    )
    {
        var trying = new Activity<Unit, int>(
            "trying",
            async (context, _) =>
            {
                tries.Enqueue((context.Attempt, Time.GetUtcNow()));
                await Task.Delay(takes ?? TimeSpan.Zero, Time, context.CancellationToken);
                return context.Attempt > failures
                    ? context.Attempt
                    : throw new InvalidOperationException($"try {context.Attempt} failed");
            }
        );
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) => await context.ScheduleActivity(trying, Unit.Value, options)
        );
        Code.Add(trying).Add(calling);
        await RunAsync(node: node);
        await StartAsync(calling, instance, Unit.Value);
    }
}
