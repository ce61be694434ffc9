namespace Duroxide.Tests;

public class StateTests
{
    [Fact]
    public void Values_are_read_as_they_were_written()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.SetValue("b", 1);
            ctx.SetValue("a", new[] { 1, 2 });
            ctx.SetValue("b", 2);
            await ctx.Call("x");
            return $"{string.Join(' ', ctx.Values.Keys)} {ctx.GetValue<int>("b")} {ctx.GetValue<int[]>("a")![1]} {ctx.GetValue<string>("c") ?? "-"}";
        });

        Assert.Equal("\"a b 2 2 -\"", driver.Start().Complete("x", "\"\"").Output);
    }

    [Fact]
    public void Tags_are_set_read_and_cleared_and_the_same_on_replay()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.SetTag("b", "1");
            ctx.SetTag("a", "2");
            ctx.SetTag("b", "3");
            ctx.ClearTag("a");
            ctx.ClearTag("missing");
            await ctx.Call("x");
            return ctx.Tags.ToString();
        });

        Assert.Equal("\"{b = 3}\"", driver.Start().Restart().Complete("x", "\"\"").Output);
    }

    [Fact]
    public void Values_are_cleared_one_by_one_and_all_at_once()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            ctx.SetValue("a", 1);
            ctx.SetValue("b", 1);
            ctx.ClearValue("a");
            ctx.ClearValue("missing");
            var before = ctx.Values.Count;
            ctx.ClearValues();
            return Task.FromResult($"{before} {ctx.Values.Count}");
        });

        Assert.Equal("\"1 0\"", driver.Start().Output);
    }

    [Fact]
    public void Pruning_clears_what_was_set_before_a_time_and_says_how_many()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.SetValue("old1", 1);
            ctx.SetValue("old2", 1);
            await ctx.ScheduleTimer(TimeSpan.FromDays(1));
            ctx.SetValue("new", 1);
            var none = ctx.PruneValues(DateTimeOffset.UnixEpoch);
            var old = ctx.PruneValues(ctx.UtcNow);
            return $"{none} {old} {string.Join(' ', ctx.Values.Keys)}";
        });

        Assert.Equal("\"0 2 new\"", driver.Start().Restart().Fire().Output);
    }

    [Fact]
    public void Pruning_takes_all_with_the_latest_time_nothing_from_nothing_and_what_was_just_set_with_a_later_time()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            var none = ctx.PruneValues(DateTimeOffset.MaxValue);
            ctx.SetValue("now", 1);
            var before = ctx.PruneValues(ctx.UtcNow);
            var later = ctx.PruneValues(ctx.UtcNow.AddSeconds(1));
            ctx.SetValue("again", 1);
            var all = ctx.PruneValues(DateTimeOffset.MaxValue);
            return Task.FromResult($"{none} {before} {later} {all} {ctx.Values.Count}");
        });

        Assert.Equal("\"0 0 1 1 0\"", driver.Start().Output);
    }

    [Fact]
    public void An_inherited_key_is_cleared_while_another_is_read_and_written()
    {
        using var driver = Driver.Of<int, string>(
            async (ctx, execution) =>
            {
                if (execution == 1)
                {
                    ctx.SetValue("gone", 1);
                    ctx.SetValue("count", 1);
                    return await ctx.ContinueAsNew(2);
                }
                ctx.ClearValue("gone");
                ctx.SetValue("count", ctx.GetValue<int>("count") + 1);
                await ctx.Call("a");
                return $"{ctx.GetValue<int?>("gone")?.ToString() ?? "none"} {ctx.GetValue<int>("count")}";
            },
            1
        );

        using var next = driver.Start().Next();

        Assert.Equal("\"none 2\"", next.Restart().Complete("a", "\"\"").Output);
    }

    [Fact]
    public void A_value_of_another_type_is_an_error_to_catch()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            ctx.SetValue("k", "text");
            return Task.FromResult(Assert.Throws<PayloadException>(() => ctx.GetValue<int>("k")).What);
        });

        Assert.Equal("\"the value of key \\u0027k\\u0027\"", driver.Start().Output);
    }

    [Theory]
    [InlineData("7", "\"7\"")]
    [InlineData(null, "\"-\"")]
    public void A_value_of_another_instance_is_read_by_a_built_in_activity(string? stored, string output)
    {
        using var driver = Driver.Of<string>(async ctx =>
            (await ctx.GetValueFrom<int?>("other", "k"))?.ToString() ?? "-"
        );

        driver.Start();
        var asked = Assert.Single(driver.Asked<Operation.Activity>());
        driver.Complete(ValueLookup.ActivityName, ValueLookup.Answer(stored));

        Assert.Equal((new InstanceId("other"), "k"), ValueLookup.ReadQuestion(asked.Input));
        Assert.StartsWith(RegistryBuilder.ReservedPrefix, asked.Name, StringComparison.Ordinal);
        Assert.Equal(output, driver.Output);
    }

    [Fact]
    public void The_status_is_what_was_set_last()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var before = ctx.CustomStatus ?? "none";
            ctx.SetCustomStatus("one");
            await ctx.Call("a");
            ctx.SetCustomStatus("two");
            var set = ctx.CustomStatus;
            ctx.ClearCustomStatus();
            return $"{before} {set} {ctx.CustomStatus ?? "none"}";
        });

        driver.Start();
        Assert.Equal(new StatusChange("one"), driver.Last.Status);
        Assert.Equal("\"none two none\"", driver.Complete("a", "\"\"").Output);
        Assert.Equal(new StatusChange(null), driver.Last.Status);
    }

    [Fact]
    public void Ids_differ_and_are_the_same_on_replay()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var (one, two) = (ctx.NewGuid(), ctx.NewGuid());
            await ctx.Call($"{one}");
            return one == two ? "same" : "different";
        });

        driver.Start().Restart();

        Assert.Equal(
            "\"different\"",
            driver.Complete(Assert.Single(driver.Asked<Operation.Activity>()).Name, "\"\"").Output
        );
    }

    [Fact]
    public void The_context_knows_what_it_runs()
    {
        using var driver = Driver.Of<string>(ctx =>
            Task.FromResult($"{ctx.Instance} {ctx.Execution} {ctx.Name} {ctx.Version}")
        );

        Assert.Equal("\"instance 1 tested 1.0.0\"", driver.Start().Output);
    }

    [Fact]
    public void A_line_of_the_logger_keeps_the_values_of_its_template_by_name()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(
                ctx.Logger,
                "Order {Order} costs {Price}",
                "o-1",
                2.5
            );
            return Task.FromResult("");
        });

        var line = Assert.Single(driver.Start().Traces);

        Assert.Equal(["Order: o-1", "Price: 2.5"], line.Properties.Select(named => $"{named.Key}: {named.Value}"));
    }

    [Fact]
    public void A_line_is_traced_once_over_restarts()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.Info("started");
            await ctx.Call("a");
            ctx.Logger.Log(
                Microsoft.Extensions.Logging.LogLevel.Warning,
                default,
                "a is done",
                null,
                (text, _) => text
            );
            ctx.Debug("d");
            ctx.Error("e");
            return "";
        });

        driver.Start().Restart().Complete("a", "\"\"");

        Assert.Equal(
            [
                new(TraceLevel.Information, TraceSource.Orchestration, "started"),
                new(TraceLevel.Warning, TraceSource.Orchestration, "a is done"),
                new(TraceLevel.Debug, TraceSource.Orchestration, "d"),
                new(TraceLevel.Error, TraceSource.Orchestration, "e"),
            ],
            driver.Traces
        );
    }

    [Fact]
    public void A_line_of_no_level_is_not_written()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            ctx.Logger.Log(Microsoft.Extensions.Logging.LogLevel.None, default, "unsaid", null, (text, _) => text);
            return Task.FromResult("");
        });

        Assert.Empty(driver.Start().Traces);
    }

    [Fact]
    public void A_level_that_does_not_exist_is_refused_at_the_call()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            ctx.Info("before");
            ctx.Trace((TraceLevel)99, "unheard of");
            return Task.FromResult("");
        });

        Assert.Contains("no such level", driver.Start().Failure.Display, StringComparison.Ordinal);
        Assert.Equal("before", Assert.Single(driver.Traces).Message);
    }

    [Fact]
    public void Replaying_ends_where_history_does()
    {
        var seen = new List<bool>();
        using var driver = Driver.Of<string>(async ctx =>
        {
            seen.Add(ctx.IsReplaying);
            await ctx.Call("a");
            seen.Add(ctx.IsReplaying);
            return "";
        });
        driver.Replays = false;

        driver.Start().Restart().Complete("a", "\"\"");

        Assert.Equal([false, true, false], seen);
    }
}
