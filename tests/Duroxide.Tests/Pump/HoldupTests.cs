namespace Duroxide.Tests;

/// <summary>A turn that holds its thread is told while it does, or when it has ended.</summary>
public class HoldupTests
{
    static readonly DeterminismOptions Lenient = new() { BlockingTolerance = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task A_turn_that_blocks_is_told_at_once_with_what_it_asked_for_and_where()
    {
        using var isTold = new ManualResetEventSlim();
        var told = new TaskCompletionSource<string>();
        var tells = Lenient with
        {
            Blocked = text =>
            {
                told.SetResult(text);
                isTold.Set();
            },
        };
        using var driver = Driver.Of<string>(
            ctx =>
            {
                _ = ctx.Call("charge");
                isTold.Wait();
                return Task.FromResult("done");
            },
            tells
        );
        driver.Replays = false;

        driver.Start();

        var text = await told.Task;
        Assert.StartsWith(
            $"Instance 'instance' (orchestration 'tested' 1.0.0) blocks the thread of its turn at ",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains($"{nameof(HoldupTests)}.cs:", text, StringComparison.Ordinal);
        Assert.Contains(
            "Last it asked for: Activity 'charge' (event 2), whose answer comes only when the turn is over.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(".Result, .Wait() or GetAwaiter().GetResult()", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            driver.Traces,
            line => line.Message.Contains("blocked its thread", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_holds_a_turn_can_be_asked_from_another_thread()
    {
        using var goOn = new ManualResetEventSlim();
        using var driver = Driver.Of<string>(
            ctx =>
            {
                _ = ctx.Call("charge");
                goOn.Wait();
                return Task.FromResult("done");
            },
            new DeterminismOptions { BlockingTolerance = TimeSpan.FromMinutes(1) }
        );
        driver.Replays = false;
        var (idle, program) = (driver.Program.Holdup, driver.Program);
        var turn = Task.Run(() => driver.Start());

        SpinWait.SpinUntil(() => program.Holdup?.Contains("blocks the thread", StringComparison.Ordinal) is true);
        var holdup = program.Holdup;
        goOn.Set();
        await turn;

        Assert.Contains("Last it asked for: Activity 'charge' (event 2)", holdup, StringComparison.Ordinal);
        Assert.Equal((null, null), (idle, program.Holdup));
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(1.5, 1)]
    public void A_turn_that_takes_more_than_a_second_is_warned_of_once(double seconds, int warnings)
    {
        var clock = new Clock();
        using var driver = Driver.Of<string>(
            async ctx =>
            {
                clock.Pass(TimeSpan.FromSeconds(seconds));
                await ctx.Call("a");
                clock.Pass(TimeSpan.FromSeconds(seconds));
                return await ctx.Call("b");
            },
            new DeterminismOptions { Strict = true, Time = clock }
        );
        driver.Replays = false;

        driver.Start().Complete("a", "\"\"").Complete("b", "\"done\"");

        Assert.Equal("\"done\"", driver.Output);
        Assert.Equal(warnings, driver.Traces.Count);
        Assert.All(
            driver.Traces,
            line =>
            {
                Assert.StartsWith(
                    "Instance 'instance' (orchestration 'tested' 1.0.0) took 1.5 s for one step. Last it asked for: Activity 'a' (event 2)",
                    line.Message,
                    StringComparison.Ordinal
                );
                Assert.Contains("Thread.Sleep", line.Message, StringComparison.Ordinal);
            }
        );
    }

    sealed class Clock : TimeProvider
    {
        long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => ticks += time.Ticks;

        public override long GetTimestamp() => ticks;
    }
}
