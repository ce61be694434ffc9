namespace Duroxide.Tests;

/// <summary>What ordinary async code may do: it runs in order, in the turn, and nothing is even suspected.</summary>
public class DurableConstructTests
{
    public static TheoryData<string> Names => [.. Constructs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_construct_of_ordinary_async_code_runs_in_the_turn(string construct)
    {
        using var driver = Driver.Of(Constructs[construct]);

        driver.Start();
        while (driver.Ending is null)
        {
            driver.Take(new Delivery.Answer(ExecutionId.First, driver.State.Open.Keys.First(), Done(driver)));
        }

        Assert.Equal("\"ab\"", driver.Output);
    }

    static Outcome Done(Driver driver) =>
        driver.State.Open.First().Value is Operation.Activity asked
            ? new Outcome.Succeeded($"\"{asked.Name}\"")
            : new Outcome.Fired();

    static readonly Dictionary<string, Func<OrchestrationContext<Unit, string>, Task<string>>> Constructs = new()
    {
        ["awaiting in order"] = async ctx => await ctx.Call("a") + await ctx.Call("b"),
        ["WhenAll"] = async ctx => string.Concat(await Task.WhenAll(ctx.Call("a").AsTask(), ctx.Call("b").AsTask())),
        ["WhenAll of a thousand"] = async ctx =>
            (await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => ctx.Call("ab").AsTask())))[999],
        ["WhenAny, then the rest"] = async ctx =>
        {
            var (a, b) = (ctx.Call("a").AsTask(), ctx.Call("b").AsTask());
            var first = await Task.WhenAny(a, b);
            return await first + await (first == a ? b : a);
        },
        ["WaitAsync with a token"] = async ctx =>
        {
            using var source = new CancellationTokenSource();
            return await ctx.Call("a").AsTask().WaitAsync(source.Token) + await ctx.Call("b");
        },
        ["WaitAsync cancelled on the pump"] = async ctx =>
        {
            using var source = new CancellationTokenSource();
            var waiting = ctx.Call("never").AsTask().WaitAsync(source.Token);
            source.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            return "ab";
        },
        ["ContinueWith"] = async ctx =>
            await ctx.Call("a").AsTask().ContinueWith(done => done.Result) + await ctx.Call("b"),
        ["StartNew"] = async ctx => await Task.Factory.StartNew(() => "a") + await ctx.Call("b"),
        ["ContinueWhenAll"] = async ctx =>
            await Task.Factory.ContinueWhenAll(
                [ctx.Call("a").AsTask(), ctx.Call("b").AsTask()],
                all => all[0].Result + all[1].Result
            ),
        ["Yield"] = async ctx =>
        {
            await Task.Yield();
            return await ctx.Call("a") + await ctx.Call("b");
        },
        ["a helper method"] = async ctx =>
        {
            return await Twice() + "b";

            async Task<string> Twice()
            {
                await ctx.Call("x");
                return await ctx.Call("a");
            }
        },
        ["a ValueTask"] = async ctx =>
        {
            return await Value();

            async ValueTask<string> Value() => await ctx.Call("ab");
        },
        ["an async iterator"] = async ctx =>
        {
            var text = "";
            await foreach (var part in Parts())
            {
                text += part;
            }
            return text;

            async IAsyncEnumerable<string> Parts()
            {
                yield return await ctx.Call("a");
                yield return await ctx.Call("b");
            }
        },
        ["await using"] = async ctx =>
        {
            await using var resource = new AsyncResource(async () => await ctx.Call("x"));
            return await ctx.Call("ab");
        },
        ["a semaphore"] = async ctx =>
        {
            using var semaphore = new SemaphoreSlim(1);
            var (a, b) = (Guarded("a"), Guarded("b"));
            return await a + await b;

            async Task<string> Guarded(string name)
            {
                await semaphore.WaitAsync();
                var result = await ctx.Call(name);
                semaphore.Release();
                return result;
            }
        },
        ["a bounded channel"] = async ctx =>
        {
            var channel = System.Threading.Channels.Channel.CreateBounded<string>(1);
            var writing = Write();
            var text = await channel.Reader.ReadAsync() + await channel.Reader.ReadAsync();
            await writing;
            return text;

            async Task Write()
            {
                await channel.Writer.WriteAsync(await ctx.Call("a"));
                await channel.Writer.WriteAsync(await ctx.Call("b"));
            }
        },
        ["a completion source set on the pump"] = async ctx =>
        {
            var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Set();
            return await source.Task + await ctx.Call("b");

            async Task Set() => source.SetResult(await ctx.Call("a"));
        },
        ["an async method without result"] = async ctx =>
        {
            var source = new TaskCompletionSource<string>();
            Set();
            return await source.Task;

            async void Set() => source.SetResult(await ctx.Call("ab"));
        },
        ["an exception filter"] = async ctx =>
        {
            try
            {
                await ctx.Call("a");
                throw new InvalidOperationException("ab");
            }
            catch (InvalidOperationException thrown) when (thrown.Message == "ab")
            {
                return thrown.Message;
            }
        },
        ["an AsyncLocal"] = async ctx =>
        {
            var local = new AsyncLocal<string> { Value = "a" };
            await ctx.Call("x");
            return local.Value + await ctx.Call("b");
        },
        ["a token's callback on the context"] = async ctx =>
        {
            using var source = new CancellationTokenSource();
            var text = "";
            using var registration = source.Token.Register(() => text += "a", useSynchronizationContext: true);
            source.Cancel();
            return text + await ctx.Call("b");
        },
        ["a delay of nothing"] = async ctx =>
        {
            await Task.Delay(TimeSpan.Zero, TimeProvider.System);
            return await ctx.Call("a") + await ctx.Call("b");
        },
        ["an endless delay cancelled on the pump"] = async ctx =>
        {
            using var source = new CancellationTokenSource();
            var waiting = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, source.Token);
            source.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            return await ctx.Call("ab");
        },
        ["JSON to memory"] = async ctx =>
        {
            using var stream = new MemoryStream();
            await System.Text.Json.JsonSerializer.SerializeAsync(stream, await ctx.Call("ab"));
            stream.Position = 0;
            return (await System.Text.Json.JsonSerializer.DeserializeAsync<string>(stream))!;
        },
        ["LINQ over an async sequence"] = async ctx =>
        {
            return string.Concat(await Parts().Where(part => part != "x").ToListAsync());

            async IAsyncEnumerable<string> Parts()
            {
                yield return await ctx.Call("a");
                yield return await ctx.Call("x");
                yield return await ctx.Call("b");
            }
        },
        ["Parallel.ForEachAsync on the orchestration's own scheduler"] = async ctx =>
        {
            var text = "";
            await Parallel.ForEachAsync(
                ["a", "b"],
                new ParallelOptions { TaskScheduler = TaskScheduler.Current, MaxDegreeOfParallelism = 1 },
                async (name, _) => text += await ctx.Call(name)
            );
            return text;
        },
        ["an awaitable of its own that goes on at once"] = async ctx =>
        {
            await new AtOnce();
            return await ctx.Call("a") + await ctx.Call("b");
        },
        ["ConfigureAwait that keeps the context"] = async ctx =>
            await ctx.Call("a").AsTask().ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext)
            + await ctx.Call("b"),
    };

    sealed class AtOnce : System.Runtime.CompilerServices.INotifyCompletion
    {
        public bool IsCompleted => false;

        public AtOnce GetAwaiter() => this;

        public void OnCompleted(Action continuation) => continuation();

        public void GetResult() { }
    }

    sealed class AsyncResource(Func<Task> dispose) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await dispose();
    }
}
