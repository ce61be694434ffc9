using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>Programs that stay in memory between turns, and those that do not, come to the same history.</summary>
public abstract class HotInstanceScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Keeping_no_program_in_memory_gives_the_same_history()
    {
        var hot = await HistoryAsync("kept", instances: 1000, bytes: long.MaxValue);
        var cold = await HistoryAsync("not kept", instances: 0, bytes: long.MaxValue);
        var evicted = await HistoryAsync("too many", instances: 1, bytes: long.MaxValue);
        var tooLarge = await HistoryAsync("too large", instances: 1000, bytes: 1);

        Assert.Equal(hot, cold);
        Assert.Equal(hot, evicted);
        Assert.Equal(hot, tooLarge);
    }

    [Fact]
    public async Task A_program_in_memory_is_not_run_from_its_start_again()
    {
        var starts = 0;
        Code.Add(Adding).Add(Summing(() => Interlocked.Increment(ref starts)));
        await RunAsync();

        await Client.StartOrchestrationAsync("summing", "hot", 5, cancellationToken: Cancellation);

        Assert.Equal(15, await OutputOfAsync<int>("hot"));
        Assert.Equal(1, starts);
    }

    [Fact]
    public async Task A_program_not_in_memory_is_run_from_its_start_at_each_turn()
    {
        var starts = 0;
        Code.Add(Adding).Add(Summing(() => Interlocked.Increment(ref starts)));
        await RunAsync(options => options with { HotInstances = 0 });

        await Client.StartOrchestrationAsync("summing", "cold", 5, cancellationToken: Cancellation);

        Assert.Equal(15, await OutputOfAsync<int>("cold"));
        Assert.Equal(6, starts);
    }

    [Fact]
    public async Task A_program_in_memory_is_not_taken_for_that_of_a_new_instance_with_its_id()
    {
        var greeting = new Orchestration<string, string>(
            "greeting",
            async (context, name) => $"{await context.ReceiveMessage<string>("words")} {name}"
        );
        Code.Add(greeting);
        var (isHeld, goOn) = (false, new TaskCompletionSource());
        var node = await OpenNodeAsync();
        node.Before = call =>
            Volatile.Read(ref isHeld) && call.Method == nameof(IProvider.FetchTurnsAsync)
                ? goOn.Task
                : Task.CompletedTask;
        await RunAsync(options => options with { LongPoll = TimeSpan.FromSeconds(1) }, node);
        await StartAsync(greeting, "greeted", "old friend");
        await UntilFactAsync<Fact.Scheduled>("greeted");
        Volatile.Write(ref isHeld, true);
        await PassAsync(TimeSpan.FromSeconds(3));

        await Client.Management.DeleteInstanceAsync("greeted", force: true, Cancellation);
        var other = await RunAsync();
        await StartAsync(greeting, "greeted", "new friend");
        await UntilFactAsync<Fact.Scheduled>("greeted");
        await StopAsync(other);
        await Client.SendMessageAsync("greeted", "words", "hello", Cancellation);
        goOn.SetResult();

        Assert.Equal("hello new friend", await OutputOfAsync<string>("greeted"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task An_activity_of_a_deleted_instance_answers_nothing_to_a_new_instance_with_its_id(int hot)
    {
        var (started, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var echo = new Activity<string, string>(
            "echo",
            async (context, text) =>
            {
                if (text == "old")
                {
                    started.SetResult();
                    await goOn.Task;
                }
                return text;
            }
        );
        var calling = new Orchestration<string, string>(
            "calling",
            async (context, text) => await context.ScheduleActivity(echo, text)
        );
        Code.Add(echo).Add(calling);
        await RunAsync(options => options with { HotInstances = hot });
        await StartAsync(calling, "called", "old");
        await SoonAsync(started.Task);

        await Client.Management.DeleteInstanceAsync("called", force: true, Cancellation);
        await StartAsync(calling, "called", "new");
        var output = await SoonAsync(Client.WaitForCompletionAsync<string>("called", cancellationToken: Cancellation));
        goOn.SetResult();

        Assert.Equal("new", output);
    }

    [Fact]
    public async Task A_program_in_memory_does_not_run_for_an_answer_to_the_deleted_instance_that_had_its_id()
    {
        var (starts, started) = (0, new TaskCompletionSource());
        Dictionary<string, TaskCompletionSource> goOn = new() { ["old"] = new(), ["new"] = new() };
        var echo = new Activity<string, string>(
            "echo",
            async (_, text) =>
            {
                if (text == "old")
                {
                    started.SetResult();
                }
                await goOn[text].Task;
                return text;
            }
        );
        var calling = new Orchestration<string, string>(
            "calling",
            async (context, text) =>
            {
                Interlocked.Increment(ref starts);
                return await context.ScheduleActivity(echo, text);
            }
        );
        Code.Add(echo).Add(calling);
        await RunAsync();
        await StartAsync(calling, "called", "old");
        await SoonAsync(started.Task);
        await Client.Management.DeleteInstanceAsync("called", force: true, Cancellation);
        await StartAsync(calling, "called", "new");
        await UntilFactAsync<Fact.Scheduled>("called");

        goOn["old"].SetResult();
        await UntilAsync(() => Log.Holds("The result of activity echo#2 of instance called was dropped"));
        goOn["new"].SetResult();

        Assert.Equal("new", await OutputOfAsync<string>("called"));
        // A program that had run for it would have been thrown away, and the next one begun from its start.
        Assert.Equal(2, starts);
    }

    [Fact]
    public async Task The_values_that_a_program_began_with_count_as_memory()
    {
        var starts = 0;
        var hoarding = new Orchestration<int, int>(
            "hoarding",
            async (context, round) =>
            {
                if (round == 1)
                {
                    foreach (var number in Enumerable.Range(1, 10))
                    {
                        context.SetValue($"value {number}", new string('x', 10_000));
                    }
                    return await context.ContinueAsNew(2);
                }
                Interlocked.Increment(ref starts);
                await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                return round;
            }
        );
        Code.Add(hoarding);
        await RunAsync(options => options with { HotBytes = 50_000 });

        await StartAsync(hoarding, "first", 1);
        await StartAsync(hoarding, "second", 1);

        Assert.Equal(2, await OutputOfAsync<int>("first"));
        Assert.Equal(2, await OutputOfAsync<int>("second"));
        // Only one of them has the place of the one that is too large.
        Assert.Equal(3, starts);
    }

    [Fact]
    public async Task A_program_larger_than_the_room_is_not_run_from_its_start_at_each_step()
    {
        var starts = 0;
        var fetching = new Activity<int, string>("fetching", (_, number) => Task.FromResult(new string('x', 60_000)));
        var growing = new Orchestration<int, int>(
            "growing",
            async (context, count) =>
            {
                Interlocked.Increment(ref starts);
                var sum = 0;
                for (var number = 1; number <= count; number++)
                {
                    sum += (await context.ScheduleActivity(fetching, number)).Length;
                }
                return sum;
            }
        );
        Code.Add(fetching).Add(growing).Add(Adding).Add(Summing(() => { }));
        await RunAsync(options => options with { HotBytes = 100_000 });

        await StartAsync(growing, "large", 8);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await Client.StartOrchestrationAsync("summing", $"small {number}", 10, cancellationToken: Cancellation);
        }

        Assert.Equal(480_000, await OutputOfAsync<int>("large"));
        Assert.Equal(1, starts);
        Assert.Single(Log.Lines, line => line.Message.Contains("more than HotBytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_in_memory_goes_on_while_the_history_of_another_one_is_read()
    {
        var waiting = new Orchestration<string, string>(
            "waiting",
            async (context, name) => $"{await context.ReceiveMessage<string>("words")} {name}"
        );
        Code.Add(waiting);
        var mayRead = new TaskCompletionSource();
        var node = await OpenNodeAsync();
        node.Before = call => call.Method == nameof(IProvider.LoadAsync) ? mayRead.Task : Task.CompletedTask;
        await RunAsync(options => options with { HotInstances = 1 }, node);
        await StartAsync(waiting, "cold", "cold");
        await UntilFactAsync<Fact.Scheduled>("cold");
        await StartAsync(waiting, "hot", "hot");
        await UntilFactAsync<Fact.Scheduled>("hot");

        await Client.SendMessageAsync("cold", "words", "hello", Cancellation);
        await Client.SendMessageAsync("hot", "words", "hello", Cancellation);

        Assert.Equal("hello hot", await OutputOfAsync<string>("hot"));
        mayRead.SetResult();
        Assert.Equal("hello cold", await OutputOfAsync<string>("cold"));
    }

    private static Activity<(int, int), int> Adding { get; } =
        new("adding", (_, numbers) => Task.FromResult(numbers.Item1 + numbers.Item2));

    private static Orchestration<int, int> Summing(Action started) =>
        new(
            "summing",
            async (context, count) =>
            {
                started();
                var sum = 0;
                for (var number = 1; number <= count; number++)
                {
                    sum = await context.ScheduleActivity(Adding, (sum, number));
                }
                return sum;
            }
        );

    private async Task<IReadOnlyList<Fact>> HistoryAsync(string name, int instances, long bytes)
    {
        var mixed = new Orchestration<int, string>(
            name,
            async (context, count) =>
            {
                context.SetValue("count", count);
                for (var number = 1; number <= count; number++)
                {
                    await context.ScheduleTimer(TimeSpan.FromSeconds(number));
                    context.SetCustomStatus($"{number} of {count}");
                }
                var message = await context.ReceiveMessage<string>("q");
                return $"{message} {context.GetValue<int>("count")}";
            }
        );
        var runtime = await RunAsync(
            options => options with { HotInstances = instances, HotBytes = bytes },
            code: new RegistryBuilder().Add(mixed)
        );
        foreach (var number in Enumerable.Range(1, 3))
        {
            await StartAsync(mixed, $"{name} {number}", 3);
            await Client.SendMessageAsync($"{name} {number}", "q", "early", Cancellation);
        }
        foreach (var number in Enumerable.Range(1, 3))
        {
            Assert.Equal("early 3", await OutputOfAsync<string>($"{name} {number}"));
        }
        await StopAsync(runtime);
        // When the message came among the turns is a matter of threads; all else must be the same.
        return [.. (await FactsOfAsync($"{name} 1")).Where(fact => fact is not (Fact.Arrived or Fact.Started))];
    }
}
