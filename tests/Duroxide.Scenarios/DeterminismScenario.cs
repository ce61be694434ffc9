using Duroxide.Core;
using Duroxide.Runtime;
using Microsoft.Extensions.Logging;

namespace Duroxide.Scenarios;

/// <summary>Code that no longer does what its history says is stopped and explained, and answers to nobody are dropped.</summary>
public abstract class DeterminismScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Activity<string, string> Step = new("step", (_, name) => Task.FromResult(name));

    [Fact]
    public async Task Swapped_code_fails_with_what_history_has_and_what_was_asked()
    {
        await BeginAsync(Swapping((context, _) => context.ScheduleActivity(Step, "before")));

        await RunAsync(
            code: new RegistryBuilder().Add(Swapping((context, _) => context.ScheduleActivity(Step, "after")))
        );
        await Client.SendMessageAsync("swapped", "go", 1, Cancellation);

        var failure = Assert.IsType<Failure.Configuration>(await FailureOfAsync("swapped"));
        Assert.StartsWith("nondeterministic: ", failure.Display, StringComparison.Ordinal);
        Assert.Contains("before", failure.Display, StringComparison.Ordinal);
        Assert.Contains("after", failure.Display, StringComparison.Ordinal);
        var cause = Assert.Single((await FactsOfAsync("swapped")).OfType<Fact.Interrupted>()).Cause;
        Assert.IsType<Interruption.Diverged>(cause);
        // The whole story stands in the log, soon after the end is stored, and in the exception of whoever waits.
        await UntilAsync(() => Log.Holds("Likely cause: "));
        var line = Assert.Single(Log.Lines, line => line.Message.Contains("Likely cause: ", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Error, line.Level);
        var thrown = await Assert.ThrowsAsync<InstanceFailedException>(() =>
            Client.WaitForCompletionAsync<string>("swapped", cancellationToken: Cancellation)
        );
        Assert.All([line.Message, thrown.Message], TellsBothSteps);

        static void TellsBothSteps(string text)
        {
            Assert.Contains("Likely cause: ", text, StringComparison.Ordinal);
            Assert.Matches(@"\| call step\(""before""\) +\| ", text);
            Assert.Matches(@"\| - +\| call step\(""after""\)", text);
        }
    }

    [Fact]
    public async Task Another_kind_of_step_in_the_same_place_fails_too()
    {
        await BeginAsync(Swapping((context, _) => context.ScheduleActivity(Step, "before")));

        await RunAsync(
            code: new RegistryBuilder().Add(Swapping((context, _) => context.ScheduleWait<string>("Event")))
        );
        await Client.SendMessageAsync("swapped", "go", 1, Cancellation);

        var failure = Assert.IsType<Failure.Configuration>(await FailureOfAsync("swapped"));
        Assert.Equal(ConfigurationKind.Nondeterminism, failure.Kind);
    }

    [Fact]
    public async Task A_divergence_leaves_no_child_running()
    {
        var child = new Orchestration<Unit, string>(
            "child",
            async (context, _) => await context.ScheduleWait<string>("Never")
        );
        await BeginAsync(
            Swapping((context, _) => context.ScheduleSubOrchestration(child, Unit.Value, new() { Instance = "child" })),
            new RegistryBuilder().Add(child)
        );

        await RunAsync(
            code: new RegistryBuilder().Add(child).Add(Swapping((context, _) => context.ScheduleWait<string>("Event")))
        );
        await Client.SendMessageAsync("swapped", "go", 1, Cancellation);

        Assert.IsType<Failure.Configuration>(await FailureOfAsync("swapped"));
        Assert.Equal("canceled: parent failed", (await FailureOfAsync("child")).Display);
    }

    [Theory]
    [InlineData(1, 99)]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    public async Task An_answer_that_nobody_asked_for_is_dropped_with_a_warning(int execution, int of)
    {
        Code.Add(Step).Add(Swapping((context, _) => context.ScheduleActivity(Step, "right")));
        await RunAsync();
        await StartAsync(Swapping((context, _) => context.ScheduleActivity(Step, "right")), "swapped", Unit.Value);
        var stray = new Delivery.Answer(new(execution), new(of), new Outcome.Succeeded("\"wrong\""));

        await Provider.EnqueueAsync([new("swapped", WireCodec.EncodeDelivery(stray))], Cancellation);
        await Client.SendMessageAsync("swapped", "go", 1, Cancellation);

        Assert.Equal("right", await OutputOfAsync<string>("swapped"));
        var warning = $"the answer to operation {of} of execution {execution} was dropped";
        await UntilAsync(() => Log.Holds(warning));
        Assert.Single(
            Log.Lines,
            line =>
                line is { Category: "Duroxide.Runtime", Level: LogLevel.Warning }
                && line.Message.Contains(warning, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_answer_to_the_start_of_the_execution_before_is_dropped_with_a_warning()
    {
        var looping = new Orchestration<int, string>(
            "looping",
            async (context, left) =>
            {
                var go = await context.ReceiveMessage<string>("go");
                return left == 0 ? go : await context.ContinueAsNew(left - 1);
            }
        );
        Code.Add(looping);
        await RunAsync();
        await StartAsync(looping, "looping", 1);
        var stray = new Delivery.Answer(ExecutionId.First, new(1), new Outcome.Succeeded("\"wrong\""));

        await Client.SendMessageAsync("looping", "go", "first", Cancellation);
        await UntilAsync(async () => (await Client.ReadHistoryAsync("looping", new(2), Cancellation)) is not null);
        await Provider.EnqueueAsync([new("looping", WireCodec.EncodeDelivery(stray))], Cancellation);
        await Client.SendMessageAsync("looping", "go", "second", Cancellation);

        Assert.Equal("second", await OutputOfAsync<string>("looping"));
        await UntilAsync(() => Log.Holds("the answer to operation 1 of execution 1 was dropped"));
    }

    [Fact]
    public async Task A_second_answer_for_the_same_call_is_dropped()
    {
        var process = Swapping((context, _) => context.ScheduleActivity(Step, "right"));
        Code.Add(Step).Add(process);
        await RunAsync();
        await StartAsync(process, "swapped", Unit.Value);
        await UntilFactAsync<Fact.Resolved>("swapped");
        var failed = new Outcome.Failed(new Failure.Application(ApplicationKind.ActivityFailed, "again"));
        var repeated = new Delivery.Answer(ExecutionId.First, new(2), failed);

        await Provider.EnqueueAsync([new("swapped", WireCodec.EncodeDelivery(repeated))], Cancellation);
        await Client.SendMessageAsync("swapped", "go", 1, Cancellation);

        Assert.Equal("right", await OutputOfAsync<string>("swapped"));
        Assert.Single((await FactsOfAsync("swapped")).OfType<Fact.Resolved>());
    }

    [Fact]
    public async Task Time_and_guids_are_the_same_on_every_replay_and_cost_no_round_trip()
    {
        var seen = new HashSet<string>();
        var dating = new Orchestration<Unit, string>(
            "dating",
            async (context, _) =>
            {
                var first = $"{context.UtcNow:O} {context.NewGuid()} {context.NewGuid()}";
                lock (seen)
                {
                    seen.Add(first);
                }
                await context.ScheduleTimer(TimeSpan.FromDays(1));
                await context.ScheduleActivity(Step, first);
                return first;
            }
        );
        Code.Add(Step).Add(dating);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(dating, "dating", Unit.Value);

        var output = await OutputOfAsync<string>("dating");
        Assert.Equal(Assert.Single(seen), output);
        Assert.Equal(6, (await FactsOfAsync("dating")).Count);
    }

    private static Orchestration<Unit, string> Swapping(Func<OrchestrationContext, Unit, DurableTask<string>> ask) =>
        new(
            "swapping",
            async (context, input) =>
            {
                var asked = ask(context, input);
                await context.ReceiveMessage<int>("go");
                return await asked;
            }
        );

    private async Task BeginAsync(Orchestration<Unit, string> process, RegistryBuilder? more = null)
    {
        var runtime = await RunAsync(code: (more ?? new RegistryBuilder()).Add(Step).Add(process));
        await StartAsync(process, "swapped", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("swapped", count: 2);
        await StopAsync(runtime);
    }
}
