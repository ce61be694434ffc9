namespace Duroxide.Tests;

/// <summary>Retried calls that take many attempts, or more than one execution.</summary>
public class LongRetryTests
{
    [Fact]
    public void A_thousand_attempts_are_made_one_after_the_other()
    {
        using var driver = Driver.Of<string>(async ctx =>
            await ctx.Call("a", new() { Retry = RetryPolicy.Immediate(1000) })
        );
        driver.Replays = false;
        driver.Start();

        for (var attempt = 1; attempt < 1000; attempt++)
        {
            driver.Fail("a");
        }

        Assert.Equal("\"A\"", driver.Restart().Complete("a", "\"A\"").Output);
        Assert.Equal(Enumerable.Range(1, 1000), driver.Asked<Operation.Activity>().Select(asked => asked.Attempt));
    }

    [Fact]
    public void All_attempts_on_a_session_fail_with_the_last_error()
    {
        using var driver = Driver.Of<string>(async ctx =>
            await ctx.Call("a", new() { Retry = RetryPolicy.Immediate(2), Session = "s" })
        );

        driver.Start().Fail("a", "one").Fail("a", "two");

        Assert.Equal("two", driver.Failure.Display);
        Assert.Equal(["s", "s"], driver.Asked<Operation.Activity>().Select(asked => asked.Session));
    }

    [Fact]
    public void The_next_execution_begins_with_the_first_attempt_and_nothing_of_the_last_one_is_open()
    {
        using var driver = Driver.Of<int, string>(
            async (ctx, round) =>
            {
                var call = ctx.Call("a", new() { Retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(1), attempts: 5) });
                return round == 0 && (await ctx.Select(call, ctx.ScheduleWait<Unit>("again"))).Index == 1
                    ? await ctx.ContinueAsNew(1)
                    : await call;
            },
            input: 0
        );

        driver.Start().Fail("a").Fire().Fail("a").Raise("again", "null");
        Assert.Equal(0, driver.OpenCount);
        using var next = driver.Next();
        next.Fail("a").Fire().Complete("a", "\"A\"");

        Assert.Equal("\"A\"", next.Output);
        Assert.Equal([1, 2], next.Asked<Operation.Activity>().Select(asked => asked.Attempt));
    }
}
