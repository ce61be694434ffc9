namespace Duroxide.Tests;

/// <summary>What leaves the durable world is proven, or at least suspected, and never silently wrong.</summary>
public class EscapeTests
{
    static readonly DeterminismOptions Lenient = new() { BlockingTolerance = TimeSpan.FromMilliseconds(20) };
    static readonly DeterminismOptions Strict = Lenient with { Strict = true };

    public static TheoryData<string> Proofs =>
        [.. Escapes.All.Where(each => each.Value.IsProof).Select(each => each.Key)];

    public static TheoryData<string> All => [.. Escapes.All.Keys];

    [Theory]
    [MemberData(nameof(Proofs))]
    public async Task An_escape_is_proven_and_its_code_does_not_run_on(string construct)
    {
        var failure = await Run(construct, Lenient);

        var configuration = Assert.IsType<Failure.Configuration>(failure);
        Assert.Equal(ConfigurationKind.NotDurable, configuration.Kind);
        Assert.Contains("To repair it:", configuration.Message, StringComparison.Ordinal);
        Assert.Contains(Escapes.All[construct].Hint, configuration.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_escape_fails_in_strict_mode(string construct) =>
        Assert.IsType<Failure.Configuration>(await Run(construct, Strict));

    [Theory]
    [InlineData("a channel read to its end", "a foreign thread continued it, out of ChannelReader.ReadAllAsync.")]
    [InlineData("HttpClient", "a foreign thread continued it, out of HttpClient.")]
    public async Task An_escape_through_a_library_names_its_method(string construct, string text) =>
        Assert.Contains(text, (await Run(construct, Lenient)).Display, StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "Task.Run that takes a while",
        "it awaits Task.Run or its like.",
        "do I/O and background work (Task.Run"
    )]
    [InlineData("a file", null, "File.WriteAllBytesAsync does not come back to the orchestration: do I/O")]
    [InlineData("ConfigureAwait(false)", "awaits with ConfigureAwait(false), or a ", "remove ConfigureAwait(false)")]
    [InlineData("the context in Task.Run", "the use stands in Task.Run, or behind an await", "use the context only in")]
    [InlineData(
        "a source that nobody sets",
        "it awaits a TaskCompletionSource, a semaphore",
        "await only what the context"
    )]
    [InlineData("Task.WhenEach", null, "use ctx.AsCompleted")]
    public async Task An_escape_names_its_likely_cause_and_begins_with_its_remedy(
        string construct,
        string? cause,
        string remedy
    )
    {
        var told = (await Run(construct, Lenient)).Display;

        var (begin, end) = (
            told.IndexOf("Most likely ", StringComparison.Ordinal),
            told.IndexOf("To repair it: ", StringComparison.Ordinal)
        );
        Assert.StartsWith($"To repair it: {remedy}", told[end..], StringComparison.Ordinal);
        Assert.Equal(cause is null, begin < 0);
        Assert.Contains(cause ?? "", told[Math.Max(0, begin)..end], StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspicion_without_a_proof_is_a_warning()
    {
        using var driver = Driver.Of<string>(
            async ctx =>
            {
                using var timer = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), TimeSpan.Zero);
                return await ctx.Call("a");
            },
            Lenient
        );

        driver.Start().Complete("a", "\"done\"");

        Assert.Equal("\"done\"", driver.Output);
        var warning = Assert.Single(driver.Traces, line => line.Level == TraceLevel.Warning);
        Assert.Contains("a timer was armed in a turn", warning.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(EscapeTests), warning.Message, StringComparison.Ordinal);
        Assert.Contains("ctx.ScheduleTimer", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_arms_timers_and_ends_on_another_thread_is_told_to_be_an_activity()
    {
        const Suspicion seen = Suspicion.Timer | Suspicion.Thread;

        var message = EscapeReport.Failure("it", Escape.Stuck, member: null, seen, place: null).Display;

        Assert.Contains("do I/O and background work", message, StringComparison.Ordinal);
        Assert.Contains("ctx.ScheduleTimer", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a turn blocked its thread")]
    [InlineData("code of the orchestration ran on another thread")]
    public void A_suspicion_in_the_turn_that_ends_the_execution_is_a_warning_too(string suspicion)
    {
        using var driver = Driver.Of<string>(
            _ =>
            {
                Escapes.Misbehave(suspicion);
                return Task.FromResult("done");
            },
            Lenient
        );
        driver.Replays = false;

        driver.Start();

        Assert.Equal("\"done\"", driver.Output);
        var warning = Assert.Single(driver.Traces, line => line.Level == TraceLevel.Warning);
        Assert.Contains(suspicion, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_suspicion_in_a_turn_that_a_limit_ends_is_a_warning_too(bool beforeTheLimit)
    {
        using var driver = Driver.Of<string>(
            async ctx =>
            {
                await ctx.Call("a");
                using var before = beforeTheLimit ? ArmTimer() : null;
                var refused = ctx.Call(new string('n', 2000));
                using var after = beforeTheLimit ? null : ArmTimer();
                return await refused;
            },
            Lenient
        );

        driver.Start().Complete("a", "\"\"");

        Assert.Contains("NameBytes", driver.Failure.Display, StringComparison.Ordinal);
        AssertWarnsOnce(driver);
    }

    [Fact]
    public void In_strict_mode_a_suspicion_comes_before_a_limit_that_is_broken_later()
    {
        using var driver = Driver.Of<string>(
            async ctx =>
            {
                using var timer = ArmTimer();
                return await ctx.Call(new string('n', 2000));
            },
            Strict
        );

        driver.Start();

        Assert.Equal(ConfigurationKind.NotDurable, Assert.IsType<Failure.Configuration>(driver.Failure).Kind);
    }

    [Fact]
    public void A_suspicion_in_code_that_departs_from_history_is_a_warning_too()
    {
        using var driver = Driver.Of<string>(async ctx => await ctx.Call("a"), Lenient);
        driver.Start();

        driver.Deploy<string>(async ctx =>
        {
            using var timer = ArmTimer();
            return await ctx.Call("b");
        });
        driver.Complete(driver.Asking("a"), "\"\"");

        Assert.Equal(ConfigurationKind.Nondeterminism, Assert.IsType<Failure.Configuration>(driver.Failure).Kind);
        AssertWarnsOnce(driver);
    }

    [Fact]
    public void What_was_suspected_before_is_not_said_again_on_replay()
    {
        using var driver = Driver.Of<string>(
            async ctx =>
            {
                using var timer = ArmTimer();
                await ctx.Call("a");
                return await ctx.Call(new string('n', 2000));
            },
            Lenient
        );

        driver.Start().Restart().Complete("a", "\"\"");

        AssertWarnsOnce(driver);
    }

    [Fact]
    public void What_is_not_watched_is_not_suspected()
    {
        var blind = new DeterminismOptions
        {
            Strict = true,
            WatchThreads = false,
            WatchTimers = false,
        };
        using var watchful = Driver.Of<string>(async ctx => await ctx.Call("a"), Lenient);
        watchful.Start();
        using var driver = Driver.Of<string>(
            async ctx =>
            {
                using var timer = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), TimeSpan.Zero);
                Escapes.Misbehave("code of the orchestration ran on another thread");
                return await ctx.Call("a");
            },
            blind
        );

        driver.Start().Complete("a", "\"done\"");

        Assert.Equal("\"done\"", driver.Output);
        Assert.Empty(driver.Traces);
    }

    [Fact]
    public void Code_that_was_changed_to_leave_the_durable_world_fails_running_instances_with_what_to_repair()
    {
        using var driver = Driver.Of<string>(async ctx => await ctx.Call("a"), Lenient);
        driver.Start();

        driver.Deploy<string>(async ctx =>
        {
            await new TaskCompletionSource().Task;
            return await ctx.Call("a");
        });
        driver.Raise("noise", "\"\"");

        Assert.Equal(ConfigurationKind.NotDurable, Assert.IsType<Failure.Configuration>(driver.Failure).Kind);
        Assert.Contains("To repair it:", driver.Failure.Display, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_program_ignores_what_escaped_from_it()
    {
        var source = new TaskCompletionSource();
        using var driver = Driver.Of<int>(
            async ctx =>
            {
                var asked = ctx.Call("a");
                await source.Task;
                await asked;
                return 1;
            },
            Lenient
        );
        driver.Replays = false;
        driver.Start();

        driver.Program.Dispose();
        await Task.Run(source.SetResult);

        Assert.False(driver.Escaped.Task.IsCompleted);
    }

    [Fact]
    public async Task An_escape_while_the_code_is_idle_wakes_the_runtime_and_later_answers_do_not_run_it()
    {
        var source = new TaskCompletionSource();
        var ranOn = false;
        using var driver = Driver.Of<int>(
            async ctx =>
            {
                var asked = ctx.Call("a");
                await source.Task;
                ranOn = true;
                await asked;
                return 1;
            },
            Lenient
        );
        driver.Replays = false;
        driver.Start();

        await Task.Run(source.SetResult);

        var reported = await driver.Escaped.Task;
        driver.Complete("a", "\"x\"");
        Assert.Equal(reported, driver.Failure);
        Assert.False(ranOn);
    }

    static Timer ArmTimer() => new(_ => { }, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);

    static void AssertWarnsOnce(Driver driver) =>
        Assert.Single(
            driver.Traces,
            line => line.Message.Contains("a timer was armed in a turn", StringComparison.Ordinal)
        );

    static async Task<Failure> Run(string construct, DeterminismOptions options)
    {
        using var escape = new ForeignWorld();
        using var driver = Driver.Of<string>(Code, options);
        driver.Replays = false;
        driver.Start();
        for (var step = 0; driver.Ending is null && driver.OpenOfActivities.Any() && step < 3; step++)
        {
            driver.Answer(driver.OpenOfActivities.First(), new Outcome.Succeeded("\"x\""));
        }
        escape.Open();
        if (driver.Ending is null)
        {
            driver.Take(
                new Delivery.GiveUp(await driver.Escaped.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System))
            );
        }
        return driver.Failure;

        Task<string> Code(OrchestrationContext<Unit, string> ctx)
        {
            // Something durable stays open, or the pump would say at once that there is nothing to wait for.
            _ = Escapes.All[construct].IsStuck ? null : ctx.ScheduleWait<string>("never");
            return Escapes.All[construct].Code(ctx, escape);
        }
    }
}
