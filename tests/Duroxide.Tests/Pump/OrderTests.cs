namespace Duroxide.Tests;

public class OrderTests
{
    [Fact]
    public void Several_awaiters_of_one_handle_run_on_in_the_same_order_every_time()
    {
        // The framework's own order, the first awaiter last, is what recorded histories rely on.
        for (var run = 0; run < 3; run++)
        {
            using var driver = Driver.Of<string>(async ctx =>
            {
                var (text, shared) = ("", ctx.Call("a").AsTask());
                await Task.WhenAll(Enumerable.Range(0, 4).Select(Follow));
                return text;

                async Task Follow(int number)
                {
                    await shared;
                    text += number;
                }
            });

            Assert.Equal("\"1230\"", driver.Start().Complete("a", "\"x\"").Output);
        }
    }

    [Theory]
    [InlineData(256 * 1024)]
    [InlineData(512 * 1024)]
    [InlineData(8 * 1024 * 1024)]
    public void The_order_does_not_depend_on_the_size_of_the_stack(int stack)
    {
        var order = "";
        OnStack(stack, () => order = Unwind());

        Assert.Equal(Expected.Value, order);
    }

    static readonly Lazy<string> Expected = new(Unwind);

    [Fact]
    public void A_hundred_thousand_linked_tasks_unwind_without_a_deep_stack()
    {
        var output = "";
        OnStack(
            256 * 1024,
            () =>
            {
                using var driver = Driver.Of<int>(async ctx =>
                {
                    Task<int> last = Link(ctx.ScheduleActivity<Unit, int>("a", Unit.Value).AsTask());
                    for (var count = 1; count < 100_000; count++)
                    {
                        last = Link(last);
                    }
                    return await last;

                    static async Task<int> Link(Task<int> before) => await before + 1;
                });
                output = driver.Start().Complete("a", "0").Output;
            }
        );

        Assert.Equal("100000", output);
    }

    // Three long chains unwind together; inlined continuations would overtake each other at some depth.
    static string Unwind()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var order = new List<string>();
            var source = ctx.Call("a").AsTask();
            var chains = new[] { source, source, source };
            for (var depth = 0; depth < 800; depth++)
            {
                chains = [.. chains.Select((before, chain) => Link(before, $"{chain}.{depth}"))];
            }
            await Task.WhenAll(chains);
            return string.Join(' ', order);

            async Task<string> Link(Task<string> before, string name)
            {
                await before;
                order.Add(name);
                return name;
            }
        });
        driver.Replays = false;
        return driver.Start().Complete("a", "\"x\"").Output;
    }

    internal static void OnStack(int bytes, Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    thrown = exception;
                }
            },
            bytes
        );
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }
}
