namespace Duroxide.Core.Tests;

public sealed class ReplayTests
{
    public static TheoryData<string> Kinds => ["activity", "timer", "event", "message", "child"];

    static Step Ask(Run run, string kind) =>
        kind switch
        {
            "activity" => run.Activity("a"),
            "timer" => run.Timer(5),
            "event" => run.Event("e"),
            "message" => run.Message("q"),
            _ => run.Child("c"),
        };

    static Arrival Answer(string kind) =>
        kind switch
        {
            "timer" => Sent.Fired(2),
            "event" => Sent.Event("e", "x"),
            "message" => Sent.Message("q", "x"),
            _ => Sent.Answer(2, "x"),
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_asked_before_is_not_asked_again(string kind)
    {
        var instance = Instance.Of(async run => await Ask(run, kind));

        instance.Take().AddsNothing();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_answered_before_is_answered_again_on_replay(string kind)
    {
        var instance = Instance.Of(async run => await Ask(run, kind) + await run.Activity("last"));
        instance.Take(Answer(kind));

        instance.Take(Sent.Answer(4, "!"));

        Assert.Equal(kind == "timer" ? "fired!" : "x!", instance.Output);
    }

    [Fact]
    public void A_completed_activity_is_not_scheduled_again()
    {
        var instance = Instance.Of(async run => await run.Activity("a") + await run.Activity("b"));
        instance.Take(Sent.Answer(2, "1"));

        var decision = instance.Take(Sent.Answer(4, "2"));

        decision.Adds(Facts.Answered(4, "2"), Facts.Completed("12"));
        decision.Does();
    }

    [Fact]
    public void A_failed_activity_reaches_the_code_as_something_to_catch()
    {
        var instance = Instance.Of(async run =>
        {
            try
            {
                return await run.Activity("a");
            }
            catch (StepFailedException failed)
            {
                return $"caught {failed.Message}";
            }
        });

        instance.Take(Sent.Failure(2, "declined"));

        Assert.Equal("caught declined", instance.Output);
    }

    [Fact]
    public void Equal_activities_are_told_apart_by_their_ids()
    {
        var instance = Instance.Of(async run =>
        {
            var (first, second) = (run.Activity("a", "x"), run.Activity("a", "x"));
            return await first + await second;
        });
        instance.Take(Sent.Answer(3, "second"));

        instance.Take(Sent.Answer(2, "first "));

        Assert.Equal("first second", instance.Output);
    }

    [Fact]
    public void Ten_steps_in_a_row_take_ten_turns_and_each_id_once()
    {
        var instance = Instance.Of(async run =>
        {
            var sum = "";
            for (var step = 0; step < 10; step++)
            {
                sum += step % 2 == 0 ? await run.Activity("a", $"{step}") : await run.Timer(step);
            }
            return sum;
        });

        for (var id = 2; id <= 20; id += 2)
        {
            instance.Take(id % 4 == 2 ? Sent.Answer(id, $"{id} ") : Sent.Fired(id));
        }

        Assert.Equal("2 fired6 fired10 fired14 fired18 fired", instance.Output);
        Assert.Equal(Enumerable.Range(1, 22), instance.History.Select(happened => (int)happened.Id.Value));
    }

    [Fact]
    public void Results_come_in_the_order_of_the_arguments_whatever_completes_first()
    {
        var instance = Instance.Of(async run =>
            string.Join(',', await run.All(run.Activity("a"), run.Activity("b"), run.Activity("c")))
        );

        instance.Take(Sent.Answer(4, "3"), Sent.Answer(2, "1"), Sent.Answer(3, "2"));

        Assert.Equal("1,2,3", instance.Output);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(100)]
    [InlineData(1000)]
    public void A_join_of_any_width_completes(int width)
    {
        var instance = Instance.Of(async run =>
        {
            var steps = Enumerable.Range(0, width).Select(n => run.Activity("a", $"{n}")).ToArray();
            return $"{(await run.All(steps)).Length}";
        });

        instance.Take([.. Enumerable.Range(2, width).Reverse().Select(id => Sent.Answer(id, ""))]);

        Assert.Equal($"{width}", instance.Output);
    }

    [Fact]
    public void The_rest_of_a_run_that_was_cut_off_is_made_up_for()
    {
        // A deployment that adds a step at the end of what was recorded is new work, not a divergence.
        var instance = Instance.With(
            Facts.History(Facts.Started, Facts.Activity("a")),
            async run =>
            {
                var (one, two) = (run.Activity("a"), run.Activity("b"));
                return await one + await two;
            }
        );

        instance.Take().Adds(Facts.Activity("b"));
    }

    [Fact]
    public void Ids_go_on_where_history_ends()
    {
        var instance = Instance.With(
            Facts.History(Facts.Started, Facts.Activity("a"), Facts.Raised("noise", "")),
            async run => await run.Activity("a") + await run.Activity("b")
        );

        var decision = instance.Take(Sent.Answer(2, ""));

        Assert.Equal([4L, 5L], decision.Events.Select(happened => happened.Id.Value));
    }

    [Fact]
    public void Texts_of_every_kind_pass_unchanged()
    {
        var odd = "naïve 漢字 🎲 \0\u0001\" \\ " + new string('x', 10_000);
        var instance = Instance.Of(async run => await run.Activity("a", odd));

        instance.Take(Sent.Answer(2, odd));

        Assert.Equal(odd, instance.Output);
    }

    [Fact]
    public void Empty_names_are_names()
    {
        var instance = Instance.Of(async run => await run.Event("") + await run.Message(""));
        instance.Take(Sent.Event("", "a"));

        instance.Take(Sent.Message("", "b"));

        Assert.Equal("ab", instance.Output);
    }

    [Fact]
    public void An_ended_execution_decides_nothing_more()
    {
        var instance = Instance.Of(_ => Task.FromResult("done"));

        var decision = instance.Take(Sent.Event("e", ""), Sent.Message("q", ""), Sent.Cancel("late"), Sent.Start);

        decision.AddsNothing();
        Assert.Null(decision.Ending);
        Assert.Equal(4, decision.Consumed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_history_that_has_ended_decides_nothing_more_however_it_ended(int how)
    {
        Fact[] endings =
        [
            Facts.Completed("done"),
            Facts.FailedWith(ApplicationKind.OrchestrationFailed, "no"),
            Facts.ContinuedAsNew("next"),
        ];
        Func<Run, Task<string>> code = run =>
            how == 2 ? Task.FromResult(run.ContinueAsNew("next"))
            : how == 1
                ? Task.FromException<string>(
                    new StepFailedException(new Failure.Application(ApplicationKind.OrchestrationFailed, "no"))
                )
            : Task.FromResult("done");
        var instance = Instance.With(Facts.History(Facts.Started, endings[how], endings[0]), code);

        var execution = instance.Resume();

        Assert.Empty(execution.Continue([Sent.Cancel("late"), Sent.Event("e", "")]).Events);
    }

    [Fact]
    public void A_result_of_a_megabyte_passes()
    {
        var large = new string('x', 1024 * 1024);
        var instance = Instance.Of(async run => await run.Activity("a"));

        instance.Take(Sent.Answer(2, large));

        Assert.Equal(large, instance.Output);
    }
}
