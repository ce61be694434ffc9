namespace Duroxide.Tests;

public class OrchestrationTests
{
    static readonly Orchestration<int, string> Child = new("child", (_, number) => Task.FromResult($"{number}"));

    [Fact]
    public void A_child_gives_its_result()
    {
        using var driver = Driver.Of<string>(async ctx => await ctx.ScheduleSubOrchestration(Child, 7));

        driver.Start();
        var start = Assert.Single(driver.Last.Actions.OfType<OrchestrationAction.StartOrchestration>()).Header;
        driver.Complete(new EventId(2), "\"seven\"");

        Assert.Equal(("child", "7"), (start.Name, start.Input));
        Assert.StartsWith("instance::sub::1.2-", start.Instance.Value, StringComparison.Ordinal);
        Assert.Equal("\"seven\"", driver.Output);
    }

    [Fact]
    public void A_child_may_have_an_id_and_a_version_of_its_own()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var options = new SubOrchestrationOptions { Instance = "mine", Version = new SemanticVersion(2, 0, 0, "") };
            return await ctx.ScheduleSubOrchestration<int, string>("child", 7, options);
        });

        driver.Start();

        var start = Assert.Single(driver.Last.Actions.OfType<OrchestrationAction.StartOrchestration>()).Header;
        Assert.Equal(("mine", new SemanticVersion(2, 0, 0, "")), (start.Instance.Value, start.Version));
    }

    [Fact]
    public void A_reserved_instance_id_is_refused()
    {
        using var driver = Driver.Of<string>(async ctx =>
            await ctx.ScheduleSubOrchestration(Child, 7, new() { Instance = "sub::1" })
        );

        Assert.Contains("reserved", driver.Start().Failure.Display, StringComparison.Ordinal);
    }

    [Fact]
    public void A_childs_failure_can_be_caught_with_its_details()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                return await ctx.ScheduleSubOrchestration(Child, 7);
            }
            catch (SubOrchestrationFailedException failed)
            {
                return $"{failed.Orchestration} {failed.Instance} {failed.Failure.Kind}. {failed.Message}";
            }
        });

        driver.Start().Answer(new EventId(2), new Outcome.Failed(Failure.Cancelled("enough")));

        Assert.Matches(
            "^child (instance::sub::1\\.2-[0-9a-f]{16}) Cancelled. "
                + "Sub-orchestration 'child' with the id '\\1' failed: canceled: enough$",
            JsonPayloadConverter.Default.Decode<string>(driver.Output)
        );
    }

    [Fact]
    public void A_childs_failure_that_is_not_caught_fails_the_parent_with_its_text()
    {
        using var driver = Driver.Of<string>(async ctx => await ctx.ScheduleSubOrchestration(Child, 7));

        driver.Start().Answer(new EventId(2), new Outcome.Failed(Failure.Cancelled("enough")));

        var failure = Assert.IsType<Failure.Application>(driver.Failure);
        Assert.Equal((ApplicationKind.OrchestrationFailed, "canceled: enough"), (failure.Kind, failure.Message));
        Assert.Contains("'instance::sub::1.2-", failure.Details, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detached_start_goes_out_and_is_not_answered()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            ctx.StartOrchestration(Child, "other", 7, new() { Version = new SemanticVersion(3, 0, 0, "") });
            return Task.FromResult("done");
        });

        driver.Start();

        var started = Assert.Single(driver.Last.Actions.OfType<OrchestrationAction.StartOrchestration>()).Header;
        Assert.Equal(("child", "other", "7"), (started.Name, started.Instance.Value, started.Input));
        Assert.Null(started.Parent);
    }

    [Fact]
    public void Continue_as_new_begins_again_with_the_new_input()
    {
        using var driver = Driver.Of<int, string>(
            async (ctx, number) =>
            {
                await ctx.Call("a");
                return number == 3 ? "done" : await ctx.ContinueAsNew(number + 1);
            },
            2
        );

        driver.Start().Complete("a", "\"\"");
        Assert.Equal(new Ending.ContinuedAsNew("3", null), driver.Ending);

        using var next = driver.Next();
        Assert.Equal("\"done\"", next.Complete("a", "\"\"").Output);
        Assert.Equal(new ExecutionId(2), driver.Last.Next!.Execution);
    }

    [Fact]
    public void Nothing_after_continue_as_new_counts_and_nothing_can_catch_it()
    {
        var ranOn = false;
        using var driver = Driver.Of<int, string>(
            async (ctx, number) =>
            {
                try
                {
                    var next = ctx.ContinueAsNew(number + 1, new() { Version = new SemanticVersion(2, 0, 0, "") });
                    ctx.SetCustomStatus("ignored");
                    return await next;
                }
                catch (Exception)
                {
                    ranOn = true;
                    throw;
                }
                finally
                {
                    ranOn = true;
                }
            },
            1
        );

        driver.Start();

        Assert.Equal(new Ending.ContinuedAsNew("2", new SemanticVersion(2, 0, 0, "")), driver.Ending);
        Assert.Empty(driver.Applied<Effect.SetCustomStatus>());
        Assert.False(ranOn);
    }

    [Fact]
    public void A_helper_that_does_not_know_the_types_can_continue_as_new_too()
    {
        using var driver = Driver.Of<int, string>((ctx, number) => Helper(ctx, number), 1);

        Assert.Equal(new Ending.ContinuedAsNew("2", null), driver.Start().Ending);

        static Task<string> Helper(OrchestrationContext ctx, int number) => ctx.ContinueAsNew<int, string>(number + 1);
    }

    [Fact]
    public void Unread_messages_values_and_status_go_along()
    {
        using var driver = Driver.Of<int, string>(
            async (ctx, number) =>
            {
                if (number == 2)
                {
                    return $"{ctx.CustomStatus} {ctx.GetValue<int>("k")} {await ctx.ReceiveMessage<string>("q")}";
                }
                ctx.SetCustomStatus("status");
                ctx.SetValue("k", 7);
                await ctx.Call("a");
                _ = ctx.ReceiveMessage<string>("q");
                return await ctx.ContinueAsNew(number + 1);
            },
            1
        );

        driver.Start().Enqueue("q", "\"message\"").Complete("a", "\"\"");

        using var next = driver.Next();
        Assert.Equal("\"status 7 message\"", next.Output);
    }
}
