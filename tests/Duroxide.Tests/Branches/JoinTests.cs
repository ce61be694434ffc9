namespace Duroxide.Tests;

public class JoinTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(1000)]
    public void Results_come_in_the_order_of_the_arguments(int count)
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var handles = Enumerable.Range(0, count).Select(number => ctx.Call($"a{number}")).ToList();
            return string.Join(' ', await ctx.Join(handles));
        });
        driver.Start();
        // To replay a wide join at every answer would take its square.
        driver.Replays = count < 100;

        for (var number = count - 1; number >= 0; number--)
        {
            driver.Complete($"a{number}", $"\"{number}\"");
            if (number == count / 2)
            {
                driver.Restart();
            }
        }

        Assert.Equal($"\"{string.Join(' ', Enumerable.Range(0, count))}\"", driver.Output);
    }

    [Fact]
    public void Joining_nothing_gives_nothing()
    {
        using var driver = Driver.Of<int>(async ctx => (await ctx.Join<int>()).Length);

        Assert.Equal("0", driver.Start().Output);
    }

    [Fact]
    public void Two_and_three_of_different_types_give_a_tuple()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var (text, number) = await ctx.Join(ctx.Call("a"), ctx.ScheduleWait<int>("n"));
            var (a, b, c) = await ctx.Join(
                ctx.Call("b"),
                ctx.ScheduleTimer(TimeSpan.Zero),
                ctx.ScheduleWait<bool>("t")
            );
            return $"{text} {number} {a} {b} {c}";
        });

        driver.Start().Raise("n", "7").Complete("a", "\"A\"");
        driver.Raise("t", "true").Fire().Complete("b", "\"B\"");

        Assert.Equal("\"A 7 B () True\"", driver.Output);
    }

    [Fact]
    public void Branches_of_several_steps_run_side_by_side()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var all = await ctx.Join(ctx.Branch(() => Steps("a")), ctx.Branch(() => Steps("b")));
            return all.Item1 + all.Item2;

            async Task<string> Steps(string name) => await ctx.Call(name + 1) + await ctx.Call(name + 2);
        });

        driver.Start().Complete("b1", "\"3\"").Complete("a1", "\"1\"").Complete("b2", "\"4\"").Complete("a2", "\"2\"");

        Assert.Equal("\"1234\"", driver.Output);
    }

    [Fact]
    public void A_failure_does_not_cut_the_waiting_short_and_the_first_in_order_is_thrown()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                await ctx.Join([ctx.Call("a"), ctx.Call("b"), ctx.Call("c")]);
                return "none";
            }
            catch (ActivityFailedException failed)
            {
                return failed.Activity;
            }
        });

        driver.Start().Fail("c").Fail("b");
        Assert.Null(driver.Ending);

        Assert.Equal("\"b\"", driver.Complete("a", "\"\"").Output);
    }

    [Fact]
    public void Handles_come_as_they_complete()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var text = "";
            await foreach (var done in ctx.AsCompleted([ctx.Call("a"), ctx.Call("b"), ctx.Call("c")]))
            {
                text += await done;
            }
            return text;
        });

        driver.Start().Complete("c", "\"C\"").Complete("a", "\"A\"").Complete("b", "\"B\"");

        Assert.Equal("\"CAB\"", driver.Output);
    }

    [Fact]
    public void Handles_that_complete_while_another_is_handled_come_as_they_completed()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var text = "";
            await foreach (var done in ctx.AsCompleted([ctx.Call("a"), ctx.Call("b"), ctx.Call("c")]))
            {
                text += await done;
                await ctx.Call("handle");
            }
            return text;
        });

        driver.Start().Complete("a", "\"A\"").Complete("c", "\"C\"").Complete("b", "\"B\"");
        driver.Complete("handle", "\"\"").Complete("handle", "\"\"").Complete("handle", "\"\"");

        Assert.Equal("\"ACB\"", driver.Output);
    }

    [Fact]
    public void Handles_that_complete_while_nobody_looks_come_in_the_order_given()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var text = "";
            var handles = new[] { ctx.Call("a"), ctx.Call("b"), ctx.Call("c") };
            await ctx.Call("wait");
            await foreach (var done in ctx.AsCompleted(handles))
            {
                text += await done;
            }
            return text;
        });

        driver.Start().Complete("c", "\"C\"").Complete("a", "\"A\"").Complete("wait", "\"\"").Complete("b", "\"B\"");

        Assert.Equal("\"ACB\"", driver.Output);
    }

    [Fact]
    public async Task Very_many_handles_that_complete_one_by_one_are_not_looked_through_each_time()
    {
        const int count = 200_000;
        using var driver = Driver.Of<int>(async ctx =>
        {
            var sources = Enumerable.Range(0, count).Select(_ => new TaskCompletionSource<int>()).ToList();
            var handles = sources.Select(source => ctx.Begin(() => source.Task)).ToList();
            sources[0].SetResult(0);
            var sum = 0;
            await foreach (var done in ctx.AsCompleted(handles))
            {
                var place = await done;
                sum++;
                if (place + 1 < count)
                {
                    sources[place + 1].SetResult(place + 1);
                }
            }
            return sum;
        });

        // Looking through all of them each time would be twenty thousand million looks.
        await Task.Run(() => driver.Start()).WaitAsync(TimeSpan.FromSeconds(40));

        Assert.Equal($"{count}", driver.Output);
    }
}
