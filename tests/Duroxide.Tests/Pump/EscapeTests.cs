namespace Duroxide.Tests;

/// <summary>What leaves the durable world is proven, or at least suspected, and never silently wrong.</summary>
public class EscapeTests
{
    static readonly PumpOptions Lenient = new() { BlockingTolerance = TimeSpan.FromMilliseconds(20) };
    static readonly PumpOptions Strict = Lenient with { Strict = true };

    public static TheoryData<string> Proofs => [.. Escaping.Where(each => each.Value.IsProof).Select(each => each.Key)];

    public static TheoryData<string> All => [.. Escaping.Keys];

    [Theory]
    [MemberData(nameof(Proofs))]
    public async Task An_escape_is_proven_and_its_code_does_not_run_on(string construct)
    {
        var failure = await Run(construct, Lenient);

        var configuration = Assert.IsType<Failure.Configuration>(failure);
        Assert.Equal(ConfigurationKind.NotDurable, configuration.Kind);
        Assert.Contains("To repair it:", configuration.Message, StringComparison.Ordinal);
        Assert.Contains(Escaping[construct].Hint, configuration.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_escape_fails_in_strict_mode(string construct) =>
        Assert.IsType<Failure.Configuration>(await Run(construct, Strict));

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

    [Theory]
    [InlineData("a turn blocked its thread")]
    [InlineData("code of the orchestration ran on another thread")]
    public void A_suspicion_in_the_turn_that_ends_the_execution_is_a_warning_too(string suspicion)
    {
        using var driver = Driver.Of<string>(
            _ =>
            {
                Misbehave(suspicion);
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

    [Fact]
    public void What_is_not_watched_is_not_suspected()
    {
        var blind = new PumpOptions
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
                Misbehave("code of the orchestration ran on another thread");
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

    static void Misbehave(string how)
    {
        if (how == "a turn blocked its thread")
        {
            using var world = new ForeignWorld();
            using var opening = new Timer(
                _ => world.Open(),
                null,
                TimeSpan.FromMilliseconds(200),
                Timeout.InfiniteTimeSpan
            );
            lock (world.HeldElsewhere())
            {
                return;
            }
        }
        var ran = false;
        _ = Task.Run(() => Volatile.Write(ref ran, true));
        SpinWait.SpinUntil(() => Volatile.Read(ref ran));
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

    static async Task<Failure> Run(string construct, PumpOptions options)
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
            _ = Escaping[construct].IsStuck ? null : ctx.ScheduleWait<string>("never");
            return Escaping[construct].Code(ctx, escape);
        }
    }

    static readonly Dictionary<string, Construct> Escaping = new()
    {
        ["Task.Run that takes a while"] = new("activity", async (_, world) => await Task.Run(world.Wait)),
        ["ConfigureAwait(false)"] = new(
            "ConfigureAwait(false)",
            async (ctx, _) => await ctx.Call("a").AsTask().ConfigureAwait(false)
        ),
        ["ConfigureAwait(false), then the context"] = new(
            "ConfigureAwait(false)",
            async (ctx, _) =>
            {
                await ctx.Call("a").AsTask().ConfigureAwait(false);
                return await ctx.Call("b");
            }
        ),
        ["ConfigureAwait(None)"] = new(
            "ConfigureAwait(false)",
            async (ctx, _) => await ctx.Call("a").AsTask().ConfigureAwait(ConfigureAwaitOptions.None)
        ),
        ["ConfigureAwait(false) in a helper"] = new(
            "ConfigureAwait(false)",
            async (ctx, _) =>
            {
                return await Helper();

                async Task<string> Helper() => await ctx.Call("a").AsTask().ConfigureAwait(false);
            }
        ),
        ["the context in Task.Run"] = new(
            "ScheduleActivity",
            async (ctx, _) => await Task.Run(() => ctx.Call("a").AsTask())
        ),
        ["a handle awaited in Task.Run"] = new(
            "outside its turn",
            async (ctx, world) =>
            {
                var handle = ctx.Call("a");
                return await Task.Run(async () =>
                {
                    world.Wait();
                    return await handle;
                });
            }
        ),
        ["Task.Delay"] = new(
            "ctx.ScheduleTimer",
            async (_, _) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
                return "";
            }
        ),
        ["a timeout in WaitAsync"] = new(
            "ctx.ScheduleTimer",
            async (_, _) =>
                await new TaskCompletionSource<string>().Task.WaitAsync(
                    TimeSpan.FromMilliseconds(500),
                    TimeProvider.System
                )
        ),
        ["Task.WhenEach"] = new(
            "ctx.AsCompleted",
            async (ctx, _) =>
            {
                await foreach (var done in Task.WhenEach(ctx.Call("a").AsTask(), ctx.Call("b").AsTask()))
                {
                    await done;
                }
                return "";
            }
        ),
        ["a source set by a foreign thread"] = new("foreign thread", async (_, world) => await world.Foreign),
        ["Parallel.ForEachAsync"] = new(
            "activity",
            async (_, world) =>
            {
                await Parallel.ForEachAsync(
                    [1, 2],
                    (_, _) =>
                    {
                        world.Wait();
                        return default;
                    }
                );
                return "";
            }
        ),
        ["a file"] = new(
            "activity",
            async (_, world) =>
            {
                await world.ReadFile();
                return "";
            }
        ),
        ["a source that nobody sets"] = new(
            "nothing durable",
            async (_, _) => await new TaskCompletionSource<string>().Task,
            IsStuck: true
        ),
        ["an awaitable on the pool"] = new(
            "activity",
            async (_, world) =>
                await Task.Factory.StartNew(
                    world.Wait,
                    CancellationToken.None,
                    TaskCreationOptions.None,
                    TaskScheduler.Default
                )
        ),
        ["an awaitable of its own on the pool"] = new(
            "activity",
            async (_, world) =>
            {
                await new Elsewhere(world.Wait);
                return "";
            }
        ),
        ["Task.Delay that wins against a durable answer"] = new(
            "ctx.ScheduleTimer",
            async (ctx, _) =>
            {
                var delay = Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
                await Task.WhenAny(ctx.ScheduleWait<string>("never").AsTask(), delay);
                return "";
            }
        ),
        ["Task.Run that nobody awaits"] = new(
            "activity",
            async (ctx, _) =>
            {
                Misbehave("code of the orchestration ran on another thread");
                return await ctx.Call("a");
            },
            IsProof: false
        ),
        ["ForceYielding"] = new(
            "ConfigureAwait(false)",
            async (ctx, _) => await ctx.Call("a").AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding)
        ),
        ["PeriodicTimer"] = new(
            "ctx.ScheduleTimer",
            async (_, _) =>
            {
                using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                await timer.WaitForNextTickAsync();
                return "";
            }
        ),
        ["the context in a callback of a timed token"] = new(
            "ctx.ScheduleTimer",
            async (ctx, _) =>
            {
                var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                source.Token.Register(() => ctx.SetStatus("late"));
                return await ctx.ScheduleWait<string>("never");
            }
        ),
        ["a callback of a timed token on the context"] = new(
            "ctx.ScheduleTimer",
            async (ctx, _) =>
            {
                var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                source.Token.Register(() => { }, useSynchronizationContext: true);
                return await ctx.ScheduleWait<string>("never");
            }
        ),
        ["a timed wait for a semaphore"] = new(
            "activity",
            async (ctx, _) =>
            {
                var semaphore = new SemaphoreSlim(0);
                var waiting = semaphore.WaitAsync(TimeSpan.FromDays(1));
                await ctx.Call("a");
                semaphore.Release();
                return $"{await waiting}";
            },
            IsProof: false
        ),
        ["CancelAsync"] = new(
            "activity",
            async (_, world) =>
            {
                var source = new CancellationTokenSource();
                source.Token.Register(() => world.Wait());
                await source.CancelAsync();
                return "";
            }
        ),
        ["a channel read to its end"] = new(
            "activity",
            async (ctx, _) =>
            {
                var channel = System.Threading.Channels.Channel.CreateUnbounded<string>();
                var reading = Read();
                channel.Writer.TryWrite(await ctx.Call("a"));
                await ctx.Call("b");
                channel.Writer.Complete();
                return await reading;

                async Task<string> Read()
                {
                    var text = "";
                    await foreach (var part in channel.Reader.ReadAllAsync())
                    {
                        text += part;
                    }
                    return text;
                }
            }
        ),
        ["waiting for a task"] = new(
            "instead of .Result",
            (ctx, _) =>
            {
                ctx.Call("a").AsTask().Wait();
                return Task.FromResult("");
            },
            IsProof: false
        ),
        ["a lock that another thread holds"] = new(
            "instead of .Result",
            (_, world) =>
            {
                lock (world.HeldElsewhere())
                {
                    return Task.FromResult("");
                }
            },
            IsProof: false
        ),
        ["blocking on an answer"] = new(
            "instead of .Result",
            (ctx, _) => Task.FromResult(ctx.Call("a").AsTask().Result),
            IsProof: false
        ),
        ["Task.Run done before its await"] = new(
            "activity",
            async (ctx, _) =>
            {
                var running = Task.Run(() => "x");
                SpinWait.SpinUntil(() => running.IsCompleted);
                return await running + await ctx.Call("a");
            },
            IsProof: false
        ),
        ["a durable answer against Task.Delay"] = new(
            "ctx.ScheduleTimer",
            async (ctx, _) =>
            {
                var asked = ctx.Call("a").AsTask();
                await Task.WhenAny(asked, Task.Delay(TimeSpan.FromDays(1), TimeProvider.System));
                return await asked;
            },
            IsProof: false
        ),
    };

    /// <summary>Goes on from the pool, when something is done.</summary>
    sealed class Elsewhere(Func<string> wait) : System.Runtime.CompilerServices.INotifyCompletion
    {
        public bool IsCompleted => false;

        public Elsewhere GetAwaiter() => this;

        public void OnCompleted(Action continuation) =>
            ThreadPool.QueueUserWorkItem(_ =>
            {
                wait();
                continuation();
            });

        public void GetResult() { }
    }

    sealed record Construct(
        string Hint,
        Func<OrchestrationContext<Unit, string>, ForeignWorld, Task<string>> Code,
        bool IsProof = true,
        bool IsStuck = false
    );
}
