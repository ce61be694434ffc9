using System.Collections.Concurrent;
using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>What an activity knows of its call, and what becomes of its results and failures.</summary>
public abstract class ActivityScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task An_exception_without_a_message_fails_the_activity_like_any_other()
    {
        var silent = new Activity<Unit, int>("silent", (_, _) => throw new SilentException());
        var calling = new Orchestration<Unit, int>(
            "calling silent",
            async (context, _) => await context.ScheduleActivity(silent, Unit.Value)
        );
        Code.Add(silent).Add(calling);
        await RunAsync();

        await StartAsync(calling, "calling", Unit.Value);

        var failure = Assert.IsType<Failure.Application>(await FailureOfAsync("calling"));
        Assert.Equal(("", typeof(SilentException).FullName), (failure.Message, failure.ErrorType));
    }

    [Fact]
    public async Task An_exception_that_cannot_be_shown_fails_the_activity_like_any_other()
    {
        var broken = new Activity<Unit, int>("broken", (_, _) => throw new UnspeakableException());
        var calling = new Orchestration<Unit, int>(
            "calling broken",
            async (context, _) => await context.ScheduleActivity(broken, Unit.Value)
        );
        Code.Add(broken).Add(calling);
        await RunAsync();

        await StartAsync(calling, "calling", Unit.Value);

        var failure = Assert.IsType<Failure.Application>(await FailureOfAsync("calling"));
        Assert.Equal(typeof(UnspeakableException).FullName, failure.ErrorType);
        Assert.Contains(nameof(NotSupportedException), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_of_encoded_text_that_gives_none_gives_an_empty_one()
    {
        var calling = new Orchestration<Unit, string>(
            "calling mute",
            async (context, _) => (await context.ScheduleActivity<Unit, Payload>("mute", Unit.Value)).Text
        );
        Code.AddActivity("mute", (_, _) => Task.FromResult<string>(null!)).Add(calling);
        await RunAsync();

        await StartAsync(calling, "calling", Unit.Value);

        Assert.Equal("", await OutputOfAsync<string>("calling"));
    }

    [Fact]
    public async Task A_converter_that_gives_no_text_stands_for_an_empty_one()
    {
        var nothing = new Activity<string, string>("nothing", (_, said) => Task.FromResult(said));
        var calling = new Orchestration<string, string>(
            "calling nothing",
            async (context, said) => await context.ScheduleActivity(nothing, said)
        );
        Code.Add(nothing).Add(calling);
        var runtime = await RunAsync(options => options with { Payloads = new PlainText() });

        await runtime.Client.StartOrchestrationAsync(calling, "calling", "", cancellationToken: Cancellation);
        var said = await PassUntilAsync(
            runtime.Client.WaitForCompletionAsync<string>("calling", cancellationToken: Cancellation)
        );

        Assert.Equal("", said);
    }

    private sealed class SilentException : Exception
    {
        public override string Message => null!;
    }

    private sealed class UnspeakableException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }

    private sealed class PlainText : IPayloadConverter
    {
        public string Encode<T>(T value) => value is "" ? null! : $"{value}";

        public T Decode<T>(string text) => (T)(object)text;
    }

    [Fact]
    public async Task An_activity_knows_its_call()
    {
        var telling = new Activity<Unit, string>(
            "telling",
            (context, _) =>
                Task.FromResult(
                    $"{context.Instance}/{context.Execution} {context.OrchestrationName} {context.OrchestrationVersion} "
                        + $"{context.ActivityName}#{context.Id} {context.Attempt} {context.IdempotencyKey} on {context.Node}"
                )
        );
        await RunAsync(options => options with { NodeId = "west-1" }, code: Calling(telling));

        await StartCallingAsync("told", Unit.Value);

        Assert.Matches(
            "^told/1 calling 1\\.0\\.0 telling#2 1 [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} on west-1$",
            await OutputOfAsync<string>("told")
        );
    }

    [Fact]
    public async Task An_activity_run_again_has_the_same_idempotency_key()
    {
        var keys = new List<string>();
        var (started, dying) = (new TaskCompletionSource(), await OpenNodeAsync());
        var fragile = new Activity<Unit, int>(
            "fragile",
            async (context, _) =>
            {
                lock (keys)
                {
                    keys.Add(context.IdempotencyKey);
                }
                if (started.TrySetResult())
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                }
                return keys.Count;
            }
        );
        var code = Calling(fragile);
        await RunAsync(node: dying, code: code);
        await StartCallingAsync("again", Unit.Value);
        await SoonAsync(started.Task);
        dying.Kill();

        await RunAsync(code: code);

        Assert.Equal(2, await OutputOfAsync<int>("again"));
        Assert.Equal(keys[0], keys[1]);
    }

    [Fact]
    public async Task All_attempts_of_one_call_have_the_same_idempotency_key_and_other_calls_have_others()
    {
        var keys = new ConcurrentQueue<(int Attempt, string Key)>();
        var charge = new Activity<int, int>(
            "charge",
            (context, succeedsAt) =>
            {
                keys.Enqueue((context.Attempt, context.IdempotencyKey));
                return context.Attempt >= succeedsAt
                    ? Task.FromResult(context.Attempt)
                    : throw new InvalidOperationException("busy");
            }
        );
        var charging = new Orchestration<Unit, int>(
            "charging",
            async (context, _) =>
            {
                var options = new ActivityOptions { Retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(5), attempts: 3) };
                return await context.ScheduleActivity(charge, 3, options)
                    + await context.ScheduleActivity(charge, 2, options);
            }
        );
        Code.Add(charge).Add(charging);
        await RunAsync(options => options with { HotInstances = 0 });
        await StartAsync(charging, "order-17", Unit.Value);

        Assert.Equal(5, await OutputOfAsync<int>("order-17"));
        Assert.Equal([1, 2, 3, 1, 2], keys.Select(each => each.Attempt));
        var groups = keys.GroupBy(each => each.Key).Select(calls => calls.Count());
        Assert.Equal([3, 2], groups);
    }

    [Fact]
    public async Task An_activity_may_signal_its_own_orchestration()
    {
        var calling = new Activity<Unit, Unit>(
            "ringing",
            async (context, nothing) =>
            {
                await context.GetFeature<DuroxideClient>()!.SendMessageAsync(context.Instance, "bell", "ding");
                return nothing;
            }
        );
        var listening = new Orchestration<Unit, string>(
            "listening",
            async (context, nothing) =>
            {
                await context.ScheduleActivity(calling, nothing);
                return await context.ReceiveMessage<string>("bell");
            }
        );
        Code.Add(calling).Add(listening);
        await RunAsync();

        await StartAsync(listening, "listening", Unit.Value);

        Assert.Equal("ding", await OutputOfAsync<string>("listening"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ünïcödé ✓ 漢字 \u0001 \\ \" {\"json\": [1]}")]
    [InlineData("\"text in quotes\"")]
    [InlineData("null")]
    public async Task Texts_come_through_as_they_are(string text)
    {
        await RunAsync(code: Calling(new Activity<string, string>("echo", (_, said) => Task.FromResult(said))));

        await StartCallingAsync("echo", text);

        Assert.Equal(text, await OutputOfAsync<string>("echo"));
    }

    [Fact]
    public async Task A_result_of_a_megabyte_comes_through()
    {
        var large = new Activity<int, string>("large", (_, length) => Task.FromResult(new string('x', length)));
        await RunAsync(options => options with { HotInstances = 0 }, code: Calling(large));

        await StartCallingAsync("large", 1024 * 1024);

        Assert.Equal(1024 * 1024, (await OutputOfAsync<string>("large")).Length);
    }

    [Fact]
    public async Task A_failure_that_nobody_catches_ends_the_orchestration_with_its_text()
    {
        var failing = new Activity<Unit, int>("failing", (_, _) => throw new ArgumentException("card 17 was declined"));
        await RunAsync(code: Calling(failing));

        await StartCallingAsync("declined", Unit.Value);

        var failure = Assert.IsType<Failure.Application>(await FailureOfAsync("declined"));
        Assert.Equal(ApplicationKind.OrchestrationFailed, failure.Kind);
        Assert.Equal("card 17 was declined", failure.Display);
        Assert.Equal(typeof(ArgumentException).FullName, failure.ErrorType);
        Assert.Equal(4, (await FactsOfAsync("declined")).Count);
    }

    [Fact]
    public async Task An_input_that_does_not_parse_fails_the_call()
    {
        var picky = new Activity<int, int>("picky", (_, number) => Task.FromResult(number));
        var calling = new Orchestration<Unit, string>(
            "calling",
            async (context, _) =>
            {
                try
                {
                    return $"{await context.ScheduleActivity<string, int>("picky", "not a number")}";
                }
                catch (ActivityFailedException failed)
                {
                    return failed.Failure.ErrorType!;
                }
            }
        );
        Code.Add(picky).Add(calling);
        await RunAsync();

        await StartAsync(calling, "calling", Unit.Value);

        Assert.Equal(typeof(PayloadException).FullName, await OutputOfAsync<string>("calling"));
    }

    [Fact]
    public async Task An_activity_that_gives_itself_up_fails_like_any_other()
    {
        var shy = new Activity<Unit, int>("shy", (_, _) => throw new OperationCanceledException("by myself"));
        await RunAsync(code: Calling(shy));

        await StartCallingAsync("shy", Unit.Value);

        Assert.Equal("by myself", (await FailureOfAsync("shy")).Display);
    }

    [Fact]
    public async Task Six_hundred_activities_follow_one_another_without_replaying_them_all()
    {
        var next = new Activity<int, int>("next", (_, number) => Task.FromResult(number + 1));
        var starts = 0;
        var chain = new Orchestration<int, int>(
            "chain",
            async (context, count) =>
            {
                Interlocked.Increment(ref starts);
                var number = 0;
                while (number < count)
                {
                    number = await context.ScheduleActivity(next, number);
                }
                return number;
            }
        );
        Code.Add(next).Add(chain);
        await RunAsync();

        await StartAsync(chain, "chain", 600);

        Assert.Equal(600, await OutputOfAsync<int>("chain"));
        // A program is thrown away when its lease lapses, which a loaded machine may bring about now and then.
        Assert.InRange(starts, 1, 5);
    }

    [Fact]
    public async Task Activities_that_were_pending_at_a_restart_end_and_each_answer_finds_its_call()
    {
        var (runs, open) = (0, new TaskCompletionSource());
        Activity<string, string> Same(Func<Task> wait) =>
            new(
                "same",
                async (context, text) =>
                {
                    Interlocked.Increment(ref runs);
                    await wait();
                    return $"{text} {context.Id}";
                }
            );
        var three = new Orchestration<Unit, string>(
            "three",
            async (context, _) =>
                string.Join(
                    ", ",
                    await context.Join(
                        Enumerable.Range(0, 3).Select(_ => context.ScheduleActivity<string, string>("same", "equal"))
                    )
                )
        );
        var dying = await OpenNodeAsync();
        await RunAsync(node: dying, code: new RegistryBuilder().Add(three).Add(Same(() => open.Task)));
        await StartAsync(three, "three", Unit.Value);
        await UntilAsync(() => runs == 3);
        dying.Kill();

        await RunAsync(code: new RegistryBuilder().Add(three).Add(Same(() => Task.CompletedTask)));

        Assert.Equal("equal 2, equal 3, equal 4", await OutputOfAsync<string>("three"));
        Assert.Equal(6, runs);
        Assert.Equal(3, (await FactsOfAsync("three")).OfType<Fact.Scheduled>().Count());
        open.SetResult();
    }

    private async Task StartCallingAsync<TInput>(InstanceId instance, TInput input) =>
        await Client.StartOrchestrationAsync("calling", instance, input, cancellationToken: Cancellation);

    private static RegistryBuilder Calling<TInput, TOutput>(Activity<TInput, TOutput> activity) =>
        new RegistryBuilder()
            .Add(activity)
            .Add(
                new Orchestration<TInput, TOutput>(
                    "calling",
                    async (context, input) => await context.ScheduleActivity(activity, input)
                )
            );
}
