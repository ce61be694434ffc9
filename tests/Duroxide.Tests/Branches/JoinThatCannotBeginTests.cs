namespace Duroxide.Tests;

/// <summary>A join of which a later branch cannot begin: what the join itself began is given up, what the code has is not.</summary>
public class JoinThatCannotBeginTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_steps_that_began_are_cancelled_and_the_caller_hears_why(int width)
    {
        var ranOn = false;
        using var driver = Driver.Of<string>(async ctx =>
        {
            var gone = ctx.Call("gone");
            gone.Cancel();
            var heard = "nothing";
            try
            {
                await (
                    width == 2 ? ctx.Join(Steps(ctx), gone)
                    : width == 3 ? ctx.Join(ctx.Call("kept"), Steps(ctx), gone)
                    : (Task)ctx.Join(ctx.Call("kept"), Steps(ctx), gone, ctx.Call("kept too"))
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
        Assert.Equal([driver.Asking("gone"), driver.Asking("left"), driver.Asking("steps")], driver.Cancelled);
        driver.Restart().Complete(driver.Asking("steps"), "\"\"").Complete("after", "\"\"");

        Assert.Contains("was cancelled, or lost a race", driver.Output, StringComparison.Ordinal);
        Assert.False(ranOn);

        Branch<string> Steps(OrchestrationContext ctx) =>
            ctx.Branch(async () =>
            {
                _ = ctx.Call("left");
                await ctx.Call("steps");
                ranOn = true;
                return "";
            });
    }

    [Fact]
    public void A_handle_that_the_code_has_can_still_be_awaited()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var own = ctx.Call("own");
            try
            {
                await ctx.Join(own, (Branch<string>)null!);
            }
            catch (ArgumentNullException)
            {
                return await own;
            }
            return "unexpected";
        });

        Assert.Equal("\"still\"", driver.Start().Complete("own", "\"still\"").Output);
    }

    [Fact]
    public void A_sequence_of_branches_that_fails_half_way_leaves_none_running()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                await ctx.Join(Parts(ctx));
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

        static IEnumerable<Branch<string>> Parts(OrchestrationContext ctx)
        {
            yield return ctx.Branch(() => ctx.Call("one").AsTask());
            yield return ctx.Branch(() => ctx.Call("two").AsTask());
            throw new FormatException("not an address");
        }
    }

    [Fact]
    public void A_handle_of_another_instance_is_refused_before_anything_runs_on()
    {
        DurableTask<string>? foreign = null;
        using var other = Driver.Of<string>(async ctx => await (foreign = ctx.Call("foreign")));
        other.Start();
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                await ctx.Join(ctx.Branch(() => ctx.Call("steps").AsTask()), foreign!);
            }
            catch (InvalidOperationException refused)
            {
                return refused.Message;
            }
            return "unexpected";
        });
        driver.Replays = false;

        driver.Start();

        Assert.Contains("belongs to another orchestration instance", driver.Output, StringComparison.Ordinal);
        Assert.Equal([driver.Asking("steps")], driver.Cancelled);
    }
}
