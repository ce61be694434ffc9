namespace Duroxide.Tests;

/// <summary>A race of which a later branch cannot begin: there is no race, and those before it are given up like losers.</summary>
public class SelectThatCannotBeginTests
{
    [Fact]
    public void The_branches_that_began_are_cancelled_and_the_caller_hears_why()
    {
        var ranOn = false;
        using var driver = Driver.Of<string>(async ctx =>
        {
            var gone = ctx.Call("gone");
            gone.Cancel();
            var heard = "nothing";
            try
            {
                await ctx.Select(
                    ctx.Branch(async () =>
                    {
                        _ = ctx.Call("left");
                        await ctx.Call("first");
                        ranOn = true;
                        return "";
                    }),
                    ctx.Call("second"),
                    gone
                );
            }
            catch (InvalidOperationException refused)
            {
                heard = refused.Message;
            }
            await ctx.Call("after");
            return heard;
        });

        driver.Start();
        Assert.Equal([driver.Asking("after")], driver.OpenOfActivities);
        Assert.Equal(
            new[] { "gone", "left", "first", "second" }.Select(driver.Asking).OrderBy(id => id),
            driver.Cancelled.OrderBy(id => id)
        );
        driver.Restart().Complete(driver.Asking("first"), "\"\"").Complete("after", "\"\"");

        Assert.Contains("was cancelled, or lost a race", driver.Output, StringComparison.Ordinal);
        Assert.False(ranOn);
    }

    [Fact]
    public void A_message_that_one_of_them_had_received_goes_back_to_its_queue()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var received = ctx.ReceiveMessage<string>("q");
            await ctx.Call("a");
            try
            {
                await ctx.Select(received, (Branch<string>)null!);
            }
            catch (ArgumentNullException)
            {
                return await ctx.ReceiveMessage<string>("q");
            }
            return "unexpected";
        });

        driver.Start().Enqueue("q", "\"m\"").Complete("a", "\"\"");

        Assert.Equal("\"m\"", driver.Output);
    }

    [Fact]
    public void A_sequence_of_branches_that_fails_half_way_leaves_none_running()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                await ctx.Select(Mirrors(ctx));
            }
            catch (FormatException)
            {
                await ctx.Call("after");
            }
            return "done";
        });

        driver.Start();
        Assert.Equal([driver.Asking("one"), driver.Asking("two")], driver.Cancelled);

        Assert.Equal("\"done\"", driver.Complete("after", "\"\"").Output);

        static IEnumerable<Branch<string>> Mirrors(OrchestrationContext ctx)
        {
            yield return ctx.Call("one");
            yield return ctx.Branch(() => ctx.Call("two").AsTask());
            throw new FormatException("not an address");
        }
    }

    [Fact]
    public void Nobody_else_is_woken_by_a_race_that_never_began()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var shared = ctx.Call("shared");
            var other = ctx.Select(shared, ctx.Call("other"));
            try
            {
                await ctx.Select(shared, (Branch<string>)null!);
            }
            catch (ArgumentNullException)
            {
                return (await other).Match(one => one, two => two);
            }
            return "unexpected";
        });

        driver.Start();
        Assert.Null(driver.Ending);

        Assert.Equal("\"O\"", driver.Complete("other", "\"O\"").Output);
    }
}
