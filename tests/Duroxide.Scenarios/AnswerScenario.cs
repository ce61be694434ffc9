using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>An answer that finds its program in memory becomes a turn at once, and both are one commit.</summary>
public abstract class AnswerScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private readonly Steps steps = new();

    [Fact]
    public async Task A_chain_takes_one_commit_a_step()
    {
        await RunStepsAsync();

        await ChainAsync("chain", 10);

        Assert.Equal((11, 10, 0), (steps.Commits.Count(), steps.Answering, steps.Plain));
        Assert.All(steps.Commits.SkipLast(1), commit => Assert.NotNull(Assert.Single(commit.Activities).Take));
        AssertOrdinary(await FactsOfAsync("chain"), 10);
    }

    [Fact]
    public async Task A_history_is_the_same_whether_its_program_was_in_memory_or_not()
    {
        await RunStepsAsync();
        await ChainAsync("hot", 5);
        var cold = await OpenNodeAsync();
        cold.Before = steps.Note;
        Assert.Equal(0, steps.Plain);

        await StopAllAsync();
        await RunAsync(options => options with { HotInstances = 0 }, cold);
        await ChainAsync("cold", 5);

        Assert.Equal(5, steps.Plain);
        var (one, other) = (await FactsOfAsync("hot"), await FactsOfAsync("cold"));
        Assert.Equal(one.Select(fact => fact.GetType()), other.Select(fact => fact.GetType()));
    }

    [Fact]
    public async Task Five_answers_of_one_instance_take_no_message()
    {
        var fanning = new Orchestration<int, int>(
            "fanning",
            async (context, count) =>
            {
                var all = Enumerable.Range(1, count).Select(n => context.ScheduleActivity(steps.Step, $"fan {n}"));
                return (await context.Join(all)).Count();
            }
        );
        Code.Add(fanning);
        await RunStepsAsync();

        await StartAsync(fanning, "fan", 5);

        Assert.Equal(5, await OutputOfAsync<int>("fan"));
        Assert.Equal(0, steps.Plain);
        Assert.InRange(steps.Answering, 1, 5);
        AssertOrdinary(await FactsOfAsync("fan"), 5);
        EachRanOnce(5);
    }

    [Fact]
    public async Task Chains_that_continue_as_new_stay_on_the_short_way()
    {
        var eternal = new Orchestration<int, int>(
            "eternal",
            async (context, round) =>
            {
                await context.ScheduleActivity(steps.Step, $"{round} first");
                await context.ScheduleActivity(steps.Step, $"{round} second");
                return round < 3 ? await context.ContinueAsNew(round + 1) : round;
            }
        );
        Code.Add(eternal);
        await RunStepsAsync();

        await StartAsync(eternal, "eternal", 1);

        Assert.Equal(3, await OutputOfAsync<int>("eternal"));
        Assert.Equal((6, 0), (steps.Answering, steps.Plain));
        EachRanOnce(6);
    }

    [Fact]
    public async Task A_failure_is_an_answer_too()
    {
        var failing = new Activity<Unit, int>("failing", (_, _) => throw new InvalidOperationException("no"));
        var catching = new Orchestration<Unit, string>(
            "catching",
            async (context, _) =>
            {
                try
                {
                    await context.ScheduleActivity(failing, Unit.Value);
                    return "nothing";
                }
                catch (ActivityFailedException failure)
                {
                    return failure.Message;
                }
            }
        );
        Code.Add(failing).Add(catching);
        await RunStepsAsync();

        await StartAsync(catching, "catching", Unit.Value);

        Assert.Contains("no", await OutputOfAsync<string>("catching"), StringComparison.Ordinal);
        Assert.Equal((1, 0), (steps.Answering, steps.Plain));
    }

    [Fact]
    public async Task What_belongs_to_a_session_or_has_a_time_to_live_is_queued()
    {
        var asking = new Orchestration<Unit, int>(
            "asking",
            async (context, _) =>
            {
                await context.ScheduleActivity(steps.Step, "in a session", new() { Session = "s" });
                await context.ScheduleActivity(steps.Step, "short", new() { TimeToLive = TimeSpan.FromHours(1) });
                await context.ScheduleActivity(steps.Step, "tagged", new() { Tag = "elsewhere" });
                return 1;
            }
        );
        Code.Add(asking);
        await RunStepsAsync();
        await RunAsync(options => options with { Tags = new TagFilter.Tags(["elsewhere"]) }, await OpenNodeAsync());

        await StartAsync(asking, "asking", Unit.Value);

        Assert.Equal(1, await OutputOfAsync<int>("asking"));
        Assert.DoesNotContain(
            steps.Commits.SelectMany(commit => commit.Activities),
            activity => activity.Take is not null
        );
        EachRanOnce(3);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_stores_its_turn_once_and_runs_nothing_twice()
    {
        var (seen, lost) = (0, 0);
        Provider.After = call =>
            Steps.Writes(call) && Interlocked.Increment(ref seen) % 2 == 1
                ? throw Lost(call, ref lost)
                : Task.CompletedTask;
        await RunStepsAsync();

        await ChainAsync("unsure", 10);

        Assert.Equal(10, lost);
        Assert.Equal(0, steps.Plain);
        AssertOrdinary(await FactsOfAsync("unsure"), 10);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_for_good_stores_its_turn_once_too()
    {
        var lost = 0;
        Provider.After = call =>
            Steps.Writes(call) && Volatile.Read(ref lost) < 6 ? throw Lost(call, ref lost) : Task.CompletedTask;
        await RunStepsAsync();

        await StartAsync(steps.Chain, "unsure", 5);

        Assert.Equal(5, await OutputOfAsync<int>("unsure"));
        Assert.Equal(6, lost);
        AssertOrdinary(await FactsOfAsync("unsure"), 5);
        // What nobody heard of being taken begins when its lease has lapsed, and is begun once.
        EachRanOnce(5);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public async Task A_store_that_is_busy_only_takes_longer(int times)
    {
        var failures = 0;
        Provider.Before = async call =>
        {
            await steps.Note(call);
            if (Steps.Writes(call) && Interlocked.Increment(ref failures) <= times)
            {
                throw Busy(call);
            }
        };
        await RunStepsAsync(notes: false);

        await ChainAsync("busy", 5);

        Assert.True(failures > times);
        Assert.Equal(times > 6, steps.Plain > 0);
        AssertOrdinary(await FactsOfAsync("busy"), 5);
    }

    [Fact]
    public async Task A_turn_that_the_store_refuses_for_good_leaves_its_answer_to_the_ordinary_way()
    {
        Provider.Before = async call =>
        {
            await steps.Note(call);
            if (Steps.Writes(call))
            {
                throw new ProviderException(call.Method, "refused", isRetryable: false);
            }
        };
        await RunStepsAsync(notes: false);

        await ChainAsync("refused", 5);

        Assert.Equal(5, steps.Plain);
        AssertOrdinary(await FactsOfAsync("refused"), 5);
    }

    [Fact]
    public async Task An_error_that_nobody_thought_of_stops_no_lane()
    {
        var failures = 0;
        Provider.Before = call =>
            Steps.Writes(call) && Interlocked.Increment(ref failures) <= 2
                ? throw new InvalidOperationException("nobody thought of this")
                : steps.Note(call);
        await RunStepsAsync(notes: false);

        await ChainAsync("surprised", 5);

        Assert.Equal(3, steps.Answering);
        AssertOrdinary(await FactsOfAsync("surprised"), 5);
    }

    [Fact]
    public async Task Two_nodes_and_a_talkative_client_lose_nothing_and_repeat_nothing()
    {
        const int instances = 20;
        const int rounds = 5;
        var mixing = new Orchestration<int, string>(
            "mixing",
            async (context, count) =>
            {
                var heard = new List<int>();
                for (var round = 1; round <= count; round++)
                {
                    var step = context.ScheduleActivity(steps.Step, $"{context.Instance} {round}");
                    heard.Add(await context.ReceiveMessage<int>("numbers"));
                    await step;
                    await context.ScheduleActivity(steps.Step, $"{context.Instance} {round} again");
                }
                return string.Join(' ', heard);
            }
        );
        Code.Add(mixing);
        await RunStepsAsync();
        await RunAsync(node: await OpenNodeAsync());
        var names = Enumerable.Range(1, instances).Select(number => new InstanceId($"mixed {number}")).ToList();

        await Parallel.ForEachAsync(
            names,
            Cancellation,
            async (instance, cancellation) =>
            {
                await StartAsync(mixing, instance, rounds);
                for (var number = 1; number <= rounds; number++)
                {
                    await Client.SendMessageAsync(instance, "numbers", number, cancellation);
                    await Task.Yield();
                }
            }
        );

        foreach (var instance in names)
        {
            Assert.Equal("1 2 3 4 5", await OutputOfAsync<string>(instance));
        }
        EachRanOnce(instances * rounds * 2);
        Assert.Equal(0, (await Provider.Management!.GetMetricsAsync(Cancellation)).Activities);
    }

    private DuroxideRuntime? first;

    private async Task RunStepsAsync(bool notes = true)
    {
        Code.Add(steps.Step).Add(steps.Chain);
        if (notes)
        {
            Provider.Before = steps.Note;
        }
        first = await RunAsync();
    }

    private Task StopAllAsync() => StopAsync(first!);

    private async Task ChainAsync(InstanceId instance, int count)
    {
        await StartAsync(steps.Chain, instance, count);
        Assert.Equal(count, await OutputOfAsync<int>(instance));
        Assert.Equal(count, steps.Runs.Count(run => run.Key.StartsWith($"{instance} ", StringComparison.Ordinal)));
        Assert.All(steps.Runs, run => Assert.Equal(1, run.Value));
    }

    private void EachRanOnce(int count)
    {
        Assert.Equal(count, steps.Runs.Count);
        Assert.All(steps.Runs, run => Assert.Equal(1, run.Value));
    }

    private static void AssertOrdinary(IReadOnlyList<Fact> facts, int count)
    {
        Assert.Equal(count, facts.OfType<Fact.Scheduled>().Count());
        Assert.Equal(count, facts.OfType<Fact.Resolved>().Count());
        Assert.Equal((2 * count) + 2, facts.Count);
    }

    private static ProviderException Lost(ProviderCall call, ref int lost)
    {
        Interlocked.Increment(ref lost);
        return Busy(call);
    }

    private static ProviderException Busy(ProviderCall call) => new(call.Method, "busy", isRetryable: true);
}
