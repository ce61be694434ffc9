namespace Duroxide.Tests;

/// <summary>Ways in which code leaves the durable world, and what it is to be told.</summary>
static class Escapes
{
    public static Dictionary<string, Construct> All { get; } =
        new()
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
                    source.Token.Register(() => ctx.SetCustomStatus("late"));
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
            ["HttpClient"] = new(
                "do I/O and background work (Task.Run, Parallel, file, network) in an activity",
                async (_, world) =>
                {
                    using var client = new HttpClient(new SlowHandler(world)) { BaseAddress = new("http://shop") };
                    return await client.GetStringAsync("prices");
                }
            ),
            ["a channel read to its end"] = new(
                "ReadAllAsync does not come back to the orchestration: read the channel with while (await reader.WaitToReadAsync())",
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

    public sealed record Construct(
        string Hint,
        Func<OrchestrationContext<Unit, string>, ForeignWorld, Task<string>> Code,
        bool IsProof = true,
        bool IsStuck = false
    );

    /// <summary>Does what can only be suspected.</summary>
    public static void Misbehave(string how)
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

    /// <summary>A network that answers on a thread of its own.</summary>
    sealed class SlowHandler(ForeignWorld world) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Task.Run(
                () =>
                {
                    world.Wait();
                    return new HttpResponseMessage { Content = new StringContent("1.99") };
                },
                cancellationToken
            );
    }
}
