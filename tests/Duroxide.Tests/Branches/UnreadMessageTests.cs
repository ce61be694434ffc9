namespace Duroxide.Tests;

/// <summary>A message counts as read when the code looks at it, and not before: until then it can go back to its queue.</summary>
public class UnreadMessageTests
{
    [Fact]
    public void A_join_that_loses_a_race_gives_back_what_it_had_received()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Select(
                ctx.Branch(() => ctx.Join([ctx.ReceiveMessage<string>("a"), ctx.ReceiveMessage<string>("b")])),
                ctx.Call("winner").Map(text => new[] { text })
            );
            return await ctx.ReceiveMessage<string>("a");
        });

        Assert.Equal("\"m\"", driver.Start().Enqueue("a", "\"m\"").Complete("winner", "\"\"").Output);
    }

    [Fact]
    public void A_join_that_is_not_through_at_continue_as_new_loses_nothing()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            _ = ctx.Join([ctx.ReceiveMessage<string>("a"), ctx.ReceiveMessage<string>("b")]);
            await ctx.Call("wait");
            return await ctx.ContinueAsNew(Unit.Value);
        });

        driver.Start().Enqueue("a", "\"m\"").Complete("wait", "\"\"");

        Assert.Equal([new CarriedMessage("a", "\"m\"")], driver.Last.Next!.Carried.AsEnumerable());
    }

    [Fact]
    public void A_join_that_fails_leaves_its_messages_to_who_holds_their_handles()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var message = ctx.ReceiveMessage<string>("a");
            try
            {
                await ctx.Join(message, ctx.Call("broken"));
                return "none";
            }
            catch (ActivityFailedException)
            {
                message.Cancel();
                return await ctx.ReceiveMessage<string>("a");
            }
        });

        Assert.Equal("\"m\"", driver.Start().Enqueue("a", "\"m\"").Fail("broken").Output);
    }

    [Fact]
    public void A_lost_branch_that_waited_for_a_plain_task_has_read_nothing()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var message = ctx.ReceiveMessage<string>("a");
            await ctx.Select(ctx.Branch(() => message.AsTask()), ctx.Call("winner"));
            await ctx.Call("wait");
            return await ctx.ContinueAsNew(Unit.Value);
        });

        driver.Start().Complete("winner", "\"\"").Enqueue("a", "\"m\"").Complete("wait", "\"\"");

        Assert.Equal([new CarriedMessage("a", "\"m\"")], driver.Last.Next!.Carried.AsEnumerable());
    }
}
