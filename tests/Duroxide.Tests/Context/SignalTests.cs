namespace Duroxide.Tests;

public class SignalTests
{
    sealed record Note(string Text);

    [Fact]
    public void An_event_and_a_message_go_out_encoded_and_once()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.RaiseEvent("other", "go", 7);
            ctx.SendMessage(ctx.Instance, "notes", new Note("hi"));
            return await ctx.Call("a");
        });

        driver.Start();

        Assert.Equal(
            [
                new("other", new(Channel.Event, "go", "7")),
                new("instance", new(Channel.Queue, "notes", "{\"text\":\"hi\"}")),
            ],
            driver.Last.Actions.OfType<OrchestrationAction.SendData>()
        );
        driver.Restart().Complete("a", "\"done\"");
        Assert.Equal("\"done\"", driver.Output);
        Assert.Empty(driver.Last.Actions);
    }

    [Fact]
    public void A_branch_that_has_lost_sends_nothing()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var lost = ctx.Branch(async () =>
            {
                await ctx.ScheduleWait<int>("late");
                ctx.RaiseEvent("other", "go", 1);
                return 1;
            });
            await ctx.Select(lost, ctx.ScheduleWait<int>("early"));
            await ctx.ScheduleWait<int>("end");
            return "done";
        });

        driver.Start().Raise("early", "1").Raise("late", "1").Raise("end", "1");

        Assert.Equal("\"done\"", driver.Output);
        Assert.Empty(driver.Applied<Effect.Send>());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_name_is_refused_and_nothing_is_sent(string name)
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            Assert.Equal("name", Assert.Throws<ArgumentException>(() => ctx.RaiseEvent("other", name, 1)).ParamName);
            Assert.Equal("queue", Assert.Throws<ArgumentException>(() => ctx.SendMessage("other", name, 1)).ParamName);
            return Task.FromResult("done");
        });

        driver.Start();

        Assert.Equal("\"done\"", driver.Output);
        Assert.Empty(driver.Applied<Effect.Send>());
    }

    [Fact]
    public void An_id_that_was_never_given_is_refused()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            Assert.Throws<InvalidOperationException>(() => ctx.SendMessage(default, "notes", 1));
            return Task.FromResult("done");
        });

        Assert.Equal("\"done\"", driver.Start().Output);
    }
}
