using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>What comes to an instance while answers of its activities are on their short way keeps its place, and is heard.</summary>
public abstract class AnswerRaceScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private readonly Steps steps = new();
    private Func<Task>? meanwhile;

    [Fact]
    public async Task An_event_that_comes_before_an_answer_is_stored_stands_before_it()
    {
        await RacingAsync(context => context.ScheduleWait<string>("Event"));
        meanwhile = () => Client.RaiseEventAsync("raced", "Event", "heard", Cancellation);

        await StartAsync("raced");

        Assert.Equal("heard", await OutputOfAsync<string>("raced"));
        await AnswerCameSecondAsync("raced");
    }

    [Fact]
    public async Task A_message_that_comes_before_an_answer_is_stored_stands_before_it()
    {
        await RacingAsync(context => context.ReceiveMessage<string>("words"));
        meanwhile = () => Client.SendMessageAsync("raced", "words", "heard", Cancellation);

        await StartAsync("raced");

        Assert.Equal("heard", await OutputOfAsync<string>("raced"));
        await AnswerCameSecondAsync("raced");
    }

    [Fact]
    public async Task A_timer_that_is_due_before_an_answer_is_stored_stands_before_it()
    {
        var ringing = new Orchestration<Unit, string>(
            "ringing",
            async (context, _) =>
            {
                var timer = context.ScheduleTimer(TimeSpan.FromSeconds(1));
                var first = await context.Select(timer, context.ScheduleActivity(steps.Step, "raced"));
                return first.Match(_ => "rung", _ => "answered");
            }
        );
        Code.Add(ringing);
        await RunNotedAsync();
        meanwhile = () =>
        {
            Time.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        };

        await StartAsync(ringing, "raced", Unit.Value);

        Assert.Equal("rung", await OutputOfAsync<string>("raced"));
    }

    [Fact]
    public async Task A_cancel_that_comes_before_an_answer_is_stored_is_heard_first()
    {
        Code.Add(steps.Chain);
        await RunNotedAsync();
        meanwhile = () => Client.CancelAsync("raced", "enough", Cancellation);

        await StartAsync(steps.Chain, "raced", 5);

        Assert.Equal(Failure.Cancelled("enough"), await FailureOfAsync("raced"));
        Assert.Equal(1, Assert.Single(steps.Runs).Value);
        Assert.Empty((await FactsOfAsync("raced")).OfType<Fact.Resolved>());
    }

    [Fact]
    public async Task A_taken_activity_hears_that_its_instance_was_cancelled()
    {
        var (started, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var long_ = new Activity<Unit, int>(
            "long",
            async (context, _) =>
            {
                started.SetResult();
                await using var telling = context.CancellationToken.Register(told.SetResult);
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                return 1;
            }
        );
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) =>
            {
                await context.ScheduleActivity(steps.Step, "first");
                return await context.ScheduleActivity(long_, Unit.Value);
            }
        );
        Code.Add(long_);
        Code.Add(calling);
        await RunNotedAsync();
        await StartAsync(calling, "cancelled", Unit.Value);
        await SoonAsync(started.Task);
        Assert.NotNull(Assert.Single(steps.Commits.Last().Activities).Take);

        await Client.CancelAsync("cancelled", "enough", Cancellation);

        Assert.Equal(Failure.Cancelled("enough"), await FailureOfAsync("cancelled"));
        await SoonAsync(told.Task);
    }

    [Fact]
    public async Task An_instance_that_was_deleted_and_started_again_hears_nothing_of_its_namesake()
    {
        Code.Add(steps.Chain);
        await RunNotedAsync();
        meanwhile = async () =>
        {
            await Client.Management.DeleteInstanceAsync("raced", force: true, Cancellation);
            await StartAsync(steps.Chain, "raced", 2);
        };

        await StartAsync(steps.Chain, "raced", 3);

        await UntilAsync(async () =>
            await Client.GetStatusAsync("raced", Cancellation) is OrchestrationStatus.Completed
        );
        Assert.Equal(2, await OutputOfAsync<int>("raced"));
        Assert.Equal(2, (await FactsOfAsync("raced")).OfType<Fact.Resolved>().Count());
    }

    [Fact]
    public async Task After_a_conflict_the_next_answers_go_the_ordinary_way_for_a_while()
    {
        Code.Add(steps.Chain);
        await RunNotedAsync();
        meanwhile = () => Client.RaiseEventAsync("raced", "Event", "unwanted", Cancellation);

        await StartAsync(steps.Chain, "raced", 30);

        Assert.Equal(30, await OutputOfAsync<int>("raced"));
        Assert.Equal(16, steps.Plain);
        Assert.Equal(14, steps.Answering);
        Assert.All(steps.Runs, run => Assert.Equal(1, run.Value));
    }

    [Fact]
    public async Task Code_that_hangs_with_an_answer_leaves_it_to_the_ordinary_way_within_the_turn_timeout()
    {
        using var goOn = new ManualResetEventSlim();
        var timeout = new RuntimeOptions().TurnTimeout;
        var hanging = Hanging(() => goOn.Wait(Generous, Cancellation));
        Code.Add(hanging);
        await RunNotedAsync(options => options with { TurnTimeout = timeout });
        var before = Time.GetUtcNow();

        try
        {
            await StartAsync(hanging, "hanging", Unit.Value);
            await UntilAsync(() => steps.Plain > 0);

            // It is looked after four times in each timeout.
            Assert.InRange(Time.GetUtcNow() - before, timeout, 1.5 * timeout);
            Assert.Equal(0, steps.Answering);
        }
        finally
        {
            goOn.Set();
        }

        Assert.Equal("woken", await OutputOfAsync<string>("hanging"));
        Assert.All(steps.Runs, run => Assert.Equal(1, run.Value));
    }

    [Fact]
    public async Task Code_that_never_comes_back_with_an_answer_is_poison_and_its_activity_ran_once()
    {
        using var goOn = new ManualResetEventSlim();
        var hanging = Hanging(() => goOn.Wait(Generous, Cancellation));
        Code.Add(hanging);
        await RunNotedAsync(options =>
            options with
            {
                TurnTimeout = new RuntimeOptions().TurnTimeout,
                TurnLimit = TimeSpan.FromSeconds(20),
                MaxAttempts = 1,
            }
        );

        try
        {
            await StartAsync(hanging, "hanging", Unit.Value);

            Assert.IsType<Failure.Poison>(await FailureOfAsync("hanging"));
        }
        finally
        {
            goOn.Set();
        }

        Assert.Equal(1, Assert.Single(steps.Runs).Value);
    }

    [Fact]
    public async Task Code_that_throws_with_an_answer_fails_its_instance_in_the_same_commit()
    {
        var hanging = Hanging(() => throw new InvalidOperationException("poisoned"));
        Code.Add(hanging);
        await RunNotedAsync();

        await StartAsync(hanging, "throwing", Unit.Value);

        Assert.IsType<Failure.Application>(await FailureOfAsync("throwing"));
        Assert.Equal((1, 0), (steps.Answering, steps.Plain));
    }

    private Orchestration<Unit, string> Hanging(Action after) =>
        new(
            "hanging",
            async (context, _) =>
            {
                await context.ScheduleActivity(steps.Step, "before");
                after();
                return "woken";
            }
        );

    private Orchestration<Unit, string>? racing;

    // One that waits for an activity and for something else, and says which came first.
    private async Task RacingAsync(Func<OrchestrationContext<Unit, string>, DurableTask<string>> other)
    {
        racing = new(
            "racing",
            async (context, _) =>
            {
                var first = await context.Select(other(context), context.ScheduleActivity(steps.Step, "raced"));
                return first.Match(what => what, _ => "answered");
            }
        );
        Code.Add(racing);
        await RunNotedAsync();
    }

    private Task StartAsync(InstanceId instance) => StartAsync(racing!, instance, Unit.Value);

    private async Task AnswerCameSecondAsync(InstanceId instance)
    {
        Assert.Equal((1, 0), (steps.Answering, steps.Plain));
        Assert.Equal(1, Assert.Single(steps.Runs).Value);
        Assert.Equal(0, (await Provider.Management!.GetMetricsAsync(Cancellation)).Activities);
        Assert.NotEmpty(await FactsOfAsync(instance));
    }

    // What happens meanwhile happens once, before the first turn that takes an answer is stored.
    private async Task RunNotedAsync(Func<RuntimeOptions, RuntimeOptions>? adjust = null)
    {
        Code.Add(steps.Step);
        Provider.Before = async call =>
        {
            await steps.Note(call);
            if (Steps.Writes(call) && Interlocked.Exchange(ref meanwhile, null) is { } happens)
            {
                await happens();
            }
        };
        await RunAsync(adjust);
    }
}
