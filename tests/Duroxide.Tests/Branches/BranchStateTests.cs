namespace Duroxide.Tests;

/// <summary>Values, ids and times inside branches: what a branch did before it lost has been done, and nothing after.</summary>
public class BranchStateTests
{
    [Fact]
    public void A_value_that_a_loser_set_stays_and_one_that_it_would_have_set_later_never_comes()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Select(ctx.Branch(() => Setting("a")), ctx.Branch(() => Setting("b")));
            await ctx.Call("after");
            return string.Join(' ', ctx.Values.Keys);

            async Task Setting(string name)
            {
                ctx.SetValue($"{name} began", 1);
                await ctx.Call(name);
                ctx.SetValue($"{name} ended", 1);
            }
        });

        driver.Start().Restart().Complete("b", "\"\"").Restart().Complete("after", "\"\"");

        Assert.Equal("\"a began b began b ended\"", driver.Output);
    }

    [Fact]
    public void Branches_side_by_side_see_each_others_values_in_the_order_of_the_answers()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            await ctx.Join(Enumerable.Range(0, 3).Select(number => ctx.Branch(() => Adding(number))));
            return ctx.GetValue<int>("sum");

            async Task<string> Adding(int number)
            {
                await ctx.Call($"a{number}");
                ctx.SetValue("sum", ctx.GetValue<int>("sum") * 10 + number);
                return "";
            }
        });

        driver.Start().Complete("a2", "\"\"").Restart().Complete("a0", "\"\"").Complete("a1", "\"\"");

        Assert.Equal("201", driver.Output);
    }

    [Fact]
    public void Ids_that_a_loser_draws_leave_those_of_the_winner()
    {
        Assert.Equal(IdOfTheWinner(loserDraws: false), IdOfTheWinner(loserDraws: true));

        static string IdOfTheWinner(bool loserDraws)
        {
            using var driver = Driver.Of<string>(async ctx =>
            {
                var first = await ctx.Select(ctx.Branch(Losing), ctx.Branch(Winning));
                return first.Match(lost => lost, won => won);

                async Task<string> Losing()
                {
                    await ctx.Call("own");
                    if (loserDraws)
                    {
                        Draw();
                    }
                    return await ctx.Call("never");
                }

                async Task<string> Winning()
                {
                    await ctx.Call("win");
                    return Draw();
                }

                string Draw() => $"{ctx.NewGuid()}";
            });
            return driver.Start().Complete("own", "\"\"").Restart().Complete("win", "\"\"").Output;
        }
    }

    [Fact]
    public void Time_inside_the_branches_of_a_join_is_that_of_the_answer_reacted_to()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var began = ctx.UtcNow;
            var (early, late) = await ctx.Join(ctx.Branch(() => After(1)), ctx.Branch(() => After(2)));
            return $"{early} {late}";

            async Task<double> After(int hours)
            {
                await ctx.ScheduleTimer(TimeSpan.FromHours(hours));
                return (ctx.UtcNow - began).TotalHours;
            }
        });

        Assert.Equal("\"1 2\"", driver.Start().Fire().Restart().Fire().Output);
    }

    [Fact]
    public void A_child_of_the_branch_that_wins_is_awaited_and_those_of_the_others_are_cancelled()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var winner = await ctx.Select([
                ctx.Branch(() => Calling("slow")),
                ctx.Branch(() => Calling("fast")),
                ctx.Branch(() => Calling("slower")),
                ctx.ScheduleTimer(TimeSpan.FromHours(1)).Map(_ => "too late"),
            ]);
            return $"{winner.Index} {winner.Value}";

            async Task<string> Calling(string name)
            {
                await ctx.Call("begin " + name);
                return await ctx.ScheduleSubOrchestration<string, string>(name, "", new() { Instance = name });
            }
        });
        driver.Start().Complete("begin slow", "\"\"").Complete("begin slower", "\"\"").Complete("begin fast", "\"\"");
        var fast = driver.History.Single(e =>
            e.Fact is Fact.Scheduled { Operation: Operation.SubOrchestration { Name: "fast" } }
        );

        driver.Restart().Complete(fast.Id, "\"done\"");

        Assert.Equal("\"1 done\"", driver.Output);
        Assert.Equal(3, driver.Cancelled.Count);
        Assert.DoesNotContain(fast.Id, driver.Cancelled);
    }

    [Fact]
    public void One_branch_completes_what_the_next_awaits_and_a_race_follows()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var handed = new TaskCompletionSource<string>();
            await ctx.Join(ctx.Branch(Giving), ctx.Branch(Taking));
            var first = await ctx.Select(ctx.Call("a"), ctx.Call("b"));
            return $"{ctx.GetValue<string>("taken")} {first.Index}";

            async Task<string> Giving()
            {
                handed.SetResult(await ctx.Call("give"));
                return "";
            }

            async Task<string> Taking()
            {
                ctx.SetValue("taken", await handed.Task);
                return await ctx.Call("take");
            }
        });

        driver.Start().Complete("give", "\"g\"").Restart().Complete("take", "\"\"").Complete("b", "\"\"");

        Assert.Equal("\"g 1\"", driver.Output);
    }

    [Fact]
    public void Mapped_handles_are_joined_and_come_as_they_complete()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var joined = await ctx.Join([Length("a"), Length("bb")]);
            var text = string.Join(' ', joined);
            await foreach (var done in ctx.AsCompleted([Length("c"), Length("d")]))
            {
                text += $" {await done}";
            }
            return text;

            DurableTask<int> Length(string name) => ctx.Call(name).Map(result => result.Length);
        });

        driver.Start().Complete("bb", "\"12\"").Complete("a", "\"1\"").Restart();
        driver.Complete("d", "\"1234\"").Restart().Complete("c", "\"123\"");

        Assert.Equal("\"1 2 4 3\"", driver.Output);
    }

    [Fact]
    public void A_map_that_throws_wins_its_race_with_the_exception()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                await ctx.Select(ctx.Call("a").Map<int>(_ => throw new FormatException("no number")), ctx.Call("b"));
                return "none";
            }
            catch (FormatException wrong)
            {
                return wrong.Message;
            }
        });

        Assert.Equal("\"no number\"", driver.Start().Complete("a", "\"x\"").Output);
        Assert.Equal([driver.Asking("b")], driver.Cancelled);
    }

    [Fact]
    public void A_call_on_a_session_succeeds_at_its_second_attempt_on_the_same_session()
    {
        using var driver = Driver.Of<string>(async ctx =>
            await ctx.Call("a", new() { Session = "s", Retry = RetryPolicy.Immediate(3) })
        );

        driver.Start().Fail("a").Restart().Complete("a", "\"done\"");

        Assert.Equal("\"done\"", driver.Output);
        Assert.Equal(
            [("s", 1), ("s", 2)],
            driver.Asked<Operation.Activity>().Select(asked => (asked.Session!, asked.Attempt))
        );
    }
}
